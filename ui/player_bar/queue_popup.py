"""What plays next, to be put in another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.core.timecode import format_ms
from ui.style.icons import icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.library.records import TrackRow

AnyIndex = QModelIndex | QPersistentModelIndex

_MIME = "application/x-ost-my-heart-queue-place"
_SIZE_PX = (380, 420)


class QueueModel(QAbstractListModel):
    """The queue as it is listed.

    Signals: move_requested(int from, int to): an entry was dropped at another place.
    """

    move_requested = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TrackRow | None] = []
        self._current: int | None = None

    def show_queue(self, rows: Sequence[TrackRow | None], current: int | None) -> None:
        """rows: None for a track that is no longer in the library."""
        self.beginResetModel()
        self._rows, self._current = list(rows), current
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, is_current = self._rows[index.row()], index.row() == self._current
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _words(row)
            case Qt.ItemDataRole.DecorationRole:
                return icon("audio-lines" if is_current else "grip-vertical", 16, _tint(is_current))
            case Qt.ItemDataRole.FontRole if is_current:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole if row is None or not row.is_available:
                return colour("ink_muted")
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        """Asks for the move; the queue itself answers by being shown anew."""
        source = int(data.data(_MIME).data())
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        target -= target > source  # places count without the entry that moves
        if target != source:
            self.move_requested.emit(source, target)
        return False  # or the view would remove the row by itself


class QueueList(QListView):
    """Signals: play_requested(int place); remove_requested(int place); move_requested(from, to)."""

    play_requested = Signal(int)
    remove_requested = Signal(int)
    move_requested = Signal(int, int)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("variant", "plain")
        self.setAccessibleName("Queue")
        self.setAccessibleDescription("Enter plays, Delete removes, Alt with Up or Down moves.")
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.play_requested.emit(index.row()))
        model.move_requested.connect(self.move_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.currentIndex().row(), event.key()
        is_moving = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if place < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.play_requested.emit(place)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(place)
        elif is_moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            target = place + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= target < self.model().rowCount():
                self.move_requested.emit(place, target)
                self.setCurrentIndex(self.model().index(target, 0))
        else:
            super().keyPressEvent(event)


class QueuePopup(QFrame):
    """The queue over its button. Signals as in QueueList, and clear_requested()."""

    clear_requested = Signal()

    def __init__(
        self,
        find_rows: Callable[[Sequence[int]], Sequence[TrackRow | None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "popup")
        self._find_rows = find_rows
        self.model = QueueModel(self)
        self.list = QueueList(self.model)
        self._count = TextLabel("", "caption")
        self._nothing = TextLabel(
            "Nothing waits here. Play something from the library, or add to the queue there.",
            "muted",
            wrap=True,
        )
        clear = QuietButton("Clear", "x")
        clear.clicked.connect(self.clear_requested)
        head = QHBoxLayout()
        head.addWidget(TextLabel("Up next", "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self.resize(scaled_px(_SIZE_PX[0]), scaled_px(_SIZE_PX[1]))

    def show_queue(self, track_ids: Sequence[int], current: int | None) -> None:
        place = self.list.currentIndex().row()
        rows = self._find_rows(track_ids)
        self.model.show_queue(rows, current)
        length = format_ms(sum(row.duration_ms for row in rows if row is not None))
        self._count.setText(f"{len(rows):,} · {length}" if rows else "")
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        wanted = place if 0 <= place < len(rows) else (current or 0)
        self.list.setCurrentIndex(self.model.index(min(wanted, len(rows) - 1), 0))

    def open_above(self, button: QWidget) -> None:
        """Over the button, right edges in line."""
        corner = button.mapToGlobal(QPoint(button.width(), -SPACE.s))
        self.move(corner.x() - self.width(), corner.y() - self.height())
        self.show()
        self.list.setFocus()
        self.list.scrollTo(self.list.currentIndex())


def _words(row: TrackRow | None) -> str:
    if row is None:
        return "No longer in the library"
    missing = "" if row.is_available else "  ·  missing"
    return f"{row.title}  ·  {row.artist}{missing}" if row.artist else f"{row.title}{missing}"


def _tint(is_current: bool) -> str:
    return "accent" if is_current else "ink_faint"
