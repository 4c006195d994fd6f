"""The journal's list: painted rows with play buttons; keys and a menu for the current row."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.core.search_text import Terms
from app.core.words import _
from app.journal.links import SCHEME
from app.journal.records import ENTRY
from ui.bridge.track.thumbnails import Thumbnails
from ui.journal.list_model import JournalModel
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import ItemRow
from ui.journal.rows_view import RowsView
from ui.journal.words import FindEmotion
from ui.scenes.moment_stills import MomentStills
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.mirror import Mirror
from ui.widgets.own_keys import claims_key


class JournalList(RowsView):
    """Signals, each with the JournalItem: hear_requested, by Space or its play button;
    show_requested (on the timeline), by Enter or a double click; day_requested, by Ctrl+Enter;
    edit_requested, delete_requested; menu_requested(JournalItem, QPoint global);
    pause_requested(), by Space where there is nothing to hear: play or pause whatever is in the
    player. look_requested(JournalItem, int place): a picture of an entry was clicked;
    link_activated(str address): a link in its text.
    """

    hear_requested = Signal(object)
    show_requested = Signal(object)
    day_requested = Signal(object)
    edit_requested = Signal(object)
    delete_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    pause_requested = Signal()
    look_requested = Signal(object, int)
    link_activated = Signal(str)

    def __init__(
        self,
        model: JournalModel,
        find: FindEmotion,
        picture: FindPicture = no_pictures,
        stills: MomentStills | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, RowPainter(find, picture, stills), parent)
        if stills is not None:
            stills.ready.connect(self.viewport().update)
        self._sounding = ""
        self._pointer: QPoint | None = None
        self.setAccessibleName(_("Journal"))
        self.setMouseTracking(True)

    # --- what the page asks ---------------------------------------------------------------------

    @property
    def sounding(self) -> str:
        """The uid of the mark that is playing; empty for none."""
        return self._sounding

    def set_sounding(self, uid: str) -> None:
        if uid != self._sounding:
            self._sounding = uid
            self.viewport().update()

    def use_thumbnails(self, thumbnails: Thumbnails) -> None:
        """From these come the pictures of entries."""
        self._painter.use_thumbnails(thumbnails)
        thumbnails.ready.connect(lambda _key: self.viewport().update())

    def show_terms(self, terms: Terms) -> None:
        """Shows in the rows where these are, which were searched for."""
        self._painter.show_terms(terms)
        self.viewport().update()

    def select_uid(self, uid: str) -> bool:
        number = self._journal.row_of(uid)
        if number is None:
            return False
        self._select(number)
        return True

    def select_first(self) -> None:
        """Select the newest mark if nothing is selected yet."""
        if self.current_item() is None and (first := self._step(-1, 1)) is not None:
            self._select(first)

    # --- keyboard -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if claims_key(event, (Qt.Key.Key_Space,)):  # it plays the row
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.current_item(), event.key()
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.isAutoRepeat() and key in (*ENTER_KEYS, Qt.Key.Key_Space):
            return  # once, however long it is held
        if item is not None and key in ENTER_KEYS:
            (self.day_requested if with_control else self.show_requested).emit(item)
        elif item is not None and key == Qt.Key.Key_Delete:
            self.delete_requested.emit(item)
        elif item is not None and not with_control and key in (Qt.Key.Key_E, Qt.Key.Key_F2):
            self.edit_requested.emit(item)
        elif key == Qt.Key.Key_Space and item is not None and item.span is not None:
            self.hear_requested.emit(item)
        elif key == Qt.Key.Key_Space:
            self.pause_requested.emit()
        elif event.text().strip():
            event.ignore()  # letters are the window's commands; Qt would search by first letter
        else:
            super().keyPressEvent(event)

    # --- pointer --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self._journal.item(self.indexAt(event.position().toPoint()))
        if item is None:
            return
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_play(event.position()):
            self._select(self.indexAt(event.position().toPoint()).row())
            self.hear_requested.emit(item)
            return
        place = self._picture_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._select(self.indexAt(event.position().toPoint()).row())
            self.look_requested.emit(item, place)
            return
        link = self._link_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and link:
            self._select(self.indexAt(event.position().toPoint()).row())
            self.link_activated.emit(link)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self._journal.item(self.indexAt(event.position().toPoint()))
        at = event.position()
        if item is not None and not self._is_part(at):
            self.show_requested.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        at = event.position()
        shapes = Qt.CursorShape
        shape = shapes.PointingHandCursor if self._is_part(at) else shapes.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer = None
            self.viewport().update()
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, at = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        item = self._journal.item(index)
        if item is not None:
            self._select(index.row())
            self.menu_requested.emit(item, at)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        offset = self.verticalOffset()
        number = self._tops.row_at(area.top() + offset)
        while (
            number < self._journal.rowCount() and self._tops.top(number) - offset <= area.bottom()
        ):
            self._paint_row(painter, number)
            number += 1

    def _paint_row(self, painter: QPainter, number: int) -> None:
        row, rect = self._journal.row(number), self._rect(number)
        hovered = self._pointer is not None and rect.contains(self._pointer)
        state = RowState()
        if isinstance(row, ItemRow):
            state = RowState(
                is_current=number == self.currentIndex().row(),
                has_focus=self.hasFocus(),
                is_hovered=hovered,
                is_play_hovered=hovered and self._is_on_play(QPointF(self._pointer or QPoint())),
                is_sounding=row.item.uid == self._sounding,
            )
        painter.save()
        self._painter.paint(painter, QRectF(rect), row, state, self.layoutDirection())
        painter.restore()

    def play_rect(self, index: QModelIndex) -> QRectF:
        """Where an item's play button is."""
        item = self._journal.item(index)
        assert item is not None
        rect = QRectF(self._rect(index.row()))
        return self._mirror(rect).seen(self._painter.measures.play_rect(rect, item))

    def _mirror(self, rect: QRectF) -> Mirror:
        """Of a row, which is measured from the left."""
        return Mirror(rect, self.layoutDirection())

    def _link_at(self, at: QPointF) -> str:
        """The address of the link in an entry's text that is there; empty for none."""
        index = self.indexAt(at.toPoint())
        item = self._journal.item(index)
        if item is None or item.kind is not ENTRY or SCHEME not in item.text:
            return ""
        rect, measures = QRectF(self._rect(index.row())), self._painter.measures
        seen = self._mirror(rect).seen(measures.excerpt_rect(rect, item))
        return measures.entries.link_at(item, seen.width(), at - seen.topLeft())

    def _is_part(self, at: QPointF) -> bool:
        """Whether something else is there than the row itself."""
        return self._is_on_play(at) or self._picture_at(at) >= 0 or bool(self._link_at(at))

    def _picture_at(self, at: QPointF) -> int:
        """Which picture of an entry is there; -1 for none."""
        index = self.indexAt(at.toPoint())
        row = self._journal.row(index.row()) if index.isValid() else None
        if not isinstance(row, ItemRow) or not row.item.links.pictures:
            return -1
        rect = QRectF(self._rect(index.row()))
        return self._painter.measures.picture_at(rect, row, self._mirror(rect).laid_out(at))

    def _is_on_play(self, at: QPointF) -> bool:
        index = self.indexAt(at.toPoint())
        item = self._journal.item(index)
        if item is None or not item.is_hearable:
            return False
        return self.play_rect(index).contains(at)
