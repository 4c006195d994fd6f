"""The palette shows all names, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import EmotionId
from app.core.timecode import Span
from tests.ui.timeline.builders import EMOTIONS
from ui.emotions.palette import FeelingButton, Palette
from ui.style.theme import apply_theme, text_font
from ui.style.tokens import DARK, LIGHT, TYPE, Theme


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    palette = Palette()
    qtbot.addWidget(palette)
    palette.show_emotions(tuple(EMOTIONS))
    with qtbot.waitExposed(palette):
        palette.show()
    return palette


def buttons(palette: Palette) -> list[FeelingButton]:
    return palette.findChildren(FeelingButton)


def test_if_there_is_room_every_button_shows_its_name(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(1000, 64)

    assert len(buttons(palette)) > 1
    assert not any(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: all(button.width() >= button.name_px() for button in buttons(palette)))


def test_if_one_name_has_no_room_none_is_shown(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(palette.minimumSizeHint().width(), 64)

    assert all(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: _spread(button.width() for button in buttons(palette)) <= 1)


NAMES = {
    "en": "Wonder|Transcendence|Tenderness|Nostalgia|Peacefulness|Power|Joyful activation|Tension|"
    "Sadness",
    "de": "Staunen|Transzendenz|Zärtlichkeit|Nostalgie|Frieden|Kraft|Beschwingtheit|Spannung|"
    "Traurigkeit",
}


@pytest.mark.parametrize(("language", "width"), [("en", 865), ("de", 847)])
def test_nine_keys_are_of_one_width_with_names_in_a_window_of_1320(
    palette: Palette, qtbot: QtBot, language: str, width: int
) -> None:
    """In German the rail is wider."""
    names = NAMES[language].split("|")
    palette.show_emotions(
        tuple(
            replace(EMOTIONS[0], id=EmotionId(place), name=name, shortcut=str(place))
            for place, name in enumerate(names, 1)
        )
    )
    palette.resize(width, 64)
    qtbot.waitUntil(lambda: buttons(palette)[-1].geometry().right() == width - 1)

    *keys, heart = [each for each in buttons(palette) if each.isVisible()]
    assert [key.text() for key in keys] == names
    assert not any(key.is_brief for key in keys)
    assert _spread(key.width() for key in keys) <= 1, "where the row can't be divided evenly"
    assert heart.width() == 64 and {key.height() for key in keys} == {64}
    gaps = {right.x() - left.x() - left.width() for left, right in pairwise((*keys, heart))}
    assert gaps == {4}


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_name_is_wider_or_higher_than_its_button(
    palette: Palette, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, LIGHT, scale)
    try:
        heard = replace(EMOTIONS[0], name="Joyful activation")
        palette.show_emotions((heard,))
        button = next(each for each in buttons(palette) if each.text() == heard.name)
        button.set_brief(False)
        button.resize(button.name_px(), button.sizeHint().height())
        lines = button.name_lines(button.width() - 2)
        assert lines == ("Joyful", "activation")
        words = QFontMetrics(text_font(TYPE.caption))
        assert max(map(words.horizontalAdvance, lines)) <= button.width() - 2
        assert len(lines) * words.height() <= button.words_rect(len(lines)).height()
    finally:
        apply_theme(qapp, LIGHT)


def test_without_names_the_row_is_lower(palette: Palette) -> None:
    palette.resize(1000, 64)
    named = palette.sizeHint().height()
    palette.resize(palette.minimumSizeHint().width(), 64)

    assert palette.sizeHint().height() < named


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_pattern_of_a_button_is_in_its_colour(
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


def test_a_button_is_lit_as_long_as_its_key_is_held(palette: Palette) -> None:
    palette.resize(1000, 64)
    wonder = next(button for button in buttons(palette) if button.text() == "Wonder")
    resting = wonder.grab().toImage()
    palette.hold([(EMOTIONS[0], Span(0, 500))])
    assert wonder.grab().toImage() != resting
    palette.hold([])
    assert wonder.grab().toImage() == resting
