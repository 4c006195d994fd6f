"""What is in a lane, for screen readers: its marks, or else its other items."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.accessibility.spoken import counted_in_words, selection_in_words
from ui.timeline.accessibility.verbs import MarkActions, MarkValue
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.geometry.lane_area import LaneItem
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import Slot
from ui.widgets.accessible_parts import Part, cast_to
from ui.words.marks import span_in_words

NOBODY = cast(QAccessibleInterface, None)  # Qt accepts it; its type stubs don't say so
_Text = QAccessible.Text
_Role = QAccessible.Role
_Interface = QAccessible.InterfaceType


class Accessible(QAccessibleInterface):
    """What lanes and marks have in common: neither is a QObject."""

    def __init__(self, canvas: LaneCanvas) -> None:
        super().__init__()
        self.canvas = canvas

    def isValid(self) -> bool:
        return True

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Does nothing: texts are edited in the inspector and in the table."""

    def window(self) -> QWindow:
        return self.canvas.window().windowHandle()

    def object(self) -> QObject:
        return cast(QObject, None)

    def _on_screen(self, slot: Slot | None, rect: QRect | None = None) -> QRect:
        """A rectangle of a lane (all of it if None); empty while it is out of view."""
        if slot is None:
            return QRect()
        width = round(self.canvas.viewport.axis.width_px)
        top, bottom = self.canvas.lanes.in_sight(slot)
        part = QRect(0, 0, width, slot.height) if rect is None else rect
        part &= QRect(part.left(), top - slot.top, part.width(), bottom - top)
        corner = self.canvas.mapToGlobal(QPoint(self.canvas.gutter_px, slot.top))
        return part.translated(corner)


class _Leaf(Accessible):
    """What is in a lane, and has nothing in it."""

    def __init__(self, canvas: LaneCanvas, lane: Lane, parent: QAccessibleInterface) -> None:
        """parent: the lane's."""
        super().__init__(canvas)
        self._lane, self._parent = lane, parent

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return NOBODY


def _place(slot: Slot, axis: TimeAxis, span: Span) -> QRectF:
    left, right = axis.x_of(span.start_ms), axis.x_of(span.end_ms)
    return QRectF(left, 0, max(1.0, right - left), slot.height)


class ItemAccessible(_Leaf):
    """What is in a lane beside marks: its words, and when."""

    def __init__(
        self, canvas: LaneCanvas, lane: Lane, parent: QAccessibleInterface, place: int
    ) -> None:
        super().__init__(canvas, lane, parent)
        self.place = place

    def _item(self) -> LaneItem | None:
        items = self._lane.items()
        return items[self.place] if self.place < len(items) else None

    def isValid(self) -> bool:
        return self._item() is not None

    def state(self) -> QAccessible.State:
        state, item = QAccessible.State(), self._item()
        state.active = item is not None and item.is_now
        state.invisible = not self.canvas.isVisible()
        state.offscreen = self.rect().isEmpty()
        state.invalid = item is None
        return state

    def rect(self) -> QRect:
        slot, item = self.canvas.lanes.slot_for(self._lane), self._item()
        if slot is None or item is None:
            return QRect()
        place = _place(slot, self.canvas.viewport.axis, item.span)
        return self._on_screen(slot, place.toAlignedRect())

    def text(self, which: QAccessible.Text) -> str:
        """Name: the line. Value: “0:05.000 to 0:09.000”."""
        item = self._item()
        if item is None or which not in (_Text.Name, _Text.Value):
            return ""
        return item.text if which == _Text.Name else span_in_words(item.span)


class MarkAccessible(_Leaf):
    """One mark: what it is, where it is, whether it is selected."""

    def __init__(
        self, canvas: LaneCanvas, lane: Lane, parent: QAccessibleInterface, ref: MarkRef
    ) -> None:
        super().__init__(canvas, lane, parent)
        self.ref = ref
        self._parts: dict[QAccessible.InterfaceType, Part] = {
            _Interface.ActionInterface: MarkActions(canvas, ref),
            _Interface.ValueInterface: MarkValue(canvas, ref),
        }

    def interface_cast(self, which: QAccessible.InterfaceType) -> int:
        return cast_to(self._parts.get(which))

    def isValid(self) -> bool:
        return self.canvas.marks.span_of(self.ref) is not None

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.invisible = not self.canvas.isVisible()
        state.selected = self.ref in self.canvas.marks.selected.refs
        state.focused = self.ref == self.canvas.marks.standing and self.canvas.hasFocus()
        state.offscreen = self.rect().isEmpty()
        state.invalid = not self.isValid()
        return state

    def rect(self) -> QRect:
        """Of one that is drawn as one of several in a place: its time, in the whole lane."""
        lane, axis = self._lane, self.canvas.viewport.axis
        slot, span = self.canvas.lanes.slot_for(lane), self.canvas.marks.span_of(self.ref)
        if slot is None or span is None or lane.marks is None:
            return QRect()
        found = lane.marks.rect_of(slot.area(axis), self.ref)
        return self._on_screen(slot, (found or _place(slot, axis, span)).toAlignedRect())

    def text(self, which: QAccessible.Text) -> str:
        """Name: “Wonder, felt, intensity 3 of 5: the horns, 0:05.000 to 0:09.000”. Description:
        what else is there. Value: “0:05.000 to 0:09.000”.
        """
        span, lanes = self.canvas.marks.span_of(self.ref), self.canvas.lanes
        if span is None:
            return ""
        if which == _Text.Value:
            return span_in_words(span)
        if which == _Text.Description:
            return counted_in_words(lanes, self.canvas.viewport.axis, self.ref)
        return selection_in_words(lanes, self.ref, span) if which == _Text.Name else ""
