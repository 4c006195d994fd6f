"""The cell that shows a track in time: which emotion leads where, and the playhead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
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
from ui.library.track_cell import AnyIndex, ShowRow
from ui.library.track_model import IS_CURRENT, ROW
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.felt_strip import paint_felt_strip
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.emotions.felt import FeltStretch, FeltStrip
    from app.library.records import TrackRow

HEIGHT_PX = 12
_PLAYHEAD_PX = 2
_REACH_PX = 5  # of the playhead, above and below


class StripCell(QStyledItemDelegate):
    """find: the strip of a track, as far as it is known.

    Signal: place_clicked(TrackRow, int ms).
    """

    place_clicked = Signal(object, int)

    def __init__(
        self, find: Callable[[TrackRow], FeltStrip], show_row: ShowRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._show_row = show_row
        self.played: float | None = None  # 0..1 of the current track; None for no playhead

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        self._show_row(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        strip = strip_in(QRectF(option.rect))
        paint_felt_strip(painter, strip, self._find(index.data(ROW)))
        if self.played is not None and index.data(IS_CURRENT):
            painter.fillRect(_playhead(strip, self.played), colour("playhead"))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """A plain click plays from there; with Ctrl or Shift it selects, as in other cells."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if is_plain and event.button() == Qt.MouseButton.LeftButton:
                row: TrackRow = index.data(ROW)
                at = _share_at(option, event.position().x())
                self.place_clicked.emit(row, round(row.duration_ms * at))
                return True
        return False

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Which emotion leads under the pointer, and from when to when."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return bool(super().helpEvent(event, view, option, index))
        text = self.tip(index.data(ROW), _share_at(option, event.pos().x()))
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True

    def tip(self, row: TrackRow, share: float) -> str:
        """share: where, 0..1 of the track. Empty where nothing was felt."""
        under = (one for one in self._find(row) if one.start <= share < one.end)
        return next((_words(row, one) for one in under), "")


def strip_in(cell: QRectF) -> QRectF:
    """Where the strip is in its cell."""
    high = scaled_px(HEIGHT_PX)
    inset = SPACE.m
    return QRectF(
        cell.left() + inset, cell.center().y() - high / 2, max(1.0, cell.width() - 2 * inset), high
    )


def names(felt: Iterable[FeltStretch]) -> list[str]:
    """The emotions of a strip, the one that leads longest first."""
    lasts: dict[str, float] = {}
    for one in felt:
        lasts[one.emotion.name] = lasts.get(one.emotion.name, 0.0) + one.end - one.start
    return sorted(lasts, key=lambda name: -lasts[name])


def _playhead(strip: QRectF, played: float) -> QRectF:
    width, reach = scaled_px(_PLAYHEAD_PX), scaled_px(_REACH_PX)
    left = round(strip.left() + played * (strip.width() - width))
    return QRectF(left, strip.top() - reach, width, strip.height() + 2 * reach)


def _share_at(option: QStyleOptionViewItem, x: float) -> float:
    strip = strip_in(QRectF(option.rect))
    return min(1.0, max(0.0, (x - strip.left()) / strip.width()))


def _words(row: TrackRow, one: FeltStretch) -> str:
    start, end = (format_ms(round(row.duration_ms * share)) for share in (one.start, one.end))
    # Translators: an emotion, and from when to when it leads, such as “Wonder, 0:33 to 0:45”
    return _("{emotion}, {start} to {end}", emotion=one.emotion.name, start=start, end=end)
