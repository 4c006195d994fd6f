"""The lanes' names at the left: icon and name, or only the icon in a narrow window.

They are also the lanes' handles: drag a name to move a lane, drag an edge to change its height, or
use the keys.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.core.words import Text, _
from ui.timeline.canvas.adding_buttons import AddingButtons
from ui.timeline.canvas.gutter_painter import GutterLook, row_named_at
from ui.timeline.canvas.gutter_picture import GutterPicture
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import SEPARATOR_PX, LaneStack, Slot
from ui.timeline.paint.frame import paint_frame
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.viewport import Viewport
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

_EDGE_PX = 4
_STEP_LINES = 0.5  # by how much a key changes a height, in lines of text
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIZES = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Underscore: -1,
}
_HINT = Text(
    "Drag to move the lane, its lower edge to change its height. Right-click for all lanes."
)
_SCROLL_HINT = Text("The wheel scrolls the lanes.")
_KEYS = Text(
    "Up and Down choose a lane, Alt+Up and Alt+Down move it, plus and minus change its height, "
    "Ctrl+Delete hides it, Enter lists all lanes."
)


class LaneGutter(QWidget):
    """Signals: chosen(LaneChoices), by the listener; menu_requested(QPoint), the point global;
    lane_reached(Lane), by keys, to be shown; scrolled(int), by so many pixels, with the wheel;
    adding_requested(str), in the lane of this key.
    """

    chosen = Signal(object)
    menu_requested = Signal(QPoint)
    lane_reached = Signal(object)
    scrolled = Signal(int)
    adding_requested = Signal(str)

    def __init__(
        self,
        lanes: LaneStack,
        viewport: Viewport,
        has_ring: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        """has_ring: whether the view around it shows a focus ring."""
        super().__init__(parent)
        self._lanes, self._viewport = lanes, viewport
        self._has_ring = has_ring
        self._picture = GutterPicture()
        self.adding = AddingButtons(lanes, self)
        self.adding.pressed.connect(self.adding_requested)
        self._named: object = None  # what its names depend on
        self._current: str | None = None  # the lane that keys act on
        self._pressed: tuple[QPoint, str] | None = None
        self._resized: tuple[str, int, LaneChoices] | None = None  # key, its top, as it was
        self._drop_at: int | None = None  # among the slots, while a name is dragged
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Lanes of the timeline"))
        self._describe()

    def follow(self, axis: TimeAxis) -> None:
        """Lanes and rows move, and rows part as one zooms: repaints their names if they did."""
        labels = [slot.lane.side_labels(slot.area(axis)) for slot in self._lanes.slots]
        named = self._lanes.slots, self._lanes.bottom, labels
        if named != self._named:
            self._named = named
            self.update()

    # places

    def slot_of(self, key: str) -> Slot | None:
        return self._lanes.slot_for(self._lanes.by_key[key])

    def _key_at(self, at: QPoint) -> str | None:
        slot = self._lanes.slot_at(at.y())
        return slot.lane.key if slot is not None and slot.lane.key in self._lanes.by_key else None

    def _edge_at(self, at: QPoint) -> str | None:
        """The lane whose lower edge is here."""
        if at.y() <= self._lanes.ruler_bottom + _EDGE_PX:
            return None  # the ruler has a fixed height, and covers what is scrolled under it
        for slot in self._lanes.slots[1:]:
            if abs(at.y() - slot.bottom - SEPARATOR_PX / 2) <= _EDGE_PX:
                return slot.lane.key
        return None

    def tip_of(self, key: str, y: int | None = None) -> str:
        """The tooltip of a lane's name; at a height, of its row there first."""
        hint = f"{_HINT} {_SCROLL_HINT}" if self._lanes.overflow_px else str(_HINT)
        slot = self.slot_of(key)
        row = row_named_at(slot, self._viewport.axis, y) if slot is not None and y else ""
        return "\n".join(filter(None, (row, str(self._lanes.by_key[key].title), hint)))

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        edge, key = self._edge_at(at), self._key_at(at)
        slot = self.slot_of(edge) if edge else None
        if edge and slot:
            self._resized = (edge, slot.top, self._lanes.choices)
        elif key:
            self._pressed = (at, key)
            self._set_current(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._resized is not None:
            key, top, _before = self._resized
            self._resize(key, at.y() - top)
        elif self._pressed is not None:
            self._drag_to(at)
        else:
            self._show_cursor(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, drop_at = self._pressed, self._drop_at
        self._let_go()
        if pressed is not None and drop_at is not None:
            slots = self._lanes.slots
            before = slots[drop_at].lane.key if drop_at < len(slots) else None
            self.chosen.emit(self._lanes.choices.placed(self._lanes.by_key, pressed[1], before))
        self._show_cursor(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on an edge gives its lane its usual height."""
        edge = self._edge_at(event.position().toPoint())
        if edge is not None:
            self.chosen.emit(self._lanes.choices.with_height(edge, None))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._key_at(event.pos())
        if key is not None:
            self._set_current(key)
        self.menu_requested.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the names the wheel scrolls the lanes; if all are in view it zooms, as elsewhere."""
        event.setAccepted(self._lanes.overflow_px > 0)
        if event.isAccepted():
            fine = event.pixelDelta().y()
            self.scrolled.emit(-(fine or event.angleDelta().y()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self._key_at(event.pos())
            tip = self.tip_of(key, event.pos().y()) if key else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self._current
        if not self._is_ours(event) or current is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            seen = [name for name, _slot in self._named_slots()]
            choices = self._lanes.choices
            self.chosen.emit(choices.moved(self._lanes.by_key, current, _STEPS[key], seen))
            self._reach()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _SIZES:
            slot = self.slot_of(current)
            if slot is not None:
                self._resize(
                    current, slot.height + round(_SIZES[key] * _STEP_LINES * caption_height())
                )
                self._reach()
        elif key == Qt.Key.Key_Delete:
            self._step(1)
            self.chosen.emit(self._lanes.choices.with_shown(current, False))
        else:
            slot = self.slot_of(current)
            self.menu_requested.emit(self.mapToGlobal(QPoint(8, slot.top if slot else 0)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        named = self._named_slots()
        if named and self._current not in dict(named):
            self._current = named[0][0]
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._reach()
        self._describe()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._give_up()
        self.update()
        super().focusOutEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        key, keys = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            return self._pressed is not None or self._resized is not None
        if key in _STEPS:
            return not keys & ~Qt.KeyboardModifier.AltModifier
        if key in _SIZES:
            return not keys & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Delete:  # alone, it deletes marks wherever the focus is
            return keys == Qt.KeyboardModifier.ControlModifier
        return key in ENTER_KEYS and not keys

    def _step(self, step: int) -> None:
        names = [name for name, _slot in self._named_slots()]
        if self._current in names:
            place = names.index(self._current) + step
            self._set_current(names[min(len(names) - 1, max(0, place))])
            self._reach()

    def _reach(self) -> None:
        """Scrolls the lane that keys act on into view."""
        if self._current is not None:
            self.lane_reached.emit(self._lanes.by_key[self._current])

    def _set_current(self, key: str) -> None:
        self._current = key
        self._describe()
        self.update()

    # actions

    def _resize(self, key: str, height: int) -> None:
        least = self._lanes.by_key[key].heights().least
        self.chosen.emit(self._lanes.choices.with_height(key, max(least, height)))
        self._describe()

    def _drag_to(self, at: QPoint) -> None:
        assert self._pressed is not None
        start, _key = self._pressed
        if abs(at.y() - start.y()) >= QApplication.startDragDistance() / 2 or self._drop_at:
            slots = self._lanes.slots
            above = [n for n, slot in enumerate(slots) if slot.top + slot.height / 2 < at.y()]
            self._drop_at = max(1, len(above))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def _give_up(self) -> None:
        """Puts everything back where it was before the mouse gesture."""
        resized = self._resized
        self._let_go()
        if resized is not None:
            self.chosen.emit(resized[2])

    def _let_go(self) -> None:
        self._pressed, self._resized, self._drop_at = None, None, None
        self.update()

    def _show_cursor(self, at: QPoint) -> None:
        if self._edge_at(at) is not None:
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        elif self._key_at(at) is not None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _named_slots(self) -> list[tuple[str, Slot]]:
        return [(slot.lane.key, slot) for slot in self._lanes.slots[1:]]

    def _describe(self) -> None:
        names = [name for name, _slot in self._named_slots()]
        if self._current in names:
            words = _(
                "{lane}, {place} of {count}. {keys}",
                lane=str(self._lanes.by_key[self._current].title),
                place=str(names.index(self._current) + 1),
                count=str(len(names)),
                keys=str(_KEYS),
            )
            describe(self, words)
        else:
            describe(self, str(_KEYS))

    def paintEvent(self, event: QPaintEvent) -> None:
        is_dragging = self._drop_at is not None and self._pressed is not None
        look = GutterLook(
            ringed=self._current if self.hasFocus() else None,
            dragged=self._pressed[1] if is_dragging and self._pressed else None,
            drop_at=self._drop_at,
        )
        painter = QPainter(self)
        self._picture.copy_to(
            painter, self.rect(), self._lanes, self._viewport.axis.aligned(), look
        )
        lanes = QRect(
            0, 0, self.window().width(), self._lanes.bottom
        )  # its right edge is out of view
        paint_frame(painter, lanes, event.rect(), has_focus=self._has_ring())
        painter.end()
