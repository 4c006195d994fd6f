"""The tree of families, with its keys and menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from app.core.words import _
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.themes.families.cell import FamilyCell
from ui.themes.families.model import KEY, ROW, FamiliesModel, FamilyRow, Index
from ui.themes.families.shown import ShownFamilies, ShownFamily
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import draw_focus_ring

Key = Qt.Key
_ARROW_PX = 16
_OWN_KEYS = frozenset((Key.Key_P, Key.Key_Y, Key.Key_N))
_ONCE = _OWN_KEYS | {Key.Key_Delete, Key.Key_F2, Key.Key_Escape, *ENTER_KEYS}  # when held


class FamiliesTree(QTreeView):
    """Signals: play_requested(FamilyRow), a family as a chain or a passage alone;
    chain_requested(FamilyRow), from there on; no_requested(FamilyRow), it is no theme;
    yes_requested(FamilyRow), about one that was dismissed; named(ShownFamily, str);
    menu_requested(FamilyRow, QPoint global); let_go(), Escape; selection_changed();
    writing_ended(), what came meanwhile may be shown.
    """

    play_requested = Signal(object)
    chain_requested = Signal(object)
    no_requested = Signal(object)
    yes_requested = Signal(object)
    named = Signal(object, str)
    menu_requested = Signal(object, QPoint)
    let_go = Signal()
    selection_changed = Signal()
    writing_ended = Signal()

    def __init__(self, model: FamiliesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._families = model
        self._opened: set[object] = set()
        self._name: tuple[ShownFamily, str] | None = None  # told once the field is closed
        self.cell = FamilyCell(model, self._paint_ground, self)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setHeaderHidden(True)
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Melodies that return"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.expanded.connect(lambda index: self._opened.add(index.data(KEY)))
        self.collapsed.connect(lambda index: self._opened.discard(index.data(KEY)))
        self.cell.named.connect(self._keep_name)
        self.cell.closeEditor.connect(lambda *_how: self._on_editor_closed())
        theme_signals().theme_changed.connect(self._on_theme_changed)

    # --- what the panel asks --------------------------------------------------------------------

    @property
    def is_writing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def current(self) -> FamilyRow | None:
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, FamilyRow) else None

    def show_families(self, shown: ShownFamilies, *, with_dismissed: bool) -> None:
        """What is open and the place stay; if the current one is gone, it is the one after it."""
        key, place = self.currentIndex().data(KEY), self._place_of_current()
        opened, scrolled_px = set(self._opened), self.verticalScrollBar().value()
        self.setAutoScroll(False)
        self._families.show(shown, with_dismissed=with_dismissed)
        for index in list(self._families.indexes()):
            if index.data(KEY) in opened:
                self.expand(index)
        self._opened = opened
        index = self._families.index_of(key)
        if not index.isValid():
            index = self._families.index(min(place, self._families.rowCount() - 1), 0)
        self.setCurrentIndex(index)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled_px)
        self.setAutoScroll(True)
        self.selection_changed.emit()

    def go_to_dismissed(self) -> None:
        """To the first of them, if they are shown."""
        group = self._families.index(self._families.rowCount() - 1, 0)
        first = self._families.index(0, 0, group)
        row = first.data(ROW)
        if isinstance(row, FamilyRow) and row.family.dismissed:
            self.expand(group)
            self.setCurrentIndex(first)
            self.scrollTo(first)

    def write(self) -> None:
        """The current family is named in place."""
        index = self.currentIndex()
        row = self.current()
        if row is not None and row.place is not None:
            index = index.parent()
            self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """On one ground, from the indent to the end; the style would fill both by itself."""
        super().drawRow(painter, option, index)
        indent, cell = QRectF(option.rect), self.visualRect(index)
        if self.isRightToLeft():
            indent.setLeft(cell.right() + 1)
            indent.setRight(self.viewport().width())
        else:
            indent.setLeft(0)
            indent.setRight(cell.left())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, indent, index)
        self._paint_arrow(painter, indent, index)
        if self.hasFocus() and index == self.currentIndex():
            draw_focus_ring(painter, self._row(indent), RADIUS.medium)
        painter.restore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: `drawRow` does it."""

    def _row(self, part: QRectF) -> QRectF:
        """The whole row that this is a part of."""
        return QRectF(0, part.top(), self.viewport().width(), part.height())

    def _paint_ground(self, painter: QPainter, part: QRectF, index: Index) -> None:
        """Of a part of the row, as far as that goes."""
        painter.save()
        painter.setClipRect(part)
        painter.fillRect(part, colour("paper"))
        token = self._ground(index)
        if token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(token))
            area = self._row(part).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, indent: QRectF, index: Index) -> None:
        if not self._families.hasChildren(index):
            return
        wide = self.indentation()
        left = indent.left() if self.isRightToLeft() else indent.right() - wide
        arrow = QRectF(0, 0, scaled_px(_ARROW_PX), scaled_px(_ARROW_PX))
        arrow.moveCenter(QRectF(left, indent.top(), wide, indent.height()).center())
        closed = "chevron-left" if self.isRightToLeft() else "chevron-right"
        name = "chevron-down" if self.isExpanded(index) else closed
        paint_icon(painter, arrow, name, "ink_muted")

    def _ground(self, index: Index) -> str:
        row = index.data(ROW)
        is_sounding = isinstance(row, FamilyRow) and self._families.is_sounding(row)
        if is_sounding or self.selectionModel().isSelected(index):
            return "selection"
        at = self.viewport().mapFromGlobal(QCursor.pos())
        return "hover" if self.viewport().underMouse() and self.indexAt(at) == index else ""

    def _place_of_current(self) -> int:
        index = self.currentIndex()
        while index.parent().isValid():
            index = index.parent()
        return max(0, index.row())

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the rows.
        return claims_key(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_writing:  # the field lets Enter through, after it has taken it
            event.ignore()
            return
        key = Key(event.key())
        if event.isAutoRepeat() and key in _ONCE:
            event.accept()
        elif not is_bare(event) or not self._do(key):
            super().keyPressEvent(event)

    def _do(self, key: Qt.Key) -> bool:
        """Returns whether the key means something here."""
        row = self.current()
        if key == Key.Key_Escape:
            self.let_go.emit()
        elif row is None:
            return self._turn_group(key)
        elif key in ENTER_KEYS:
            self.play_requested.emit(row)
        elif key == Key.Key_P:
            self.chain_requested.emit(row)
        elif key == Key.Key_F2 or (key == Key.Key_Y and not row.family.dismissed):
            self.write()
        elif key == Key.Key_Y:
            self.yes_requested.emit(row)
        elif key in (Key.Key_N, Key.Key_Delete) and not row.family.dismissed:
            self.no_requested.emit(row)
        else:
            return key in _OWN_KEYS
        return True

    def _turn_group(self, key: Qt.Key) -> bool:
        """Enter opens and closes it."""
        index = self.currentIndex()
        if key in ENTER_KEYS and index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
            return True
        return key in _OWN_KEYS

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._on_play(event)
        if row is not None:
            self.play_requested.emit(row)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, FamilyRow) and self._on_play(event) is None:
            self.play_requested.emit(row)
        elif isinstance(row, str):
            self.setExpanded(index, not self.isExpanded(index))

    def _on_play(self, event: QMouseEvent) -> FamilyRow | None:
        """The row whose play button is under the pointer."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, FamilyRow) or event.button() != Qt.MouseButton.LeftButton:
            return None
        places = self.cell.places(self.visualRect(index), self.layoutDirection(), row)
        return row if places.play.contains(at) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, at = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, FamilyRow):
            self.setCurrentIndex(index)
            self.menu_requested.emit(row, at)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands."""

    # --- news -----------------------------------------------------------------------------------

    def _keep_name(self, family: ShownFamily, text: str) -> None:
        self._name = family, text

    def _on_editor_closed(self) -> None:
        """What follows from a name may take the focus, which ends an open field once more."""
        name, self._name = self._name, None
        self.writing_ended.emit()
        if name is not None:
            self.named.emit(*name)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        self.selection_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _on_theme_changed(self) -> None:
        self.cell.forget()
        self.scheduleDelayedItemsLayout()
