"""The window speaks the language in the settings, and Qt speaks it, too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QWidget

from app.core import languages
from app.core.languages import ENGLISH, LONGER, MIRRORED
from app.core.pseudo_locale import OPENING, longer
from app.profile.settings import SettingsFile
from tests.support.app_harness import AppHarness
from ui.shell.first_frame import BAR_PX, RAIL_PX, FirstFrame
from ui.shell.language import follow_language, own_name
from ui.shell.shortcuts import native_text


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


def test_the_language_in_the_settings_is_spoken_from_the_first_text_on(
    harness: AppHarness,
) -> None:
    SettingsFile(harness.paths.settings_file).change(language=LONGER)
    session = harness.open()
    assert longer("Library") in _rail(session.desk.rail)
    assert session.desk.actions["quit"].text() == longer("Quit")


def test_the_language_of_the_command_line_goes_before_the_one_in_the_settings(
    harness: AppHarness,
) -> None:
    SettingsFile(harness.paths.settings_file).change(language=LONGER)
    session = harness.open("--language", "en")
    assert "Library" in _rail(session.desk.rail)


def test_a_language_that_reads_right_to_left_turns_the_window_round(
    harness: AppHarness, qapp: QApplication
) -> None:
    SettingsFile(harness.paths.settings_file).change(language=MIRRORED)
    session = harness.open()
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert session.desk.rail.x() > session.desk.pages.x()
    session.close()
    frame = harness.show().centralWidget()
    assert isinstance(frame, FirstFrame)
    rail = frame.findChildren(QWidget)[0]
    assert rail.x() > 0, "the first frame is turned round, too"


def test_rail_and_player_bar_are_in_the_first_frame_where_they_were_last(
    harness: AppHarness,
) -> None:
    SettingsFile(harness.paths.settings_file).change(language="de", text_scale=1.5)
    session = harness.open()
    desk = session.desk
    real = desk.rail.width(), desk.bar.height()
    assert real[0] > RAIL_PX and real[1] > BAR_PX
    session.close()
    frame = harness.show().centralWidget()
    assert isinstance(frame, FirstFrame)
    rail, bar = frame.findChildren(QWidget)[:2]
    assert (rail.width(), bar.height()) == real


def test_a_changed_language_counts_from_the_next_start(harness: AppHarness) -> None:
    session = harness.open()
    session.services.settings.change(language=LONGER)
    assert "Library" in _rail(session.desk.rail) and languages.spoken() == ENGLISH
    session.close()
    assert longer("Library") in _rail(harness.open().desk.rail)


def test_qt_speaks_german_and_english_again(qapp: QApplication) -> None:
    languages.speak("de")
    follow_language(qapp)
    assert native_text("Ctrl+Del") == "Strg+Entf" and native_text("Shift") == "Umschalt"
    languages.speak(ENGLISH)
    follow_language(qapp)
    assert native_text("Shift") == "Shift"


def test_qt_speaks_the_pseudo_locale(qapp: QApplication) -> None:
    languages.speak(LONGER)
    follow_language(qapp)
    assert QCoreApplication.translate("QWidgetTextControl", "Select All").startswith(OPENING)


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("de", "Deutsch")])
def test_a_language_is_called_by_its_own_name(code: str, name: str) -> None:
    assert own_name(code) == name


def _rail(rail: QFrame) -> list[str]:
    return [button.text() for button in rail.findChildren(QToolButton)]
