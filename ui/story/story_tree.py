"""The story as a tree: works, their episodes, scenes in story order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.core.words import _
from app.transactions.typed import Typed
from ui.bridge.track.thumbnails import Thumbnails
from ui.story.drop_place import drop_place
from ui.story.story_nodes import Node, NodeRef, Place, step_place
from ui.story.tree_delegate import COUNT, IS_SPOILER, NAME, REF, Index, StoryDelegate
from ui.story.tree_pictures import drawn_still, plain_still
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.letter_jump import LetterJump
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import plain_tip

STILL_PX = QSize(36, 20)
_OWN_KEYS = frozenset((Qt.Key.Key_N, Qt.Key.Key_Insert, Qt.Key.Key_F2, Qt.Key.Key_Delete))
_DRAFT = -1  # the id of a row that is being named and isn't saved yet
_BELOW = QAbstractItemView.DropIndicatorPosition.BelowItem


class StoryTree(QTreeWidget):
    """Signals, with NodeRefs: picked(ref | None), renamed(ref, name), removal_requested(ref),
    new_requested() by N or Insert, scene_moved(scene id, Place), draft_named(kind, parent ref or
    None, name) when a new row was named, naming_ended() when no name is being edited any more,
    work_opened(work id) by Enter or a double click.
    """

    picked = Signal(object)
    renamed = Signal(object, str)
    removal_requested = Signal(object)
    new_requested = Signal()
    scene_moved = Signal(int, object)
    draft_named = Signal(str, object, str)
    naming_ended = Signal()
    work_opened = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._letters = LetterJump(self)
        self._nodes: tuple[Node, ...] = ()
        self._items: dict[NodeRef, QTreeWidgetItem] = {}
        self._closed: set[NodeRef] = set()
        self._draft: QTreeWidgetItem | None = None
        self._draft_name: str | None = None
        self._before_draft: NodeRef | None = None
        self._is_filling = False
        self._dress()
        delegate = StoryDelegate(self)
        delegate.named.connect(self._on_named)
        delegate.closeEditor.connect(self._on_editor_closed)
        self.setItemDelegate(delegate)
        self.currentItemChanged.connect(lambda *_: self._on_current_changed())
        self.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, REF)))
        self.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, REF)))
        thumbnails.ready.connect(lambda _key: self._draw_stills())
        theme_signals().theme_changed.connect(self._on_theme_changed)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def ref(self) -> NodeRef | None:
        """The selected row."""
        item = self.currentItem()
        return None if item is None or item is self._draft else item.data(0, REF)

    @property
    def is_naming(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """Shows the story; selection, open branches and scroll position stay."""
        if nodes == self._nodes:
            return
        before, top = self.ref, self.itemAt(0, 0)
        top_ref = None if top is None or top is self._draft else top.data(0, REF)
        self._nodes = nodes
        self._is_filling = True
        self.clear()
        self._draft = None
        self._items.clear()
        for node in nodes:
            self._add(node, self.invisibleRootItem())
        self._is_filling = False
        self._draw_stills()
        kept = self._items.get(before) if before is not None else None
        self.setAutoScroll(False)
        if kept is not None:
            self.setCurrentItem(kept)
        self.setAutoScroll(True)
        if top_ref in self._items:
            self.scrollToItem(self._items[top_ref], QAbstractItemView.ScrollHint.PositionAtTop)
        self._on_current_changed()

    def pick(self, ref: NodeRef) -> bool:
        """Selects a row. Returns whether it exists."""
        item = self._items.get(ref)
        if item is None:
            return False
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def begin_draft(self, kind: str, parent: NodeRef | None) -> None:
        """A new row, named in place; draft_named announces it, and Escape discards it."""
        above = self._items[parent] if parent is not None else self.invisibleRootItem()
        self._before_draft = self.ref
        draft = QTreeWidgetItem()
        draft.setData(0, REF, NodeRef(kind, _DRAFT))
        draft.setData(0, NAME, "")
        draft.setFlags(draft.flags() | Qt.ItemFlag.ItemIsEditable)
        above.insertChild(self._draft_index(kind, above), draft)
        above.setExpanded(True)
        self._draft = draft
        self.setCurrentItem(draft)
        self.scrollToItem(draft)
        self.editItem(draft)

    def step_scene(self, step: int) -> None:
        """Moves the selected scene up (-1) or down (1) in the story."""
        ref = self.ref
        if ref is None or ref.kind != "scene":
            return
        for work in self._nodes:
            place = step_place(work, ref.id, step)
            if place is not None:
                self.scene_moved.emit(ref.id, place)
                return

    # --- Qt -------------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """With one ring around all that is selected: the style's would leave out the indent."""
        super().drawRow(painter, option, index)
        if self.hasFocus() and index == self.currentIndex():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            row = QRectF(option.rect)
            row.setLeft(0)
            row.setRight(self.viewport().width())
            draw_focus_ring(painter, row)
            painter.restore()

    def event(self, event: QEvent) -> bool:
        # On the Listen page N writes a note; here it adds a row.
        return claims_key(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ref = event.key(), self.ref
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.step_scene(-1 if key == Qt.Key.Key_Up else 1)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_N, Qt.Key.Key_Insert):
            self.new_requested.emit()
        elif key == Qt.Key.Key_Delete and ref is not None:
            self.removal_requested.emit(ref)
        elif key in ENTER_KEYS and ref is not None and ref.kind == "work":
            self.work_opened.emit(ref.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        ref: NodeRef | None = None if item is None else item.data(0, REF)
        if ref is not None and ref.kind == "work" and item is not self._draft:
            self.work_opened.emit(ref.id)
        else:
            super().mouseDoubleClickEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if self._drop_place(event) is None:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        place, ref = self._drop_place(event), self.ref
        # The rows move when the story is read again; Qt must not move them.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if place is not None and ref is not None:
            self.scene_moved.emit(ref.id, place)

    def _drop_place(self, event: QDropEvent) -> Place | None:
        """Where a drop here would put the selected scene; None where it can't go."""
        scene, target = self.ref, self.itemAt(event.position().toPoint())
        if scene is None or scene.kind != "scene" or target is None:
            return None
        is_below = self.dropIndicatorPosition() == _BELOW
        return drop_place(self._items[scene], target, is_below=is_below)

    # --- making ---------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("Story"))
        leave_space(self)
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size_icons()

    def _add(self, node: Node, above: QTreeWidgetItem) -> None:
        item = QTreeWidgetItem([node.label])
        item.setData(0, REF, node.ref)
        item.setData(0, NAME, node.name)
        item.setData(0, IS_SPOILER, node.is_spoiler)
        item.setData(0, COUNT, node.count)
        # Translators: a scene that is a spoiler
        spoiler = _("{title} · spoiler", title=node.label)
        item.setToolTip(0, plain_tip(spoiler if node.is_spoiler else node.label))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if node.ref.kind == "scene":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if not node.is_covered:
            flags |= Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDropEnabled)
        if node.ref.kind == "work":
            item.setIcon(0, icon(node.icon, 18, "accent_ink"))
        above.addChild(item)
        self._items[node.ref] = item
        for child in node.children:
            self._add(child, item)
        item.setExpanded(node.ref not in self._closed)

    def _draw_stills(self) -> None:
        for work in self._nodes:
            for node in (*work.children, *(s for e in work.children for s in e.children)):
                if node.ref.kind == "scene" and node.ref in self._items:
                    image = self._thumbnails.image(node.still)
                    self._items[node.ref].setIcon(0, QIcon(self._still(image)))

    def _still(self, image: QImage | None) -> QPixmap:
        size = QSize(scaled_px(STILL_PX.width()), scaled_px(STILL_PX.height()))
        dpr = self.devicePixelRatioF()
        return plain_still(size, dpr) if image is None else drawn_still(image, size, dpr)

    def _size_icons(self) -> None:
        self.setIconSize(QSize(scaled_px(STILL_PX.width()), scaled_px(STILL_PX.height())))
        self.setIndentation(scaled_px(16))

    def _draft_index(self, kind: str, above: QTreeWidgetItem) -> int:
        """Episodes come before the scenes outside any episode."""
        if kind != "episode":
            return above.childCount()
        children = (above.child(n) for n in range(above.childCount()))
        return sum(row is not None and row.data(0, REF).kind == "episode" for row in children)

    # --- news -----------------------------------------------------------------------------------

    def _on_current_changed(self) -> None:
        if not self._is_filling and self.currentItem() is not self._draft:
            self.picked.emit(self.ref)

    def _on_named(self, index: QModelIndex, name: str) -> None:
        item = self.itemFromIndex(index)
        ref: NodeRef = item.data(0, REF)
        if item is not self._draft:
            if name != item.data(0, NAME) and (name or ref.kind == "episode"):
                self.renamed.emit(ref, Typed(name, item.data(0, NAME)))
            return
        self._draft_name = name

    def _on_editor_closed(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A draft that was named (an episode needs no name) is announced, any other discarded."""
        draft, self._draft = self._draft, None
        name, self._draft_name = self._draft_name, None
        if draft is not None:
            kind, parent = draft.data(0, REF).kind, draft.parent()
            above = parent.data(0, REF) if parent is not None else None
            (parent or self.invisibleRootItem()).removeChild(draft)
            if name or (name is not None and kind == "episode"):
                self.draft_named.emit(kind, above, name)
            elif self._before_draft is not None:
                self.pick(self._before_draft)
        self.naming_ended.emit()

    def _on_theme_changed(self) -> None:
        self._size_icons()
        self._draw_stills()
