"""Marks that are copied, cut and pasted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from app.core.timecode import Span
from app.marks.clip import MIME_TYPE
from tests.ui.listen.marked_desk import Desk

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_copied_marks_are_pasted_at_the_playhead_of_another_track(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.second, desk.sadness, desk.heart])
    desk.driver.ctrl(Key.Key_C)
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.hasFormat(MIME_TYPE)
    assert clipboard.text().splitlines()[0] == "0:15.000–0:20.000  Wonder, felt, 3 of 5"
    desk.session.play("other")
    desk.session.playback.seek_ms(5_000)
    desk.session.playback.pause()
    desk.view.setFocus()
    desk.driver.ctrl(Key.Key_V)
    assert sorted(desk.spans().values()) == [
        Span(5_000, 10_000),
        Span(18_000, 30_000),
        Span.point(35_000),
    ]
    assert set(desk.view.marks.selected_marks) == set(desk.spans())
    assert desk.undo_text == "Paste 3 marks"


def test_cut_and_paste_moves_marks_and_keeps_when_they_were_made(desk: Desk) -> None:
    made = {item.tag.made_at_ms for item in desk.session.timeline.tags if item.ref == desk.wonder}
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.ctrl(Key.Key_X)
    assert desk.undo_text == "Cut emotion"
    assert desk.wonder not in desk.spans()
    desk.driver.ctrl(Key.Key_V)
    pasted = next(item for item in desk.session.timeline.tags if item.span.start_ms == 30_000)
    assert {pasted.tag.made_at_ms} == made


@pytest.mark.logs("What was copied can’t be pasted here")
def test_anything_else_on_the_clipboard_is_declined_with_a_message(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("a shopping list")
    desk.driver.ctrl(Key.Key_V)
    assert "no marks on the clipboard" in desk.session.said
    data = QMimeData()
    data.setData(MIME_TYPE, b"\xff{")
    QGuiApplication.clipboard().setMimeData(data)
    desk.driver.ctrl(Key.Key_V)
    assert "can’t be pasted" in desk.session.news[0], "a problem doesn’t wait for small news"
    assert not any("no marks" in text for text in desk.session.news), "only the last one is told"
    QGuiApplication.clipboard().setText("another shopping list")
    desk.driver.ctrl(Key.Key_V)
    (said,) = desk.session.news
    assert "no marks on the clipboard" in said
    assert len(desk.spans()) == 4
