"""Every way to a moment across the years, and the way back from each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from db.models.all import EmotionalTag
from tests.support.app_harness import AppHarness, WindowSession
from ui.listen.menu import build_menu

ALT = Qt.KeyboardModifier.AltModifier
AT_MS = 12_000


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """A track that was felt at one place in two years, seen on the Listen page."""
    session = harness.playing(500)
    (row,) = session.rows()
    emotion = session.services.emotions.emotions()[0]
    with session.services.ledger.write("Feel", "tag", track_ids=(row.id,)) as writing:
        for year in (2023, 2024):
            place = dict.fromkeys(("start_ms", "end_ms", "raw_start_ms", "raw_end_ms"), AT_MS)
            made = int(datetime(year, 5, 6, tzinfo=UTC).timestamp() * 1000)
            writing.session.add(
                EmotionalTag(track_id=row.id, emotion_id=emotion.id, made_at=made, **place)
            )
    session.until(lambda: len(session.timeline.tags) == 2)
    return session


def leads_there(session: WindowSession, span: Span, origin: str = "listen") -> None:
    """These seconds are shown, and Esc leads back."""
    page = session.pages.same_moment
    assert session.desk.pages.current_key == "same_moment"
    session.until(lambda: page.shown is not None and not page.is_reading)
    assert page.shown is not None and page.shown.moment.asked.span == span
    session.driver.tap(Qt.Key.Key_Escape)
    assert session.desk.pages.current_key == origin


def test_a_moment_is_opened_from_wherever_it_is_seen(session: WindowSession) -> None:
    listen, point = session.pages.listen, Span.point(AT_MS)
    session.playback.pause()
    session.driver.tap(Qt.Key.Key_M, ALT)
    leads_there(session, Span.point(session.playback.position_ms))

    tag = session.timeline.tags[0]
    listen.select(tag.ref)
    session.driver.tap(Qt.Key.Key_M, ALT)
    assert session.pages.same_moment.reading.asked.uid == tag.tag.uid  # type: ignore[union-attr]
    leads_there(session, point)

    menu = build_menu(listen, listen._menu_verbs, tag.ref, session.desk.context.shortcuts)
    years = [action for action in menu.actions() if action.text().startswith("Across the years")]
    years[0].trigger()
    leads_there(session, point)

    session.playback.seek_ms(AT_MS + 500)
    session.turn(50)
    card = listen.side.companion
    session.until(card._felt.years.isVisible)
    card._felt.years.click()  # it may be scrolled out of sight
    leads_there(session, Span.point(session.playback.position_ms))

    session.driver.alt(Qt.Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: journal.model.items)
    session.driver.tap(Qt.Key.Key_Down)
    session.driver.tap(Qt.Key.Key_M, ALT)
    leads_there(session, point, "journal")


def test_a_click_on_a_year_opens_it_and_with_ctrl_selects_what_led(session: WindowSession) -> None:
    listen = session.pages.listen
    session.playback.pause()
    canvas = listen.timeline.canvas
    session.until(lambda: any(slot.lane.key == "earlier" for slot in canvas.lanes.slots))
    slot = next(slot for slot in canvas.lanes.slots if slot.lane.key == "earlier")
    x = round(canvas.gutter_px + listen.timeline.viewport.axis.x_of(AT_MS))
    at = QPoint(x, round(slot.top + slot.height / 2))
    refs = {MarkRef(MarkKind.TAG, one.tag.id) for one in session.timeline.tags}
    session.harness.qtbot.mouseClick(
        canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at
    )
    assert session.desk.pages.current_key == "listen"
    chosen = set(listen.timeline.marks.selected_marks)
    assert chosen and chosen <= refs
    session.harness.qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    page = session.pages.same_moment
    assert session.desk.pages.current_key == "same_moment"
    session.until(lambda: page.shown is not None and page.shown.moment.many == 2)
