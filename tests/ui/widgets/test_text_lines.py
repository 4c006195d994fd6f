"""Text wrapped into a few lines by painters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.widgets.text_lines import count_lines, paint_lines

LINE = QRectF(0, 0, 120, 20)


def painted(text: str, font: QFont, most: int) -> tuple[QImage, float]:
    image = QImage(140, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    height = paint_lines(painter, LINE, text, font, most)
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
