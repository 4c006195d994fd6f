"""Ctrl+K from anywhere: a few letters find a command, a page, a track or a thing of the story."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.command_palette.popup import PalettePopup
from ui.widgets.match_row import MATCH, Match

Key = Qt.Key


def opened(session: WindowSession) -> PalettePopup:
    """By its key."""
    session.driver.press_shortcut("Ctrl+K")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PalettePopup)
    rested(session, popup)
    return popup


def rested(session: WindowSession, popup: PalettePopup) -> None:
    session.until(
        lambda: not popup._finder.is_under_way and not popup._finder._reading.is_under_way
    )


def rows(popup: PalettePopup) -> list[Match]:
    shown = popup.field.list
    return [shown.item(row).data(MATCH) for row in range(shown.count())]


def typed(session: WindowSession, popup: PalettePopup, text: str) -> list[Match]:
    popup.field.line.setText(text)
    rested(session, popup)
    return rows(popup)


def press(session: WindowSession, popup: PalettePopup, key: Qt.Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    session.harness.qtbot.keyClick(popup.field.line, key, held)


def test_a_command_is_found_by_its_words_and_done(harness: AppHarness) -> None:
    session = harness.open()
    popup = opened(session)
    (first, *_rest) = typed(session, popup, "sett")
    assert (first.label, first.keys) == ("Settings", "Ctrl+,")
    press(session, popup, Key.Key_Return)
    assert session.desk.pages.current_key == "settings"
    assert QApplication.activePopupWidget() is None


def test_enter_pressed_at_once_takes_what_the_letters_find(harness: AppHarness) -> None:
    session = harness.open()
    popup = opened(session)
    session.harness.qtbot.keyClicks(popup.field.line, "years")
    press(session, popup, Key.Key_Return)
    session.until(lambda: session.desk.pages.current_key == "years")


def test_what_cannot_be_done_now_is_left_out(harness: AppHarness) -> None:
    session = harness.open()
    assert session.desk.pages.current_key == "library"
    popup = opened(session)
    assert "Merge with neighbours" not in [row.label for row in typed(session, popup, "merge")]
    assert "Undo" not in [row.label for row in typed(session, popup, "undo")]
    press(session, popup, Key.Key_Escape)
    session.services.scenes.add_work(WorkKind.FILM, "Rain & Iron")
    popup = opened(session)
    assert typed(session, popup, "undo")[0].label == "Undo"
    press(session, popup, Key.Key_Escape)


def test_escape_closes_it_and_gives_the_focus_back(harness: AppHarness) -> None:
    harness.record("theme.wav")
    harness.take_in()
    session = harness.open()
    session.desk.pages.show_page("library")
    search = session.pages.library.search
    search.setFocus()
    search.setText("theme")
    popup = opened(session)
    assert search.text() == "theme", "Ctrl+K deletes to the end of the line in some fields"
    popup.field.line.setText("anything")
    press(session, popup, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    session.until(search.hasFocus)


def test_a_track_plays_with_its_album_or_next(harness: AppHarness) -> None:
    for name, hz in (("Harbour.wav", 300.0), ("Lantern.wav", 400.0), ("Storm.wav", 500.0)):
        harness.record(name, hz=hz)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    popup = opened(session)
    (first, *_rest) = typed(session, popup, "lantern")
    assert first.label == "Lantern" and "Ctrl+Enter" in popup.field.hint.text()
    press(session, popup, Key.Key_Return)
    track = session.playback.track
    assert track is not None and track.title == "Lantern"
    assert session.desk.pages.current_key == "listen"
    popup = opened(session)
    typed(session, popup, "storm")
    press(session, popup, Key.Key_Return, ctrl=True)
    track = session.playback.track
    assert track is not None and track.title == "Lantern"
    session.playback.next()
    track = session.playback.track
    assert track is not None and track.title == "Storm"


def test_things_of_the_story_lead_to_their_pages(harness: AppHarness) -> None:
    session = harness.open()
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "Tidewatch")
    person = scenes.add_character(work, "Mira Solene")
    scenes.add_scene(work, "The harbour at dawn", character_ids=[person])
    for text, label, page in (
        ("tidew", "Tidewatch", "work"),
        ("mira", "Mira Solene", "characters"),
        ("harb", "The harbour at dawn", "story"),
    ):
        popup = opened(session)
        assert typed(session, popup, text)[0].label == label
        press(session, popup, Key.Key_Return)
        assert session.desk.pages.current_key == page


def test_what_was_chosen_last_comes_first_while_nothing_is_typed(harness: AppHarness) -> None:
    session = harness.open()
    popup = opened(session)
    typed(session, popup, "years")
    press(session, popup, Key.Key_Return)
    popup = opened(session)
    assert rows(popup)[0].label == "Years"
    press(session, popup, Key.Key_Escape)


def test_a_covered_scene_is_found_by_its_place_and_named_nowhere(harness: AppHarness) -> None:
    session = harness.open()
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "Tidewatch")
    scenes.add_scene(work, "Mira drowns", is_spoiler=True)
    popup = opened(session)
    assert not typed(session, popup, "drowns")
    assert not any("drowns" in row.label for row in typed(session, popup, "mira"))
    found = typed(session, popup, "later tidewatch")
    assert [row.label for row in found] == ["A later scene"]
    press(session, popup, Key.Key_Escape)


def test_rows_tell_a_screen_reader_name_kind_and_shortcut(
    harness: AppHarness, qtbot: QtBot
) -> None:
    session = harness.open()
    popup = opened(session)
    first = typed(session, popup, "find")[0]
    item = popup.field.list.item(0)
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Find · Command · Edit · Shortcut: Ctrl+F" and first.keys == "Ctrl+F"
    assert popup.accessibleName() == "Command palette"
    press(session, popup, Key.Key_Escape)
