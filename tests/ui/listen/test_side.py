"""What comes at the side of the Listen page is seen from its top."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.support.app_harness import AppHarness

Key = Qt.Key


def test_a_card_that_comes_is_seen_from_its_top(harness: AppHarness, qtbot: QtBot) -> None:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    track = TrackId(session.play().id)
    session.playback.pause()
    emotion = session.services.emotions.named("wonder")
    assert emotion is not None
    tag = session.services.tagging.add_tag(track, emotion.id, Span(10_000, 14_000))
    side, page = session.pages.listen.side, session.pages.listen
    session.window.resize(session.window.minimumSize())

    def is_at_top(card: QWidget) -> bool:
        return 0 <= card.mapTo(side.viewport(), QPoint(0, 0)).y() < side.viewport().height() // 3

    bar = side.verticalScrollBar()
    page.select(MarkRef(MarkKind.TAG, tag.id))
    qtbot.waitUntil(lambda: side.inspector.isVisible() and is_at_top(side.inspector))
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    session.driver.tap(Key.Key_V)
    qtbot.waitUntil(lambda: side.trace_pad.isVisible() and is_at_top(side.trace_pad))
    bar.setValue(bar.maximum())
    side.trace_pad.close_button.click()
    qtbot.waitUntil(lambda: not side.trace_pad.isVisible() and is_at_top(side.inspector))
    bar.setValue(bar.maximum())
    page.timeline.marks.set_selection(None)
    page.select(MarkRef(MarkKind.TAG, tag.id))
    qtbot.waitUntil(lambda: side.inspector.isVisible() and is_at_top(side.inspector))
    QApplication.processEvents()
