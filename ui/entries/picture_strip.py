"""The pictures of an entry in a row: to look at, to put in order, to remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _, dotted, number
from app.journal.entry_parts import EntryPicture
from app.profile.pictures import Pictures
from ui.bridge.track.thumbnails import Thumbnails
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.painting import draw_focus_ring, filling
from ui.widgets.text import plain_tip

TILE_PX = (84, 56)
_PICTURE = Qt.ItemDataRole.UserRole
_ICON_PX = 18
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PictureStrip(QListWidget):
    """Enter or a click looks at one, Delete removes it, Alt and an arrow moves it, as does the
    pointer. can_change: otherwise they are only looked at.

    Signals: look_requested(int place), removal_requested(int place), undo_requested(),
    order_changed(),
    offered(QMimeData), dropped from elsewhere.
    """

    look_requested = Signal(int)
    removal_requested = Signal(int)
    undo_requested = Signal()
    order_changed = Signal()
    offered = Signal(object)

    def __init__(
        self, pictures: Pictures, parent: QWidget | None = None, *, can_change: bool = True
    ) -> None:
        super().__init__(parent)
        self._can_change = can_change
        self.setAccessibleName(_("Pictures"))
        self.setProperty("variant", "cards")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setSpacing(0)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.DragDrop if can_change else mode.NoDragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        side = scaled_px(2 * max(TILE_PX))
        self._thumbnails = Thumbnails(pictures.folder, side, self, most=80)
        self._thumbnails.ready.connect(lambda _key: self.viewport().update())
        self.setItemDelegate(_Tiles(self, self._thumbnails))
        self.itemClicked.connect(lambda item: self.look_requested.emit(self.row(item)))
        theme_signals().theme_changed.connect(self._fit)
        self._fit()
        self.hide()

    def pictures(self) -> tuple[EntryPicture, ...]:
        return tuple(self.item(row).data(_PICTURE) for row in range(self.count()))

    def show_pictures(self, pictures: Iterable[EntryPicture], current: int = -1) -> None:
        self.clear()
        for picture in pictures:
            item = QListWidgetItem()
            item.setData(_PICTURE, picture)
            item.setSizeHint(self._tile_size())
            self.addItem(item)
        self._name_all()
        self.setVisible(self.count() > 0)
        if self.count():
            self.setCurrentRow(max(0, min(current, self.count() - 1)))

    def describe(self, place: int, words: str) -> None:
        """What one shows."""
        item = self.item(place)
        old: EntryPicture = item.data(_PICTURE)
        item.setData(_PICTURE, EntryPicture(old.file, words, old.width, old.height))
        self._name_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.currentRow(), Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif place < 0:
            super().keyPressEvent(event)
        elif key in ENTER_KEYS or key == Qt.Key.Key_Space:
            self.look_requested.emit(place)
        elif not self._can_change:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self._move(place, _STEPS[key] * (-1 if self.isRightToLeft() else 1))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit(place)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self:
            super().dragEnterEvent(event)
        elif event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is self:
            super().dragMoveEvent(event)
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self:
            self.offered.emit(event.mimeData())
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return
        super().dropEvent(event)
        self._name_all()
        self.order_changed.emit()

    def _move(self, place: int, step: int) -> None:
        to = place + step
        if not 0 <= to < self.count():
            return
        shown = list(self.pictures())
        shown.insert(to, shown.pop(place))
        self.show_pictures(shown, to)
        self.order_changed.emit()

    def _name_all(self) -> None:
        shown: Sequence[EntryPicture] = self.pictures()
        for row, picture in enumerate(shown):
            # Translators: one of the pictures of an entry, “Picture 2 of 5”
            place = _("Picture {n} of {count}", n=number(row + 1), count=number(len(shown)))
            words = dotted(picture.words, place)
            self.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.item(row).setToolTip(plain_tip(picture.words or place))

    def _tile_size(self) -> QSize:
        return QSize(*(scaled_px(side) + SPACE.s for side in TILE_PX))

    def _fit(self) -> None:
        for row in range(self.count()):
            self.item(row).setSizeHint(self._tile_size())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedHeight(self._tile_size().height() + bar)


class _Tiles(QStyledItemDelegate):
    def __init__(self, strip: PictureStrip, thumbnails: Thumbnails) -> None:
        super().__init__(strip)
        self._strip = strip
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size: QSize = index.data(Qt.ItemDataRole.SizeHintRole)
        return size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        picture: EntryPicture = index.data(_PICTURE)
        inset = SPACE.xs
        box = QRectF(option.rect).adjusted(inset, inset, -inset, -inset)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        paint_tile(painter, box, picture, self._thumbnails)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if bool(option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(box, RADIUS.small, RADIUS.small)
        if is_current and self._strip.hasFocus():
            draw_focus_ring(painter, box.adjusted(-3, -3, 3, 3), RADIUS.medium)
        painter.restore()


def paint_tile(
    painter: QPainter, box: QRectF, picture: EntryPicture, thumbnails: Thumbnails
) -> None:
    """A small picture with round corners; a quiet ground while it is read, or where it is lost."""
    image = thumbnails.image(picture.file)
    shape = QPainterPath()
    shape.addRoundedRect(box, RADIUS.small, RADIUS.small)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, colour("sunken"))
    if image is not None:
        painter.drawImage(box, image, filling(image, box))
    else:
        side = scaled_px(_ICON_PX)
        at = QRectF(0, 0, side, side)
        at.moveCenter(box.center())
        paint_icon(painter, at, "image", "ink_faint")
    painter.restore()
    painter.setPen(QPen(colour("hairline"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS.small, RADIUS.small)
