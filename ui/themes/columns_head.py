"""The line above the returns, which names their columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from ui.style.theme import colour, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.themes.returns_list import ReturnsList
from ui.themes.returns_model import ReturnsModel
from ui.widgets.cell_text import leading
from ui.widgets.text import elided


class ColumnsHead(QWidget):
    """Follows the width of the rows."""

    def __init__(
        self, rows: ReturnsList, model: ReturnsModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.update)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(text_font(TYPE.caption, strong=True)).height() + SPACE.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._model.rowCount():
            return
        view = self._rows.viewport()
        line = QRect(
            view.mapTo(self._rows, view.rect().topLeft()).x(), 0, view.width(), self.height()
        )
        places = self._rows.cell.places(line, self.layoutDirection())
        painter = QPainter(self)
        font = text_font(TYPE.caption, strong=True)
        painter.setFont(font)
        painter.setPen(colour("ink_muted"))
        metrics = QFontMetrics(font)
        begins = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        titles = [
            (places.where, _("Where"), begins),
            (places.words, _("What changed"), begins),
        ]
        if not places.is_narrow:
            titles.append((places.wave, _("In its track"), begins))
        for area, year in zip(places.discs, self._model.columns.titles, strict=True):
            titles.append((area, year, Qt.AlignmentFlag.AlignCenter))
        for area, text, flags in titles:
            painter.drawText(area, int(flags), elided(text, metrics, area.width()))
