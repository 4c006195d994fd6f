"""Text wrapped into a few lines by painters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.widgets.text_lines import count_lines, paint_lines

LINE = QRectF(0, 0, 120, 20)


def painted(text: str, font: QFont, most: int, *, at_right: bool = False) -> tuple[QImage, float]:
    image = QImage(140, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    height = paint_lines(painter, LINE, text, font, most, at_right=at_right)
    painter.end()
    return image, height


def test_an_empty_line_between_two_takes_its_room(qapp: QApplication) -> None:
    font = qapp.font()
    assert count_lines("a\n\nb", font, 120, 5) == 3
    assert count_lines("a\n\nb\nc\nd", font, 120, 2) == 2


def test_what_has_no_room_is_told_by_the_last_line(qapp: QApplication) -> None:
    font = qapp.font()
    whole, height = painted("a\nb", font, 2)
    cut, cut_height = painted("a\nb\nc", font, 2)
    assert height == cut_height == 2 * LINE.height()
    assert whole.copy(0, 0, 140, 20) == cut.copy(0, 0, 140, 20)
    assert whole != cut, "it ends in a sign that there is more"
    far, _ = painted("a\n" + "wide and wider still " * 9, font, 2)
    assert far.copy(130, 0, 10, 120) == whole.copy(130, 0, 10, 120), "inside of its width"


def test_lines_may_end_at_the_right(qapp: QApplication) -> None:
    font = qapp.font()
    left, _ = painted("il and then some more of it", font, 3)
    right, _ = painted("il and then some more of it", font, 3, at_right=True)
    white = QImage(140, 120, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    last = 20 * (count_lines("il and then some more of it", font, 120, 3) - 1)
    assert left.copy(0, last, 12, 20) != white.copy(0, last, 12, 20)
    assert right.copy(0, last, 12, 20) == white.copy(0, last, 12, 20)
    assert right.copy(121, 0, 19, 120) == white.copy(121, 0, 19, 120), "inside of its width"
