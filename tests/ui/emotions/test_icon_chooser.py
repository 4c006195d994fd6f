"""Choosing an emotion's icon by typing what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.emotions.icon_chooser import IconPopup
from ui.emotions.icon_names import NAMES


@pytest.fixture
def popup(qtbot: QtBot) -> IconPopup:
    page = QWidget()
    qtbot.addWidget(page)
    popup = IconPopup(page, "bell")
    qtbot.addWidget(popup)
    return popup


def taken(qtbot: QtBot, popup: IconPopup, typed: str) -> list[str]:
    chosen = QSignalSpy(popup.icon_chosen)
    qtbot.keyClicks(popup.search, typed)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    return [chosen.at(n)[0] for n in range(chosen.count())]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("sound", "audio-lines"), ("sound wave", "audio-waveform"), ("boo", "bookmark")],
)
def test_enter_takes_the_exact_name_or_one_that_begins_so(
    qtbot: QtBot, popup: IconPopup, typed: str, name: str
) -> None:
    (icon_name,) = taken(qtbot, popup, typed)

    assert icon_name == name


def test_enter_takes_none_that_only_contains_it(qtbot: QtBot, popup: IconPopup) -> None:
    assert any("ookmark" in str(words) for words in NAMES.values())
    assert taken(qtbot, popup, "ookmark") == []
    assert taken(qtbot, popup, "qqq") == []


def test_without_a_text_the_present_icon_stays_selected(qtbot: QtBot, popup: IconPopup) -> None:
    assert taken(qtbot, popup, "") == ["bell"]
