"""A list of what is missing: Enter does what is proposed, Down goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.cell_text import draw_line, line_px, lower_line, upper_line
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import plain_tip
from ui.widgets.track_drag import drag_tracks
from ui.words.lists import comma_list
from ui.work.missing.rows import Kind, MissingRow

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_Flag = QItemSelectionModel.SelectionFlag
_OWN_KEYS = frozenset((Qt.Key.Key_P, *ENTER_KEYS))
_HIGH_PX = 52


class MissingModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MissingRow] = []

    def show(self, rows: Sequence[MissingRow]) -> None:
        if list(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def remove(self, rows: Sequence[MissingRow]) -> None:
        """They are being mended: until it is read again, they aren't offered twice."""
        for row in rows:
            if row in self.rows:
                at = self.rows.index(row)
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.rows[at]
                self.endRemoveRows()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Tracks are dragged onto scenes."""
        flags = super().flags(index)
        is_track = index.isValid() and self.rows[index.row()].is_loose_track
        return flags | Qt.ItemFlag.ItemIsDragEnabled if is_track else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return comma_list((row.title, row.detail))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row.title}\n{row.detail}")
        return None


class MissingCell(QStyledItemDelegate):
    """What it is about, and below it what is proposed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        lines = line_px(strong=True) + line_px(size=TYPE.caption) + 2 * SPACE.s
        return QSize(0, max(scaled_px(_HIGH_PX), lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: MissingRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selection" if is_current else "hover"))
            painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, QRectF(option.rect))
        area = QRect(option.rect).adjusted(SPACE.m, 0, -SPACE.m, 0)
        draw_line(painter, upper_line(area), option.direction, row.title, strong=True)
        token = "ink_muted" if row.has_proposal else "ink_faint"
        lower = lower_line(area)
        draw_line(painter, lower, option.direction, row.detail, token, TYPE.caption)
        painter.restore()


class MissingList(QListView):
    """Tracks are dragged from here onto a scene of the story line, several at once.

    Signals: mend_requested(), what is chosen, by Enter; other_requested() by Shift+Enter;
    play_requested(MissingRow) by P or a double click; closed() by Escape.
    """

    mend_requested = Signal()
    other_requested = Signal()
    play_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MissingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(MissingCell(self))
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("What is missing"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        leave_space(self)
        self.doubleClicked.connect(self._on_double_clicked)
        theme_signals().theme_changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[MissingRow], *, is_other: bool) -> None:
        """What is chosen and the place in the list stay, unless it is another one."""
        at = 0 if is_other else max(0, self.currentIndex().row())
        chosen = set() if is_other else {row.key for row in self.chosen()}
        kinds = {row.kind for row in rows}
        mode = QAbstractItemView.SelectionMode
        # A scene's track and its place are chosen for one at a time.
        is_several = kinds == {Kind.TRACKS}
        self.setSelectionMode(mode.ExtendedSelection if is_several else mode.SingleSelection)
        self.rows.show(rows)
        self.choose(at)
        places = [place for place, row in enumerate(rows) if row.key in chosen]
        if is_several and at in places:
            for place in places:
                self.selectionModel().select(self.rows.index(place), _Flag.Select)

    def choose(self, at: int) -> None:
        last = self.rows.rowCount() - 1
        index = self.rows.index(min(at, last)) if last >= 0 else QModelIndex()
        # Not by the view, which looks at the keys that are held.
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def current(self) -> MissingRow | None:
        row: MissingRow | None = self.currentIndex().data(ROW)
        return row

    def chosen(self) -> tuple[MissingRow, ...]:
        """The selected rows, in their order; without any, the current one."""
        found = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        current = self.current()
        return tuple(self.rows.rows[at] for at in found) or (() if current is None else (current,))

    def take_out(self, rows: Sequence[MissingRow]) -> None:
        """What follows them is chosen."""
        at = min((self.rows.rows.index(row) for row in rows if row in self.rows.rows), default=0)
        self.rows.remove(rows)
        self.choose(at)

    def startDrag(self, supported: Qt.DropAction) -> None:
        tracks = [row.key for row in self.chosen() if row.is_loose_track]
        if tracks:
            drag_tracks(self, tracks)

    def event(self, event: QEvent) -> bool:
        return claims_key(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in ENTER_KEYS and row is not None:
            if not event.isAutoRepeat():
                (self.other_requested if is_shift else self.mend_requested).emit()
        elif key == Qt.Key.Key_P and row is not None and not event.modifiers():
            self.play_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, MissingRow):
            self.play_requested.emit(row)
