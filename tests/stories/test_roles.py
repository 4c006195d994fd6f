"""An opening and its second version: a suggested role is refused, another accepted; the first
impression is looked at with keys, heard, opened; the versions are heard by turns; all is undone.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.ids import TrackId
from app.library.records import Role
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import seen
from ui.bridge.places import RolePlace
from ui.roles.impression.seen import When
from ui.roles.page import RolesPage
from ui.widgets.chips import Chip

Key = Qt.Key
TITLES = ("Opening", "Opening 2", "Battle of the bells", "Quiet")


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    for number, name in enumerate(TITLES):
        harness.record(f"{name}.wav", seconds=40, hz=220 * (number + 1))
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    tracks = [TrackId(row.id) for row in session.rows()]
    session.services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=tracks)
    return session


def roles_page(session: WindowSession) -> RolesPage:
    page = session.desk.pages.page("roles")
    assert isinstance(page, RolesPage)
    session.until(lambda: not page.is_reading)
    return page


def roles(session: WindowSession) -> dict[str, str]:
    return {row.title: row.role for row in session.rows() if row.role != Role.SCORE}


def test_a_track_is_seen_and_heard_in_its_role(session: WindowSession) -> None:
    driver = session.driver
    session.play("Opening")
    session.turn(6_000)
    driver.tap(Key.Key_1)
    session.turn(4_000)
    driver.tap(Key.Key_8)
    session.until(lambda: len(session.timeline.tags) == 2)

    # Titles say what two of them are; one is wrong.
    page = roles_page(session)
    driver.alt(Key.Key_P)
    session.until(lambda: page.isVisible() and not page.is_reading)
    assert page.nobody.isVisible()
    (work,) = session.services.scenes.works()
    session.desk.navigation.show(RolePlace(work_id=work.id))
    session.until(lambda: len(seen(page, Chip)) == 2)
    openings, battle = page.suggested.chips
    assert (openings.text(), battle.text()) == ("Opening theme × 2", "Action theme")
    battle.setFocus()
    driver.tap(Key.Key_Delete)
    session.until(lambda: len(page.suggested.chips) == 1)
    assert roles(session) == {}, "nothing is set in silence"
    page.suggested.chips[0].click()
    session.until(lambda: page.shown is not None and not page.is_reading)
    assert roles(session) == {"Opening": Role.OPENING_THEME, "Opening 2": Role.OPENING_THEME}
    assert page.head.suggested.isHidden(), "a no is remembered"

    # The first impression.
    picture = page.parts.impression.picture
    session.until(picture.hasFocus)
    session.until(lambda: len(picture.marks[When.THEN]) == 2)
    driver.tap(Key.Key_Right)
    driver.tap(Key.Key_Right)
    assert picture.mark is not None and "Tension" in picture.mark.told
    driver.tap(Key.Key_P)
    session.until(lambda: session.playback.is_playing)
    session.turn(500)
    assert abs(session.playback.position_ms - picture.mark.span.start_ms) < 5_000
    picture.setFocus()
    driver.tap(Key.Key_Return)
    session.until(lambda: session.desk.pages.current_key == "listen")
    session.until(lambda: session.pages.listen.selection is not None)

    # The versions, by turns.
    driver.click(session.pages.listen.header.role)
    session.until(lambda: session.desk.pages.current_key == "roles" and not page.is_reading)
    versions = page.parts.versions
    assert [row.title.text() for row in versions.rows] == ["Opening", "Opening 2"]
    picture.setFocus()
    driver.tap(Key.Key_B)
    session.until(lambda: versions.hearing.sounding == 1)
    session.turn(1_000)
    assert session.playback.track is not None and session.playback.track.title == "Opening 2"
    driver.tap(Key.Key_X)
    session.turn(600)
    session.until(lambda: versions.hearing.sounding == 0)
    ids = [TrackId(row.version.track.id) for row in versions.rows]
    session.services.alignments.align(*ids, [(0, 0), (10_000, 20_000)])
    session.until(lambda: versions.told.text() == "Change over at the same musical moment")
    versions.hearing.stop()
    versions.hearing.play_from(0, 8_000)
    session.turn(500)
    driver.tap(Key.Key_X)
    session.turn(600)
    session.until(lambda: versions.hearing.sounding == 1)
    assert 15_000 < session.playback.position_ms < 19_000
    driver.tap(Key.Key_Escape)
    assert picture.mark is None and session.playback.is_playing
    driver.tap(Key.Key_Escape)
    session.until(lambda: not session.playback.is_playing)

    # All of it undone: the alignment, the roles, the no, the marks.
    for _step in range(5):
        driver.ctrl(Key.Key_Z)
    session.until(lambda: roles(session) == {} and not page.is_reading)
    suggestions = session.services.role_suggestions.of(session.rows())
    assert [one.role for one in suggestions] == [Role.OPENING_THEME, Role.ACTION_THEME]
    assert session.timeline.tags == ()
