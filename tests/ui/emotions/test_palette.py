"""The palette shows all of its names, or none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import EMOTIONS
from ui.emotions.palette import FeelingButton, Palette
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    palette = Palette()
    qtbot.addWidget(palette)
    palette.show_emotions(tuple(EMOTIONS))
    palette.show()
    qtbot.waitExposed(palette)
    return palette


def buttons(palette: Palette) -> list[FeelingButton]:
    return palette.findChildren(FeelingButton)


def test_where_there_is_room_every_button_holds_its_name(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(1000, 64)

    assert len(buttons(palette)) > 1
    assert not any(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: all(button.width() >= button.name_px() for button in buttons(palette)))


def test_where_one_name_has_no_room_none_is_shown(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(palette.minimumSizeHint().width(), 64)

    assert all(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: _spread(button.width() for button in buttons(palette)) <= 1)


def test_without_names_the_row_is_lower(palette: Palette) -> None:
    palette.resize(1000, 64)
    named = palette.sizeHint().height()
    palette.resize(palette.minimumSizeHint().width(), 64)

    assert palette.sizeHint().height() < named


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_foot_of_a_button_is_in_its_colour(
    palette: Palette, qapp: QApplication, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    palette.resize(1000, 64)
    solid = next(word for word in EMOTIONS if word.pattern == "solid")
    wanted = {solid.name: solid.colour, "Favourite": theme.accent}

    feet = {button.text(): _foot(button) for button in buttons(palette) if button.text() in wanted}
    assert feet == {text: QColor(shade).name() for text, shade in wanted.items()}


def _foot(button: QWidget) -> str:
    picture = button.grab().toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() - 6).name()


def _spread(widths: Iterable[int]) -> int:
    known = list(widths)
    return max(known) - min(known)
