"""A bar looks the same wherever a picture cuts it, and both its ends are round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.timeline.paint.bar_picture import (
    LEAST_PX,
    Bar,
    BarLook,
    bar_picture,
    paint_bar,
)
from ui.timeline.paint.bar_picture import PERIOD_PX as PERIOD

HEIGHT = 16
LOOKS = [
    BarLook("#7c5cd6", "dots", is_felt=True),
    BarLook("#0f8a9d", "waves", is_felt=False, is_bold=True),
]


def painted(bar: Bar, look: BarLook, left: int, width: int, dpr: float = 1.0) -> QImage:
    """What a picture from `left` on shows of a bar."""
    image = QImage(round(width * dpr), round(HEIGHT * dpr), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    moved = Bar(bar.left - left, bar.top, bar.width, bar.height)
    paint_bar(painter, moved.cut(width), bar_picture(look, HEIGHT, dpr))
    painter.end()
    return image


@given(st.integers(LEAST_PX, 3_000), st.integers(0, 3_000), st.integers(1, 400))
def test_cutting_hides_only_what_is_outside(long: int, left: int, width: int) -> None:
    whole, cut = Bar(0, 0, long, HEIGHT), Bar(-left, 0, long, HEIGHT).cut(width)
    assert cut.left <= max(0, -left), "what is visible starts where it did"
    assert cut.end >= min(whole.end - left, width)
    assert (cut.left + left) % PERIOD == 0, "the pattern is where it was"
    assert cut.width <= max(LEAST_PX, width + 10 * PERIOD)


@pytest.mark.parametrize("look", LOOKS)
def test_neighbouring_pictures_of_a_bar_join(qtbot: QtBot, look: BarLook) -> None:
    bar = Bar(0, 0, 900, HEIGHT)
    whole = painted(bar, look, 0, 900)
    for left in (0, 100, 400, 780):
        part = painted(bar, look, left, 120)
        assert whole.copy(left, 0, 120, HEIGHT) == part


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_no_seam_is_visible_in_a_bar(qtbot: QtBot, dpr: float) -> None:
    for width in range(LEAST_PX, 700, 23):
        image = painted(Bar(0, 0, width, HEIGHT), LOOKS[0], 0, width, dpr)
        inside = range(2, image.width() - 2)
        assert min(image.pixelColor(x, image.height() // 2).alpha() for x in inside) > 250


def test_a_bar_has_round_ends_and_a_solid_middle(qtbot: QtBot) -> None:
    for width in (LEAST_PX, 40, 600):
        image = painted(Bar(0, 0, width, HEIGHT), LOOKS[0], 0, width)
        alphas = [image.pixelColor(x, 0).alpha() for x in (0, width - 1)]
        assert max(alphas) < 128
        middle = [image.pixelColor(x, HEIGHT // 2).alpha() for x in range(width)]
        assert min(middle) > 200
