"""The page of a track in its role: what each role shows, what it plays, and where it leads."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.library.records import Role
from app.spoken_files.line import Line
from tests.support.window_parts import WindowParts
from tests.ui.roles.conftest import Cast, Open, read_through
from ui.bridge.places import PersonPlace, RolePlace, ThemePlace, TrackPlace, WhatReturns
from ui.roles.impression.seen import When
from ui.roles.page import RolesPage
from ui.roles.sections import Section, sections_of
from ui.shell.window_memory import WindowMemory
from ui.widgets.buttons import PushButton
from ui.words.spoilers import spoilers

Key = Qt.Key


def test_an_opening_shows_its_first_impression_against_the_latest(
    opened_page: Open, cast: Cast
) -> None:
    page = opened_page(cast.opening)
    assert page.head.title.text() == "Opening"
    assert page.head.sentence.text() == "Opening theme · My Heart · 1:30"
    marks = page.parts.impression.picture.marks
    assert [mark.span.start_ms for mark in marks[When.THEN]] == [10_000, 50_000]
    # The tale's own marks were made today, without a listen: the latest listen of all.
    assert [mark.span.start_ms for mark in marks[When.NOW]] == [10_000, 12_000, 20_000, 40_000]
    captions = page.parts.impression.picture.captions
    assert captions[When.THEN] == "First heard 14 November 2022, at night · Wonder, Tension"
    (note,) = page.parts.impression.then.rows
    assert note.accessibleName() == "Wonder at 0:10: Is that a drum?"
    assert page.parts.impression.isVisible() and page.parts.versions.isVisible()
    assert page.parts.chain.isHidden() and page.parts.intensity.isHidden()


def test_every_role_has_its_picture_first() -> None:
    assert sections_of(Role.OPENING_THEME)[0] is Section.IMPRESSION
    assert sections_of(Role.LOVE_THEME)[0] is Section.CHAIN
    assert sections_of(Role.ACTION_THEME)[0] is Section.INTENSITY
    assert sections_of(Role.INSERT_SONG)[0] is Section.LISTS
    assert all(Section.IMPRESSION in sections_of(role) for role in Role)


def test_keys_walk_both_hearings_play_a_mark_and_open_it(
    opened_page: Open, cast: Cast, parts: WindowParts, qtbot: QtBot
) -> None:
    page = opened_page(cast.opening)
    picture = page.parts.impression.picture
    picture.setFocus()
    QTest.keyClick(picture, Key.Key_Right)
    assert picture.mark is not None and picture.mark.span.start_ms == 10_000
    assert "Wonder" in picture.accessibleDescription()
    QTest.keyClick(picture, Key.Key_Right)
    QTest.keyClick(picture, Key.Key_Down)
    assert picture.mark is not None
    assert (picture.mark.when, picture.mark.span.start_ms) == (When.NOW, 40_000)
    QTest.keyClick(picture, Key.Key_Up)
    assert picture.mark is not None and picture.mark.when is When.THEN
    QTest.keyClick(picture, Key.Key_Return)
    place = parts.navigator.shown[-1]
    assert isinstance(place, TrackPlace)
    assert (place.track_id, place.position_ms) == (cast.opening, 50_000)
    QTest.keyClick(picture, Key.Key_Escape)
    assert picture.mark is None


def test_what_quotes_it_leads_to_the_theme_there(
    opened_page: Open, cast: Cast, parts: WindowParts
) -> None:
    page = opened_page(cast.opening)
    assert page.parts.lists.quotes.title.text() == "Quoted by"
    (row,) = page.parts.lists.quotes.rows
    assert (row.title.text(), row.caption.text()) == (
        "Love", "The heart at 0:03 · The farewell · S1 E2 · Northbound",
    )  # fmt: skip
    row.click()
    assert parts.navigator.shown[-1] == ThemePlace(row.quote.theme.id, row.quote.at.occurrence.id)


def test_a_love_theme_runs_along_the_story_and_says_what_it_quotes(
    opened_page: Open, cast: Cast, parts: WindowParts
) -> None:
    page = opened_page(cast.love)
    assert page.shown is not None
    assert [one.at.scene.title for one in page.shown.beads] == [
        "The harbour", "The train", "The farewell",
    ]  # fmt: skip
    assert page.parts.chain.isVisible() and page.parts.chain.ribbon.empty is None
    assert page.parts.chain.people.text() == "The theme of Mira"
    page.parts.chain.people.click()
    assert parts.navigator.shown[-1] == PersonPlace(cast.tale.mira, None)
    assert page.parts.lists.quotes.title.text() == "Themes it quotes"
    (row,) = page.parts.lists.quotes.rows
    assert row.title.text() == "The heart" and row.home.isVisible()
    assert [one.title.text() for one in page.parts.lists.scenes.rows] == ["The farewell"]


def test_an_action_theme_says_what_would_make_it_speak(
    opened_page: Open, cast: Cast, parts: WindowParts
) -> None:
    page = opened_page(cast.action)
    assert page.parts.intensity.isVisible() and page.parts.intensity.empty.isVisible()
    assert page.parts.intensity.empty.accessibleName() == "Not listened through yet"
    assert page.parts.impression.empty.isVisible()
    assert page.parts.lists.isHidden()


def test_without_a_theme_a_love_theme_leads_to_what_returns(
    opened_page: Open, cast: Cast, parts: WindowParts
) -> None:
    cast.services.library.set_role([cast.action], Role.LOVE_THEME)
    page = opened_page(cast.action)
    assert page.parts.chain.ribbon.empty is not None
    assert page.parts.chain.ribbon.empty.accessibleName() == "No theme on it yet"
    QTest.keyClick(page.parts.chain.ribbon.empty, Key.Key_Return)
    assert parts.navigator.shown[-1] == WhatReturns(cast.tale.work, cast.action)


def test_the_roles_of_its_work_are_a_click_away(
    opened_page: Open, cast: Cast, qtbot: QtBot
) -> None:
    page = opened_page(cast.opening)
    chips = {role: chip.text() for role, chip in page.head.chips.items()}
    assert list(chips.values()) == ["Opening theme × 2", "Love theme", "Action theme"]
    assert [button.text() for button in page.head.tracks.values()] == [
        "Opening", "Opening, again",
    ]  # fmt: skip
    page.head.chips[Role.LOVE_THEME].click()
    read_through(page, qtbot)
    assert page.head.title.text() == "Love"
    page.head.chips[Role.OPENING_THEME].click()
    read_through(page, qtbot)
    page.head.tracks[cast.again].click()
    read_through(page, qtbot)
    assert page.head.title.text() == "Opening, again"


def test_a_role_is_changed_here_and_undone(
    opened_page: Open, cast: Cast, parts: WindowParts, qtbot: QtBot
) -> None:
    page = opened_page(cast.again)
    menu = QMenu()
    page.head.fill_roles(menu)
    actions = {one.text(): one for one in menu.actions()}
    assert actions["Opening theme"].isChecked()
    actions["Ending theme"].trigger()
    read_through(page, qtbot)
    assert page.head.sentence.text().startswith("Ending theme")
    assert page.parts.versions.isHidden()
    parts.take_offer()
    read_through(page, qtbot)
    assert page.head.sentence.text().startswith("Opening theme")


def test_nothing_that_is_covered_is_named(opened_page: Open, cast: Cast, qtbot: QtBot) -> None:
    cast.services.scenes.edit("scene", cast.tale.farewell, is_spoiler=True)
    page = opened_page(cast.love)
    assert page.parts.lists.scenes.rows == []
    assert page.parts.lists.covered.text() == "1 more scene, covered"
    page = opened_page(cast.opening)
    (row,) = page.parts.lists.quotes.rows
    assert "farewell" not in row.accessibleName() + row.caption.text()
    assert "A later scene" in row.caption.text()
    spoilers().show(cast.tale.farewell)
    read_through(page, qtbot)
    (row,) = page.parts.lists.quotes.rows
    assert "The farewell" in row.caption.text()


def ribbon_titles(page: RolesPage) -> list[str]:
    return [one.at.scene.title for one in page.parts.chain.ribbon.picture.beads]


def test_what_is_covered_on_its_ribbon_is_uncovered_for_one_look(
    opened_page: Open, cast: Cast, qtbot: QtBot
) -> None:
    cast.services.story_progress.set_at_scene(cast.tale.star)
    page = opened_page(cast.love)
    picture = page.parts.chain.ribbon.picture
    picture.setFocus()
    QTest.keyClick(picture, Key.Key_End)
    told = "Two scenes, covered · after S1 E1. U uncovers them until you move on"
    assert (picture.selection, picture.accessibleDescription()) == (1, told)
    QTest.keyClick(picture, Key.Key_U)
    read_through(page, qtbot)
    assert ribbon_titles(page) == ["The harbour", "The train", "The farewell"]
    assert picture.selection == 1, "the first of what was covered"
    QTest.keyClick(picture, Key.Key_Right)
    read_through(page, qtbot)
    assert len(ribbon_titles(page)) == 3, "it goes on within the look"
    QTest.keyClick(picture, Key.Key_Home)
    read_through(page, qtbot)
    assert (ribbon_titles(page), picture.selection) == (["The harbour"], 0)
    tail = picture.column_rect(1).center()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=tail)
    read_through(page, qtbot)
    assert len(ribbon_titles(page)) == 3
    page.head.chips[Role.ACTION_THEME].click()
    read_through(page, qtbot)
    page.head.chips[Role.LOVE_THEME].click()
    read_through(page, qtbot)
    assert ribbon_titles(page) == ["The harbour"], "another track ends the look"
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=tail)
    read_through(page, qtbot)
    page.hide()
    read_through(page, qtbot)
    assert ribbon_titles(page) == ["The harbour"], "whoever leaves looks away"


def test_where_all_of_its_returns_are_covered_they_are_offered_for_one_look(
    opened_page: Open, cast: Cast, qtbot: QtBot
) -> None:
    for scene in (cast.tale.harbour, cast.tale.train, cast.tale.farewell):
        cast.services.scenes.edit("scene", scene, is_spoiler=True)
    page = opened_page(cast.love)
    ribbon = page.parts.chain.ribbon
    assert ribbon.empty is not None and ribbon_titles(page) == []
    offers = ribbon.empty.findChildren(PushButton)
    words = [offer.text() for offer in offers]
    assert words == ["Open the story line", "Three scenes, covered"]
    offers[1].click()
    read_through(page, qtbot)
    assert ribbon_titles(page) == ["The harbour", "The train", "The farewell"]


def test_it_is_there_again_after_a_restart_and_forgotten_by_a_restore(
    cast: Cast, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    memory = WindowMemory(tmp_path / "memory")
    first = RolesPage(parts.context, memory, parts.window)
    first.open(RolePlace(track_id=cast.love))
    read_through(first, qtbot)
    second = RolesPage(parts.context, memory, parts.window)
    second.read()
    read_through(second, qtbot)
    assert second.head.title.text() == "Love"


def test_a_work_without_roles_says_how_to_give_them(
    opened_page: Open, cast: Cast, parts: WindowParts, qtbot: QtBot
) -> None:
    tracks = [cast.opening, cast.love, cast.again, cast.action]
    cast.services.library.set_role(tracks, Role.SCORE)
    page = opened_page(None)
    assert page.nobody.isVisible() and len(page.suggested.chips) == 2
    page.open(RolePlace(work_id=cast.tale.work))
    read_through(page, qtbot)
    assert page.suggested.isVisible(), "a title says what it is"
    assert [chip.text() for chip in page.suggested.chips] == ["Opening theme", "Action theme"]
    page.suggested.accept_all()
    read_through(page, qtbot)
    assert page.head.title.text() == "Opening"


def test_marks_that_are_made_meanwhile_appear(opened_page: Open, cast: Cast, qtbot: QtBot) -> None:
    page = opened_page(cast.opening)
    before = len(page.parts.impression.picture.marks[When.NOW])
    cast.feel("power", 30_000, cast.last)
    read_through(page, qtbot)
    assert len(page.parts.impression.picture.marks[When.NOW]) == before + 1
    cast.services.cues.add_cue(cast.opening, Span(60_000, 80_000), cast.tale.star)
    read_through(page, qtbot)
    assert len(page.parts.lists.scenes.rows) == 3


def test_an_insert_song_shows_its_words_or_where_it_might_play(
    opened_page: Open, cast: Cast, parts: WindowParts, qtbot: QtBot
) -> None:
    cast.services.library.set_role([cast.action], Role.INSERT_SONG)
    page = opened_page(cast.action)
    assert page.parts.no_scenes.isVisible() and page.parts.sung.isHidden()
    QTest.keyClick(page.parts.no_scenes, Key.Key_Return)
    assert parts.navigator.shown[-1] == TrackPlace(cast.action, 0)
    cast.services.lyrics.add(cast.action, [Line("Ring them", 1_000, 4_000), Line("all", 5_000)])
    read_through(page, qtbot)
    assert [row.line.text for row in page.parts.sung.rows] == ["Ring them", "all"]
    played: list[int] = []
    page.parts.sung.line_played.connect(lambda line: played.append(line.span.start_ms))
    page.parts.sung.line_played.disconnect(page._play_line)
    page.parts.sung.rows[1].click()
    assert played == [5_000]
