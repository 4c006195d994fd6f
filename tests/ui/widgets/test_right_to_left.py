"""What a window that reads from the right turns round, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ui.style.icons import icon
from ui.style.theme import colour, text_font
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.chips import Chip, RemovableChip
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.mirror import Mirror
from ui.widgets.text_lines import paint_lines

FROM_LEFT, FROM_RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WIDE, HIGH = 300, 60


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(FROM_RIGHT)
    yield
    qapp.setLayoutDirection(FROM_LEFT)


def shown(button: QAbstractButton) -> QImage:
    return button.icon().pixmap(button.iconSize()).toImage()


def drawn(name: str, button: QAbstractButton, gap: float = 0.0) -> QImage:
    return icon(name, 16, gap=gap).pixmap(button.iconSize()).toImage()


def inked(image: QImage) -> list[int]:
    """The columns that aren't empty."""
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).alpha() for y in range(image.height()))
    ]


def test_a_mirror_turns_a_box_and_a_point_round_within_its_room() -> None:
    room, box = QRectF(10, 0, 100, 20), QRectF(15, 2, 30, 5)
    mirror = Mirror(room, FROM_RIGHT)
    assert mirror.seen(box) == QRectF(75, 2, 30, 5)
    assert mirror.laid_out(QPointF(105, 3)) == QPointF(15, 3)
    assert mirror.seen(QRectF()) == QRectF(), "nothing stays nothing"
    plain = Mirror(room, FROM_LEFT)
    assert plain.seen(box) == box and plain.laid_out(QPointF(105, 3)) == QPointF(105, 3)


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("chevron-left", "chevron-right"),
        ("arrow-right", "arrow-left"),
        ("chevron-down", "chevron-down"),
        ("play", "play"),
    ],
)
def test_arrows_back_and_on_point_the_other_way(
    qtbot: QtBot, from_the_right: None, name: str, turned: str
) -> None:
    for button in (IconButton(name, "Go", size=16), PushButton("", name)):
        qtbot.addWidget(button)
        assert shown(button) == drawn(turned, button)
        button.setLayoutDirection(FROM_LEFT)
        assert shown(button) == drawn(name, button)


def test_the_gap_of_a_button_is_between_its_icon_and_its_text(
    qtbot: QtBot, from_the_right: None
) -> None:
    """Its text is left of the icon. A chip that can be removed has it at its end."""
    for button, is_left_of_text in (
        (PushButton("Play", "play"), False),
        (Chip("Calm", "leaf"), False),
        (RemovableChip("Calm"), True),
    ):
        qtbot.addWidget(button)
        columns, wide = inked(shown(button)), button.iconSize().width()
        before, after = columns[0], wide - 1 - columns[-1]
        assert (before < after) is is_left_of_text, button


def test_dots_count_from_the_right(qtbot: QtBot, from_the_right: None) -> None:
    dots = IntensityDots(2)
    qtbot.addWidget(dots)
    dots.resize(dots.sizeHint())
    dots.show()
    picture = dots.grab().toImage()
    fifth = dots.width() // 5
    middle = dots.height() // 2
    tint = colour("accent")
    assert picture.pixelColor(dots.width() - fifth // 2, middle) == tint
    assert picture.pixelColor(fifth // 2, middle) != tint
    qtbot.mouseClick(dots, Qt.MouseButton.LeftButton, pos=QPoint(3, middle))
    assert dots.value() == 5
    qtbot.keyClick(dots, Qt.Key.Key_Right)
    assert dots.value() == 4
    qtbot.keyClick(dots, Qt.Key.Key_Up)
    assert dots.value() == 5


def test_pleasant_is_at_the_right_in_every_window(qtbot: QtBot, qapp: QApplication) -> None:
    """There are its places, too: its words alone went to the other side."""
    pictures = []
    for way in (FROM_LEFT, FROM_RIGHT):
        qapp.setLayoutDirection(way)
        grid = AffectGrid()
        qtbot.addWidget(grid)
        grid.resize(200, 200)
        pictures.append(grid.grab().toImage())
    qapp.setLayoutDirection(FROM_LEFT)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("words", ["Night bus", "שיר הים", "Night שיר"])
def test_painted_lines_begin_where_the_window_reads_from(qapp: QApplication, words: str) -> None:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setLayoutDirection(FROM_RIGHT)  # as in a widget of such a window
    painter.setPen(colour("ink"))
    high = QFontMetricsF(text_font()).height()
    paint_lines(painter, QRectF(0, 0, WIDE, high), words, text_font(), 2)
    painter.end()
    columns = inked(image)
    assert WIDE - columns[-1] <= 4 and columns[0] > WIDE / 2
