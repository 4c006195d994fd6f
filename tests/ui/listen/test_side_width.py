"""The names of the emotions have room, which the side gives; the listener may divide otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from app.core import languages
from app.core.languages import ENGLISH
from app.profile.settings import SettingsFile
from tests.support.app_harness import AppHarness
from ui.emotions.palette import FeelingButton
from ui.listen.page import ListenPage
from ui.shell.language import follow_language
from ui.style.theme import text_font
from ui.style.tokens import TYPE


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


def opened(harness: AppHarness, width: int) -> ListenPage:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play()
    session.window.resize(width, 840)
    QApplication.processEvents()
    return session.pages.show_listen()


def beside_names(page: ListenPage) -> list[int]:
    """How much room there is at the left and right of each name, together."""
    metrics = QFontMetrics(text_font(TYPE.caption))
    buttons = page.palette_row.findChildren(FeelingButton)
    shown = [button for button in buttons if button.isVisible()]
    assert not any(button.is_brief for button in shown)
    return [
        button.width() - max(map(metrics.horizontalAdvance, button.name_lines(button.width() - 2)))
        for button in shown
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_in_a_window_of_1320_no_name_touches_an_edge(harness: AppHarness, language: str) -> None:
    SettingsFile(harness.paths.settings_file).change(language=language)
    page = opened(harness, 1320)
    assert min(beside_names(page)) >= 8


def test_in_a_wide_window_the_side_is_as_wide_as_ever(harness: AppHarness) -> None:
    page = opened(harness, 1500)
    assert page.side.width() == 320
    assert min(beside_names(page)) >= 10


def test_where_no_name_fits_the_side_keeps_its_width(harness: AppHarness) -> None:
    page = opened(harness, 1100)
    assert all(button.is_brief for button in page.palette_row.findChildren(FeelingButton))
    assert page.side.width() == 320


def test_the_width_that_the_listener_chose_stays(harness: AppHarness, qtbot: QtBot) -> None:
    page = opened(harness, 1500)
    (split,) = [one for one in page.findChildren(QSplitter) if one.isAncestorOf(page.side)]
    handle, at = split.handle(1), QPoint(1, 100)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(handle, at - QPoint(80, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)
    chosen = page.side.width()
    assert chosen > 350
    page.window().resize(1400, 840)
    QApplication.processEvents()
    assert page.side.width() == chosen
