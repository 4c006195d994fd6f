"""The page of a character, or of two: what it shows, what it plays, and where it leads."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from tests.support.told_passages import told_passages
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.characters.conftest import read_through
from tests.ui.story_line.conftest import Tale
from ui.bridge.places import (
    EntryPlace,
    NewEntry,
    PersonForm,
    StoryLinePlace,
    ThemePlace,
    TrackPlace,
)
from ui.characters.page import CharactersPage
from ui.shell.window_memory import WindowMemory
from ui.words.spoilers import spoilers

Key = Qt.Key


def beads(page: CharactersPage) -> list[tuple[str, str, int]]:
    assert page.shown is not None
    return [
        (one.at.scene.title, one.felt.leading.name if one.felt.leading else "", one.felt.dots)
        for one in page.shown.beads
    ]


def test_it_shows_how_a_theme_of_theirs_returns(page: CharactersPage) -> None:
    assert page.head.title.text() == "Mira"
    assert page.head.sentence.text() == "2 scenes · first in “The harbour” · S1 E1"
    assert [chip.text() for chip in page.head.chips.values()] == ["The heart, 2 returns"]
    assert beads(page) == [("The harbour", "Wonder", 3), ("The train", "Tenderness", 3)]
    assert [row.title.text() for row in page.music.rows] == ["Opening", "Love"]
    assert [row.marks.text() for row in page.music.rows] == ["2 marks", "not felt yet"]


def test_without_a_theme_the_ribbon_runs_through_the_music_of_their_scenes(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    page.open_pair(int(tale.mira), int(tale.elio))
    read_through(page, qtbot)
    assert page.head.title.text() == "Mira and Elio"
    assert beads(page) == [("The farewell", "", 0)]
    assert page.shown is not None and page.shown.theme is None


def test_the_switch_changes_between_the_two_and_both(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    buttons = page.head.switch.buttons
    assert [button.text() for button in buttons.values()] == ["Mira", "Both", "Elio"]
    buttons[tale.mira, tale.elio].click()
    read_through(page, qtbot)
    assert page.head.title.text() == "Mira and Elio"
    page.head.switch.buttons[(tale.elio,)].click()
    read_through(page, qtbot)
    assert page.head.title.text() == "Elio"
    assert [one.text() for one in page.head.switch.buttons.values()] == ["Mira", "Both", "Elio"]


def test_who_else_they_are_on_with_is_in_the_menu(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    menu = QMenu()
    page.head.fill_menu(menu)
    actions = {one.text(): one for one in menu.actions() if one.text()}
    assert list(actions) == ["Mira with", "Elio · 1 scene", "My Heart", "The heart"]
    actions["Elio · 1 scene"].trigger()
    read_through(page, qtbot)
    assert page.reading.ids == (tale.mira, tale.elio)


def test_keys_walk_the_ribbon_open_a_bead_and_play_from_it(
    page: CharactersPage, parts: WindowParts, tale: Tale
) -> None:
    picture = page.ribbon.picture
    picture.setFocus()
    QTest.keyClick(picture, Key.Key_Home)
    QTest.keyClick(picture, Key.Key_Right)
    assert picture.selection == 1
    QTest.keyClick(picture, Key.Key_Right)
    assert picture.selection == 1
    QTest.keyClick(picture, Key.Key_Return)
    place = parts.navigator.shown[-1]
    assert isinstance(place, ThemePlace) and place.theme_id == tale.theme
    QTest.keyClick(picture, Key.Key_Left)
    assert picture.accessibleDescription() == (
        "1 of 2. The harbour · S1 E1. Wonder, intensity 3 of 5, 1 mark. Opening · 0:05. "
        "as it was first heard"
    )
    QTest.keyClick(picture, Key.Key_Escape)
    assert picture.selection == -1


def test_screen_readers_hear_each_bead(page: CharactersPage) -> None:
    ribbon = QAccessible.queryAccessibleInterface(page.ribbon.picture)
    assert ribbon.role() == QAccessible.Role.List and ribbon.childCount() == 2
    said = [ribbon.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert [one.split(". ")[1] for one in said] == ["The harbour · S1 E1", "The train · S1 E2"]


def test_what_is_covered_is_counted_and_not_told(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    tale.services.story_progress.set_at_scene(tale.star)
    read_through(page, qtbot)
    assert beads(page) == [("The harbour", "Wonder", 3)]
    assert page.ribbon.picture.columns == 2
    assert page.head.switch.isHidden()
    page.open_person(int(tale.elio))
    read_through(page, qtbot)
    assert page._nobody.accessibleName() == "A later character"
    spoilers().show_character(tale.elio)
    read_through(page, qtbot)
    assert page.head.title.text() == "Elio"
    spoilers().begin(are_covered=True)


def test_what_is_covered_is_uncovered_for_one_look(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    tale.services.story_progress.set_at_scene(tale.star)
    read_through(page, qtbot)
    picture = page.ribbon.picture
    picture.setFocus()
    QTest.keyClick(picture, Key.Key_End)
    told = "Two scenes, covered · after S1 E1. U uncovers them until you move on"
    assert (picture.selection, picture.accessibleDescription()) == (1, told)
    QTest.keyClick(picture, Key.Key_U)
    read_through(page, qtbot)
    assert beads(page) == [("The harbour", "Wonder", 3), ("The train", "Tenderness", 3)]
    assert picture.selection == 1
    QTest.keyClick(picture, Key.Key_Left)
    read_through(page, qtbot)
    assert (beads(page), picture.selection) == ([("The harbour", "Wonder", 3)], 0)
    tail = picture.column_rect(1).center()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=tail)
    read_through(page, qtbot)
    assert [title for title, *_felt in beads(page)] == ["The harbour", "The train"]
    QTest.keyClick(picture, Key.Key_Escape)
    read_through(page, qtbot)
    assert [title for title, *_felt in beads(page)] == ["The harbour"]
    assert picture.selection == -1
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=tail)
    read_through(page, qtbot)
    page.hide()
    read_through(page, qtbot)
    assert [title for title, *_felt in beads(page)] == ["The harbour"], "whoever leaves looks away"


def test_a_look_at_what_is_covered_says_when_nothing_of_theirs_is_there(
    page: CharactersPage, tale: Tale, qtbot: QtBot
) -> None:
    noor = tale.services.scenes.add_character(tale.work, "Noor")
    tale.services.scenes.set_characters(tale.harbour, [tale.mira, noor])
    tale.services.story_progress.set_at_scene(tale.star)
    page.open_person(int(noor))
    read_through(page, qtbot)
    ribbon = QAccessible.queryAccessibleInterface(page.ribbon.picture)
    names = [ribbon.child(n).text(QAccessible.Text.Name) for n in range(ribbon.childCount())]
    assert names[1].startswith("Two scenes, covered")
    page.ribbon.picture.setFocus()
    QTest.keyClick(page.ribbon.picture, Key.Key_End)
    QTest.keyClick(page.ribbon.picture, Key.Key_U)
    read_through(page, qtbot)
    assert page.ribbon.picture.accessibleDescription() == "No music of theirs"
    QTest.keyClick(page.ribbon.picture, Key.Key_Left)
    read_through(page, qtbot)
    assert ribbon.child(1).text(QAccessible.Text.Name).startswith("Two scenes, covered")


def test_the_page_runs_across_a_saga(
    page: CharactersPage, parts: WindowParts, tale: Tale, qtbot: QtBot
) -> None:
    scenes = tale.services.scenes
    before = scenes.add_work(WorkKind.FILM, "The Clockmaker")
    mira = scenes.add_character(before, "Mira")
    shop = scenes.add_scene(before, "The shop", character_ids=[mira])
    tale.services.cues.add_cue(tale.love, Span(50_000, 60_000), shop)
    tale.services.sagas.add_saga("The harbour cycle", work_ids=[before, tale.work])
    read_through(page, qtbot)
    assert page.head.sentence.text() == (
        "3 scenes · in 2 works · first in “The shop” · The Clockmaker"
    )
    assert [row.place.text() for row in page.music.rows] == [
        "The shop · The Clockmaker",
        "The harbour · My Heart · S1 E1",
        "The farewell · My Heart · S1 E2",
    ]
    page.leading.open_story()
    assert parts.navigator.shown[-1] == StoryLinePlace(before, shop)


def test_writing_begins_with_their_scenes_and_what_was_written_is_quoted(
    page: CharactersPage, parts: WindowParts, tale: Tale, qtbot: QtBot
) -> None:
    parts.navigator.kinds.add(NewEntry)
    tale.services.scenes.edit("character", tale.mira, note="Winds the clock")
    read_through(page, qtbot)
    assert page.written.ask.text() == "What do they mean to you?"
    page.written.ask.click()
    assert parts.navigator.shown[-1] == NewEntry(scene_ids=(tale.harbour, tale.farewell))
    draft = EntryDraft("The quay", "*Nothing* happens in it.", scene_ids=(tale.harbour,))
    entry = tale.services.journal.write_entry(draft)
    read_through(page, qtbot)
    (quote,) = page.written.quotes
    assert quote.accessibleName() == "Nothing happens in it."
    assert quote.accessibleDescription().startswith("The quay · ")
    assert page.written.ask.isHidden() and not page.written.write.isHidden()
    QTest.keyClick(quote, Key.Key_Return)
    assert parts.navigator.shown[-1] == EntryPlace(entry)


def test_rows_of_music_keep_the_keyboard_while_marks_come(
    page: CharactersPage, parts: WindowParts, tale: Tale, qtbot: QtBot
) -> None:
    parts.window.activateWindow()
    first, second = page.music.rows
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Up)
    tale.feel("wonder", 12_000)
    read_through(page, qtbot)
    assert first.hasFocus() and page.music.rows == [first, second]
    assert (first.marks.text(), first.accessibleName()) == ("3 marks", "Opening")
    tale.services.cues.add_cue(tale.love, Span(50_000, 60_000), tale.star)
    tale.services.scenes.set_characters(tale.star, [tale.mira])
    read_through(page, qtbot)
    assert len(page.music.rows) == 3 and page.music.rows[0].hasFocus()
    QTest.keyClick(page.music.rows[0], Key.Key_Return)
    assert parts.navigator.shown[-1] == TrackPlace(tale.opening, 0)


def test_editing_is_a_way_from_the_page(
    page: CharactersPage, parts: WindowParts, tale: Tale
) -> None:
    page.head.edit.click()
    assert parts.navigator.shown[-1] == PersonForm(tale.mira)


def test_without_scenes_it_says_what_to_do(
    page: CharactersPage, parts: WindowParts, tale: Tale, qtbot: QtBot
) -> None:
    noor = tale.services.scenes.add_character(tale.work, "Noor")
    page.open_person(int(noor))
    read_through(page, qtbot)
    assert page.ribbon.empty is not None
    assert page.ribbon.empty.accessibleName() == "Not in any scene yet"
    assert page.head.play.isHidden()
    QTest.keyClick(page.ribbon.empty, Key.Key_Return)
    assert parts.navigator.shown[-1] == StoryLinePlace(tale.work)


def test_a_theme_is_followed_by_its_chip(page: CharactersPage, tale: Tale, qtbot: QtBot) -> None:
    spans = [Span(20_000, 24_000)]
    tale.services.themes.mark_returns("The sea", tale.opening, spans, tale.work)
    read_through(page, qtbot)
    chips = list(page.head.chips.values())
    assert chips[1].text() == "The sea, once while Mira is on"
    chips[1].click()
    read_through(page, qtbot)
    assert beads(page) == [("The harbour", "Tenderness", 3)]


def test_it_plays_from_bead_to_bead_and_says_where_it_is(
    page: CharactersPage, parts: WindowParts, tmp_path: Path, tale: Tale, qtbot: QtBot
) -> None:
    by_title = add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk"])
    tracks = [TrackId(by_title[title]) for title in ("Dawn", "Dusk")]
    for track, scene in zip(tracks, (tale.harbour, tale.farewell), strict=True):
        tale.services.cues.add_cue(track, Span(0, 200), scene)
    themes = tale.services.themes
    themes.mark_returns("The sea", tracks[0], [Span(10, 150)], tale.work)
    sea = next(one.id for one in themes.themes() if one.name == "The sea")
    themes.mark_returns(sea, tracks[1], [Span(10, 150)])
    read_through(page, qtbot)
    next(chip for chip in page.head.chips.values() if "sea" in chip.text()).click()
    read_through(page, qtbot)
    told = told_passages(parts.context.playback)
    page.head.play.click()
    assert (page.head.play.text(), page.ribbon.picture.sounding) == ("Stop · 1 of 2", 0)
    assert told == ["How it deepens · 1 of 2"]
    parts.context.playback.next()
    assert (page.head.play.text(), page.ribbon.picture.sounding) == ("Stop · 2 of 2", 1)
    page.head.play.click()
    assert (page.head.play.text(), page.ribbon.picture.sounding) == ("Play how it deepens", -1)
    assert told[-2:] == ["How it deepens · 2 of 2", ""]
    box = page.ribbon.picture.laid_out.bead_box(1).center().toPoint()
    QTest.mouseClick(page.ribbon.picture, Qt.MouseButton.LeftButton, pos=box)
    assert (page.ribbon.picture.selection, page.ribbon.picture.sounding) == (1, 1)
    assert page.head.play.text() == "Play how it deepens"
    page.sounding.stop()


def test_in_a_narrow_page_there_is_one_column(page: CharactersPage, qtbot: QtBot) -> None:
    page.resize(700, 500)
    qtbot.waitUntil(lambda: page.written.y() > page.music.y())
    page.resize(1220, 740)
    qtbot.waitUntil(lambda: page.written.y() == page.music.y())


def test_whose_page_was_open_last_is_open_again(
    tale: Tale, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    memory = WindowMemory(tmp_path / "memory")

    def opened() -> CharactersPage:
        page = CharactersPage(parts.context, memory, parts.window)
        page.read()
        read_through(page, qtbot)
        return page

    assert opened().head.title.text() == "Mira"  # who is in most scenes
    page = opened()
    page.open_pair(int(tale.elio), int(tale.mira))
    read_through(page, qtbot)
    assert opened().head.title.text() == "Elio and Mira"
