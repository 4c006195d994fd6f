"""What plays next and how much is left, and changing its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from app.core.words import _, dotted, ngettext, pgettext
from app.player.queue import Repeat
from ui.style.icons import icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.letter_jump import LetterJump
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.library.records import TrackRow
    from app.player.queue import PlayQueue

AnyIndex = QModelIndex | QPersistentModelIndex

_MIME = "application/x-ost-my-heart-queue-place"
_WIDTH_PX, _MOST_PX = 380, 360  # the height of its list, which then scrolls


class QueueModel(QAbstractListModel):
    """The queue in its listed order.

    Signals: move_requested(int from, int to): an entry was dropped at another place.
    """

    move_requested = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TrackRow | None] = []
        self._current: int | None = None

    @property
    def current(self) -> int:
        """The place of what plays; of the first before anything does."""
        return self._current or 0

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
                return _line(row)
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
        """Requests the move; the queue is then shown again in its new order."""
        source = int(data.data(_MIME).data())
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        target -= target > source  # places are counted without the entry that moves
        if target != source:
            self.move_requested.emit(source, target)
        return False  # otherwise the view would remove the row by itself


class QueueList(QListView):
    """Signals: play_requested(int place); remove_requested(int place); move_requested(from, to)."""

    play_requested = Signal(int)
    remove_requested = Signal(int)
    move_requested = Signal(int, int)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = LetterJump(self)
        self.setModel(model)
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("Queue"))
        self.setAccessibleDescription(
            _("Enter plays a track, Delete removes it, Alt+Up and Alt+Down move it.")
        )
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
        elif key in ENTER_KEYS:
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

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)


class QueuePopup(QFrame):
    """The queue, above its button. Signals: as in QueueList, and clear_requested()."""

    clear_requested = Signal()

    def __init__(
        self,
        find_rows: Callable[[Sequence[LineKey]], Sequence[TrackRow | None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "popup")
        self._find_rows = find_rows
        self._next = 0
        self.model = QueueModel(self)
        self.list = QueueList(self.model)
        self._count = TextLabel("", "caption")
        self._nothing = TextLabel(
            _("The queue is empty. Play tracks in the library, or add them to the queue there."),
            "muted",
            wrap=True,
        )
        clear = QuietButton(pgettext("the queue", "Clear"), "x")
        clear.clicked.connect(self.clear_requested)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Up next"), "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def show_queue(self, queue: PlayQueue) -> None:
        """The place stays where the listener left it; at what was next, it goes on with that."""
        place = self.list.currentIndex().row()
        rows = self._find_rows(queue.items)
        was_next, self._next = self._next, _place_of_next(queue)
        self.model.show_queue(rows, queue.index)
        self._count.setText(_counted(queue, dict(zip(queue.items, rows, strict=True))))
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if place == was_next or not 0 <= place < len(rows):
            place = self._next
        self.list.setCurrentIndex(self.model.index(place, 0))
        self._fit()

    def _fit(self) -> None:
        """As tall as what it lists; its foot stays where it is."""
        self.list.ensurePolished()
        rows_px = self.model.rowCount() * self.list.sizeHintForRow(0)
        self.list.setFixedHeight(
            min(rows_px, scaled_px(_MOST_PX)) + 2 * self.list.frameWidth() + SPACE.xs
        )
        foot, width = self.geometry().bottom(), scaled_px(_WIDTH_PX)
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(width, column.totalHeightForWidth(width))
        self.move(self.x(), foot - self.height() + 1)

    def open_above(self, button: QWidget) -> None:
        """Above the button, right edges aligned, at what plays next."""
        corner = button.mapToGlobal(QPoint(button.width(), -SPACE.s))
        self.move(corner.x() - self.width(), corner.y() - self.height())
        self.show()
        self.list.setFocus()
        playing = self.model.index(self.model.current, 0)
        self.list.scrollTo(playing, QAbstractItemView.ScrollHint.PositionAtTop)
        self.list.setCurrentIndex(self.model.index(self._next, 0))
        self.list.scrollTo(self.list.currentIndex())


def _place_of_next(queue: PlayQueue) -> int:
    """Of what plays after the current one, or of that one if nothing does."""
    current, line = queue.index or 0, queue.peek_next(by_itself=False)
    places = [*range(current + 1, len(queue)), *range(current)]
    return next((place for place in places if queue.items[place] == line), current)


def _counted(queue: PlayQueue, rows: Mapping[LineKey, TrackRow | None]) -> str:
    """What will play after the current one, once."""
    if not rows:
        return ""
    left = [rows[line] for line in queue.left]
    repeats = queue.repeat is Repeat.ALL
    if not left:
        return _("repeats") if repeats else _("nothing after this")
    length = format_ms(sum(row.duration_ms for row in left if row is not None))
    if repeats:
        # Translators: tracks that play after this one, before it plays again; length is how long
        # together, as in 1:02:07
        return ngettext(
            "{n} more · {length} · repeats",
            "{n} more · {length} · repeats",
            len(left),
            length=length,
        )
    # Translators: tracks that play after this one; length is how long together, as in 1:02:07
    return ngettext("{n} left · {length}", "{n} left · {length}", len(left), length=length)


def _line(row: TrackRow | None) -> str:
    if row is None:
        return _("No longer in the library")
    missing = "" if row.is_available else _("file missing")
    return dotted(row.title, row.artist, missing)


def _tint(is_current: bool) -> str:
    return "accent" if is_current else "ink_faint"
