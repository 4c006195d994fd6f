"""“What returns in this soundtrack?” on the Themes page, found by the real search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.themes.records import Passage
from tests.support.seen import named
from tests.support.theme_music import HOME_SPAN
from tests.ui.themes.families.conftest import Melodies
from ui.bridge.places import TrackPlace, WhatReturns
from ui.themes.families.states import FamiliesState

Key = Qt.Key


def test_a_melody_is_told_with_its_places_in_the_order_of_the_album(melodies: Melodies) -> None:
    family, *places = melodies.rows()
    assert family.startswith("A melody that returns 3 times · 3 tracks · first in “Higher” at 0:0")
    assert [place.split(" ")[0] for place in places] == ["Higher", "Home", "Slower"]
    assert places[0].endswith("as it was first heard")
    assert "4 semitones lower" in places[1] and "slower" in places[2]
    for passage in melodies.passages():
        assert passage.span.start_ms == pytest.approx(HOME_SPAN.start_ms, abs=2_500)


def test_it_plays_as_a_chain_and_each_place_alone(melodies: Melodies, qtbot: QtBot) -> None:
    tree, families = melodies.panel.tree, melodies.page.melodies.families
    first, second, _third = melodies.passages()
    melodies.go_to(None)
    qtbot.keyClick(tree, Key.Key_Return)
    assert families.playing == first and melodies.panel.play.text() == "Stop"
    assert melodies.rows()[0].endswith("playing") and melodies.rows()[1].endswith("playing")
    qtbot.keyClick(tree, Key.Key_Escape)
    assert families.playing is None and melodies.panel.isVisible()
    melodies.expand()
    melodies.go_to(1)
    qtbot.keyClick(tree, Key.Key_Return)
    assert families.playing == second
    melodies.go_to(1)
    qtbot.keyClick(tree, Key.Key_P)
    assert families.playing == second
    qtbot.keyClick(tree, Key.Key_Escape)
    qtbot.keyClick(tree, Key.Key_Escape)
    assert not melodies.panel.isVisible(), "and a second time it leads back"


def test_the_play_button_of_a_row_is_pressed_by_the_pointer(
    melodies: Melodies, qtbot: QtBot
) -> None:
    tree = melodies.panel.tree
    index = melodies.panel.model.index(0, 0)
    row = melodies.go_to(None)
    play = tree.cell.places(tree.visualRect(index), tree.layoutDirection(), row).play
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=play.center())
    assert melodies.page.melodies.families.playing == melodies.passages()[0]


def write(melodies: Melodies, qtbot: QtBot, text: str) -> QLineEdit:
    tree = melodies.panel.tree
    qtbot.keyClick(tree, Key.Key_F2)
    editor = next(line for line in tree.findChildren(QLineEdit) if line.isVisible())
    editor.setText(text)
    return editor


def test_named_it_becomes_a_theme_and_its_page_opens(melodies: Melodies, qtbot: QtBot) -> None:
    passages = melodies.passages()
    qtbot.keyClick(write(melodies, qtbot, "The heart"), Key.Key_Return)
    page = melodies.page
    melodies.until(lambda: page.panel.isVisible() and page.panel.theme is not None)
    (theme,) = melodies.services.themes.themes()
    assert theme.name == "The heart" and page.open_id == theme.id
    life = melodies.services.theme_returns.life(theme.id)
    marks = [one.occurrence for one in life.returns]
    assert [Passage(one.track_id, one.span) for one in marks] == passages
    assert life.home is life.returns[0] and all(one.is_confirmed for one in marks)
    assert melodies.parts.said == "“The heart” is a theme now, with 3 returns."
    melodies.parts.take_offer()
    melodies.until(lambda: not melodies.services.themes.themes())
    melodies.open()
    assert melodies.rows()[0].startswith("A melody that returns 3 times")


def test_without_a_name_nothing_happens(melodies: Melodies, qtbot: QtBot) -> None:
    for text in ("", "  "):
        qtbot.keyClick(write(melodies, qtbot, text), Key.Key_Return)
        melodies.until(lambda: not melodies.panel.tree.is_writing)
    qtbot.keyClick(write(melodies, qtbot, "half a"), Key.Key_Escape)
    melodies.until(lambda: not melodies.panel.tree.is_writing)
    assert melodies.services.themes.themes() == ()
    assert melodies.panel.tree.hasFocus()


def test_the_name_of_a_known_theme_adds_returns_to_it(melodies: Melodies, qtbot: QtBot) -> None:
    theme, _mark = melodies.music.mark("None", theme="Heart")
    melodies.until(lambda: melodies.is_quiet)
    qtbot.keyClick(write(melodies, qtbot, "heart"), Key.Key_Return)
    melodies.until(lambda: len(melodies.services.theme_returns.life(theme).returns) == 4)
    assert len(melodies.services.themes.themes()) == 1
    assert melodies.parts.said == "3 returns were added to “Heart”."


def test_a_theme_of_that_name_on_another_album_is_another_theme(
    melodies: Melodies, qtbot: QtBot
) -> None:
    services, elsewhere = melodies.services, melodies.music.ids["None"]
    services.library.edit_lines([(elsewhere, None)], album="Zenith")
    theme, _mark = melodies.music.mark("None", theme="Heart")
    melodies.until(lambda: melodies.is_quiet)
    qtbot.keyClick(write(melodies, qtbot, "Heart"), Key.Key_Return)
    melodies.until(lambda: len(services.themes.themes()) == 2)
    assert len(services.theme_returns.life(theme).returns) == 1
    melodies.until(lambda: melodies.is_quiet)


def test_a_field_for_a_name_stays_open_while_something_is_read(
    melodies: Melodies, qtbot: QtBot
) -> None:
    page, unnamed = melodies.page, melodies.page.melodies.unnamed
    theme, _mark = melodies.music.mark("None", theme="Other")
    page.open_theme(theme)
    melodies.until(lambda: unnamed.isVisible() and unnamed.name.isVisible())
    unnamed.name.click()
    page.melodies.families.read()
    melodies.until(lambda: melodies.is_quiet)
    assert unnamed.field.isVisible() and unnamed.field.hasFocus()
    qtbot.keyClick(unnamed.field, Key.Key_Escape)
    assert unnamed.name.isVisible()


def test_nothing_of_its_words_is_seen_under_the_field(melodies: Melodies, qtbot: QtBot) -> None:
    tree = melodies.panel.tree
    editor = write(melodies, qtbot, "")
    QApplication.processEvents()
    row = melodies.panel.tree.current()
    assert row is not None
    words = tree.cell.places(
        tree.visualRect(tree.currentIndex()), tree.layoutDirection(), row
    ).words
    image = tree.viewport().grab().toImage()
    strip = range(words.top() + 4, editor.geometry().top() - 1)
    shades = {
        image.pixelColor(x, y).name()
        for y in strip
        for x in range(words.left(), words.left() + 200)
    }
    assert len(shades) == 1


def test_dismissed_it_is_gone_and_can_be_shown_and_suggested_again(
    melodies: Melodies, qtbot: QtBot
) -> None:
    panel = melodies.panel
    qtbot.keyClick(panel.tree, Key.Key_N)
    melodies.until(lambda: panel.state is FamiliesState.JUDGED)
    assert melodies.parts.said == "Not a theme: it won’t be suggested again."
    melodies.parts.take_offer()
    melodies.until(lambda: panel.state is FamiliesState.SHOWN)
    panel.no.click()
    melodies.until(lambda: panel.state is FamiliesState.JUDGED)
    assert "Show the dismissed one" in melodies.buttons()
    panel.dismissed.click()
    group, family, *_places = melodies.rows()
    assert group == "Dismissed · 1" and "· dismissed" in family
    row = panel.tree.current()
    assert row is not None and row.family.dismissed, "the first of them is in sight, and current"
    assert panel.tree.isExpanded(panel.model.index(0, 0)) and panel.tree.hasFocus()
    assert "Suggest again" in melodies.buttons() and "Not a theme" not in melodies.buttons()
    qtbot.keyClick(panel.tree, Key.Key_Y)
    melodies.until(lambda: melodies.rows()[0].startswith("A melody that returns 3 times"))


def test_a_key_that_is_held_answers_once(melodies: Melodies) -> None:
    held = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", autorep=True
    )
    QApplication.sendEvent(melodies.panel.tree, held)
    assert melodies.services.themes.families.judged().dismissed == {}


def test_escape_leads_back_also_when_there_is_nothing_left(
    melodies: Melodies, qtbot: QtBot
) -> None:
    melodies.music.mark()
    panel = melodies.panel
    qtbot.keyClick(panel.tree, Key.Key_N)
    melodies.until(lambda: panel.state is FamiliesState.JUDGED)
    focus = panel.window().focusWidget()
    assert focus is not None and panel.isAncestorOf(focus)
    qtbot.keyClick(focus, Key.Key_Escape)
    assert not melodies.page.melodies.is_open
    assert panel.isHidden()


def test_a_dismissed_one_can_still_be_named(melodies: Melodies, qtbot: QtBot) -> None:
    panel = melodies.panel
    qtbot.keyClick(panel.tree, Key.Key_N)
    melodies.until(lambda: panel.state is FamiliesState.JUDGED)
    panel.dismissed.click()
    melodies.expand()
    panel.tree.setCurrentIndex(panel.model.index(0, 0, panel.model.index(0, 0)))
    qtbot.keyClick(write(melodies, qtbot, "The heart"), Key.Key_Return)
    melodies.until(lambda: len(melodies.services.themes.themes()) == 1)
    assert melodies.services.themes.families.judged().dismissed == {}


def test_below_the_themes_the_first_melody_without_a_name_is_offered(
    melodies: Melodies, qtbot: QtBot
) -> None:
    page, unnamed = melodies.page, melodies.page.melodies.unnamed
    theme, _mark = melodies.music.mark("None", theme="Other")
    page.open_theme(theme)
    melodies.until(lambda: unnamed.isVisible() and unnamed.name.isVisible())
    unnamed.play.click()
    assert page.melodies.families.playing is not None
    unnamed.name.click()
    assert unnamed.field.hasFocus()
    qtbot.keyClick(unnamed.field, Key.Key_Escape)
    assert unnamed.name.isVisible() and unnamed.name.hasFocus()
    unnamed.name.click()
    qtbot.keyClicks(unnamed.field, "The heart")
    qtbot.keyClick(unnamed.field, Key.Key_Return)
    melodies.until(lambda: len(melodies.services.themes.themes()) == 2)
    melodies.until(lambda: not unnamed.name.isVisible())
    assert unnamed.all.text() == "What returns?"


def test_a_row_leads_to_the_timeline(melodies: Melodies) -> None:
    row = melodies.go_to(None)
    menu = melodies.page.melodies.panel.tree
    opened = melodies.page.melodies.verbs.open_menu(row, menu, QPoint())
    show = next(action for action in opened.actions() if "timeline" in action.text())
    show.trigger()
    opened.close()
    first = melodies.passages()[0]
    assert melodies.parts.navigator.shown == [TrackPlace(first.track_id, first.span.start_ms)]


def test_a_place_without_tracks_says_so_and_another_can_be_chosen(melodies: Melodies) -> None:
    melodies.page.open_melodies(WhatReturns(work_id=99))
    melodies.until(lambda: melodies.panel.state is FamiliesState.NO_MUSIC)
    button = named(melodies.panel, QPushButton, "Choose a soundtrack")
    menu = button.menu()
    assert menu is not None
    menu.popup(QPoint())
    (choice,) = menu.actions()
    assert choice.text() == "Themes"
    choice.trigger()
    menu.close()
    melodies.until(lambda: melodies.panel.state is FamiliesState.SHOWN and melodies.is_quiet)
