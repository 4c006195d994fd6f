"""Icons and patterns are painted in the given colours, and follow the theme."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.style.files import ICONS
from ui.style.icons import UnknownIcon, icon, icon_names, pixmap
from ui.style.patterns import pattern_brush, pattern_names
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


def strongest(picture: QPixmap) -> str:
    """The colour of the most opaque pixel."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha).name().upper()


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_the_given_colour(qapp: QApplication, name: str) -> None:
    # A thin line may have no fully opaque pixel, which costs one step in rounding.
    drawn, asked = QColor(strongest(pixmap(name, 24, "#12AB34", 2.0))), QColor("#12AB34")
    assert abs(drawn.red() - asked.red()) <= 2
    assert abs(drawn.green() - asked.green()) <= 2
    assert abs(drawn.blue() - asked.blue()) <= 2


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    heart = icon("heart", 24)
    assert strongest(heart.pixmap(24)) == LIGHT.ink
    apply_theme(qapp, DARK)
    assert strongest(heart.pixmap(24)) == DARK.ink


def test_checked_and_disabled_icons_have_other_colours(qapp: QApplication) -> None:
    heart = icon("heart", 24)
    assert strongest(heart.pixmap(24, QIcon.Mode.Disabled)) == LIGHT.ink_faint
    checked = heart.pixmap(24, QIcon.Mode.Normal, QIcon.State.On)
    assert strongest(checked) == LIGHT.accent_ink


def test_a_dense_screen_gets_a_sharp_picture(qapp: QApplication) -> None:
    assert icon("play").pixmap(QSize(20, 20), 2.0).size() == QSize(40, 40)
    assert icon("play", gap=0.25).pixmap(QSize(20, 16), 2.0).size() == QSize(40, 32)


def test_a_filled_icon_is_filled(qapp: QApplication) -> None:
    hollow = pixmap("heart", 24).toImage().pixelColor(12, 12)
    full = pixmap("heart", 24, filled=True).toImage().pixelColor(12, 12)
    assert (hollow.alpha(), full.alpha()) == (0, 255)


def test_the_error_names_an_unknown_icon(qapp: QApplication) -> None:
    with pytest.raises(UnknownIcon, match="no-such-icon"):
        icon("no-such-icon")


def test_the_icons_come_with_their_licence() -> None:
    assert "ISC License" in (ICONS / "LICENSE").read_text(encoding="utf-8")


def tile(name: str) -> QImage:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.fillRect(image.rect(), pattern_brush(name, "#3C8A55"))
    painter.end()
    return image


def test_patterns_differ_in_many_pixels(qapp: QApplication) -> None:
    tiles = {name: tile(name) for name in pattern_names()}
    for a, b in itertools.combinations(tiles, 2):
        differing = sum(
            tiles[a].pixel(x, y) != tiles[b].pixel(x, y) for x in range(64) for y in range(64)
        )
        assert differing > 400, (a, b)


def test_a_pattern_of_a_newer_version_is_painted_solid(qapp: QApplication) -> None:
    assert tile("paisley") == tile("solid")


def test_a_brush_is_made_once(qapp: QApplication) -> None:
    assert pattern_brush("dots", "#3C8A55") is pattern_brush("dots", "#3C8A55")
