"""The cell that shows how intense a track is over time, as a small hill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.core.timecode import format_ms
from app.core.words import _
from ui.library.chosen_columns import INTENSE, intensity_text
from ui.library.track_cell import AnyIndex, ShowRow
from ui.library.track_model import ROW
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.analysis.dynamics.records import DynamicsSummary
    from app.library.records import TrackRow

_HEIGHT_PX = 22


class IntensityCell(QStyledItemDelegate):
    """find: what is known of a track; empty where it isn’t listened through."""

    def __init__(
        self,
        find: Callable[[TrackRow], DynamicsSummary | None],
        show_row: ShowRow,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._find, self._show_row = find, show_row

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        self._show_row(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        summary = self._find(index.data(ROW))
        if summary is not None:
            paint_hill(painter, _hill_in(QRectF(option.rect)), summary.picture)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return bool(super().helpEvent(event, view, option, index))
        QToolTip.showText(event.globalPos(), plain_tip(self.tip(index.data(ROW))), view)
        return True

    def tip(self, row: TrackRow) -> str:
        summary = self._find(row)
        if summary is None:
            return _("Not listened through yet.")
        most = _("Most intense: {percent}", percent=intensity_text(INTENSE, summary))
        if not summary.longest_build_ms:
            return most
        build = _("Longest build: {time}", time=format_ms(summary.longest_build_ms))
        return f"{most}\n{build}"


def paint_hill(painter: QPainter, rect: QRectF, picture: bytes) -> None:
    """picture: heights, 255 for the whole of the rectangle."""
    step = rect.width() / max(1, len(picture) - 1)
    corners = [
        QPointF(rect.left() + n * step, rect.bottom() - rect.height() * value / 255)
        for n, value in enumerate(picture)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("wave_played"))
    painter.drawPolygon(QPolygonF([rect.bottomLeft(), *corners, rect.bottomRight()]))
    painter.restore()


def _hill_in(cell: QRectF) -> QRectF:
    high = min(scaled_px(_HEIGHT_PX), cell.height() - SPACE.s)
    inset = SPACE.m
    return QRectF(
        cell.left() + inset, cell.center().y() - high / 2, max(1.0, cell.width() - 2 * inset), high
    )
