"""“Which theme returns here?”, answered by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.ids import ThemeId
from app.core.timecode import Span
from app.themes.records import Theme
from ui.marks.theme_chooser import ThemeChooser
from ui.widgets.text import TextLabel

THEMES = [
    Theme(ThemeId(1), "theme-1", None, "The heart", "#c2476a", ""),
    Theme(ThemeId(2), "theme-2", None, "Adrift", "#2e7f8f", ""),
]


@pytest.fixture
def chooser(qtbot: QtBot) -> ThemeChooser:
    chooser = ThemeChooser(THEMES, [Span(5_000, 20_000)])
    qtbot.addWidget(chooser)
    with qtbot.waitActive(chooser):
        chooser.show()
        chooser.activateWindow()
    return chooser


@pytest.mark.parametrize(
    ("letters", "chosen"), [("hea", 1), ("adr", 2), ("A new one", "A new one")]
)
def test_letters_and_enter_choose_a_theme_or_name_a_new_one(
    qtbot: QtBot, chooser: ThemeChooser, letters: str, chosen: int | str
) -> None:
    qtbot.keyClicks(chooser.field.line, letters)
    with qtbot.waitSignal(chooser.theme_chosen) as told:
        qtbot.keyClick(chooser.field.line, Qt.Key.Key_Return)
    assert told.args == [chosen]
    assert not chooser.isVisible()


def test_escape_chooses_nothing(qtbot: QtBot, chooser: ThemeChooser) -> None:
    with qtbot.assertNotEmitted(chooser.theme_chosen):
        qtbot.keyClick(chooser.field.line, Qt.Key.Key_Escape)
    assert not chooser.isVisible()


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([Span(5_000, 20_000)], "For 0:05 to 0:20."),
        ([Span(0, 9), Span(20, 30)], "For 2 passages."),
    ],
)
def test_it_says_for_which_passages(qtbot: QtBot, spans: list[Span], words: str) -> None:
    chooser = ThemeChooser(THEMES, spans)
    qtbot.addWidget(chooser)
    assert any(label.text().startswith(words) for label in chooser.findChildren(TextLabel))
