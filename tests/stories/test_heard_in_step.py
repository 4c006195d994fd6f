"""A cover is added and linked, found to be the same music, heard in step with the original, given
its marks, and all of it is undone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.aligned_passages import Side
from app.core.timecode import Span
from app.profile.paths import Paths
from tests.support.app_harness import AppHarness, WindowSession, kept_rows, with_services
from tests.support.ready_journal import ready_profile
from tests.support.two_versions import BRASS, LETTER, in_the_cover, lengths_ms, record_versions
from ui.afterlives.echo_dialog import EchoDialog
from ui.afterlives.page import AfterlivesPage

Key = Qt.Key
PATIENCE_MS = 60_000
NEAR_MS = 120
AUTHORED = ("echo", "alignment", "favourite_moment")


def written(paths: Paths) -> dict[str, int]:
    rows = kept_rows(paths)
    return {table: len(rows[table]) for table in AUTHORED}


def page_of(session: WindowSession) -> AfterlivesPage:
    page = session.desk.pages.page("afterlives")
    assert isinstance(page, AfterlivesPage)
    return page


def test_a_cover_is_heard_in_step_takes_over_marks_and_is_undone(harness: AppHarness) -> None:
    ready_profile(harness.profile)
    folder = Path(harness.music, "versions")
    with_services(harness.paths, lambda services: record_versions(services, folder))
    harness.play_by_hand(**lengths_ms())
    session = harness.open()
    letter = session.play(LETTER)
    for at_ms in (4_000, 9_000):
        session.services.moments.add_moment(letter.id, Span.point(at_ms), label="the answer")
    before = written(harness.paths)

    session.driver.alt(Key.Key_A)
    page = page_of(session)
    session.until(lambda: page.empty.isVisible())
    session.until(lambda: page.empty.hasFocus())
    session.driver.tap(Key.Key_Return)
    session.until(lambda: isinstance(QApplication.activeModalWidget(), EchoDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EchoDialog)
    QTest.keyClicks(dialog.title, "The Letter, brass band")
    QTest.keyClicks(dialog.who, "Wharf Street Band")
    QTest.keyClicks(dialog.date, "2026-08-02")
    (brass,) = (row for row in session.rows() if row.title == BRASS)
    dialog.choose_track(int(brass.id))
    QTest.keyClick(dialog.date, Key.Key_Return)
    step = page.panel.step
    session.until(lambda: step.find_button.isVisible())

    step.find_button.click()
    session.until(lambda: step.keeping.is_certain, PATIENCE_MS)
    session.until(lambda: not page.is_reading)
    step.hearing.stop()
    session.take_keyboard()
    page.timeline.setFocus()
    step.hearing.seek(Side.FIRST, 8_000)
    session.turn(800)
    session.driver.tap(Key.Key_X)
    session.turn(400)
    session.until(lambda: step.hearing.sounding is Side.SECOND)
    heads = step.hearing.heads
    assert heads[Side.SECOND] == pytest.approx(in_the_cover(heads[Side.FIRST]), abs=NEAR_MS)
    assert session.playback.track is not None and session.playback.track.id == brass.id
    assert session.playback.position_ms == pytest.approx(heads[Side.SECOND], abs=100)
    session.driver.tap(Key.Key_A)
    session.turn(400)
    session.until(lambda: step.hearing.sounding is Side.FIRST)
    session.driver.tap(Key.Key_Escape)

    session.until(lambda: step.carry.isVisible())
    step.carry.click()
    session.until(lambda: not step.carry.isVisible())
    there = session.services.timelines.timeline(brass.id)
    places = [one.span.start_ms for one in there.moments]
    assert places == pytest.approx([in_the_cover(4_000), in_the_cover(9_000)], abs=NEAR_MS)
    assert [there.versions.carried_from(one) for one in there.moments] == [LETTER] * 2

    for _step in range(3):  # the marks, the alignment, the afterlife
        session.driver.ctrl(Key.Key_Z)
        session.turn(50)
    session.until(lambda: page.empty.isVisible())
    assert written(harness.paths) == before
