"""A sheet of paper: its size, its margins, its fonts and colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPdfWriter

from app.keepsake.craft import Paper
from ui.style.fonts import load_fonts
from ui.style.tokens import LIGHT

RESOLUTION = 300
# Between digits Inter has signs of another height, such as the colon of a time. Those have no
# letter of their own: whoever searches or copies from the file wouldn't find them.
_ALTERNATES = QFont.Tag("calt")
_MARGIN_MM = 18.0
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}

INK, MUTED, HAIRLINE = QColor("#000000"), QColor("#444444"), QColor("#CCCCCC")
PAPER = QColor("#FFFFFF")
WAVE, ACCENT = QColor(LIGHT.wave), QColor(LIGHT.accent)


@dataclass(frozen=True)
class Sheet:
    """writer: what is painted on; its unit is everybody's."""

    writer: QPdfWriter

    @classmethod
    def of(cls, writer: QPdfWriter, paper: Paper) -> Sheet:
        writer.setResolution(RESOLUTION)
        side = _MARGIN_MM
        writer.setPageLayout(
            QPageLayout(
                QPageSize(_SIZES[paper]),
                QPageLayout.Orientation.Portrait,
                QMarginsF(side, side, side, side),
                QPageLayout.Unit.Millimeter,
            )
        )
        return cls(writer)

    @cached_property
    def area(self) -> QRectF:
        """What lies between the margins; its top left is where painting begins."""
        return QRectF(0, 0, self.writer.width(), self.writer.height())

    def pt(self, points: float) -> float:
        return points * RESOLUTION / 72

    def font(self, points: float, *, strong: bool = False) -> QFont:
        font = QFont(self._face)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setFeature(_ALTERNATES, 0)
        return font

    @cached_property
    def _face(self) -> QFont:
        return load_fonts(10)
