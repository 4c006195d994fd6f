"""The timeline for screen readers: lanes are lists, marks their items.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from app.core.marks import MarkRef
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import Slot
from ui.words.marks import span_in_words

_NOBODY = cast(QAccessibleInterface, None)  # Qt accepts it; its type stubs don't say so
_Text = QAccessible.Text
_Role = QAccessible.Role


@cache
def install_accessibility() -> None:
    """Makes every timeline accessible; once in a process is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return TimelineAccessible(thing) if isinstance(thing, LaneCanvas) else None


class TimelineAccessible(QAccessibleWidget):
    """The widgets on the timeline, then its lanes from top to bottom."""

    def __init__(self, canvas: LaneCanvas) -> None:
        super().__init__(canvas, _Role.Grouping)
        self._canvas = canvas
        self._lanes: dict[int, LaneAccessible] = {}
        lanes = self._lanes
        canvas.destroyed.connect(lambda: _let_go(lanes))

    def childCount(self) -> int:
        return super().childCount() + len(self._canvas.lanes.slots)

    def child(self, index: int) -> QAccessibleInterface:
        widgets = super().childCount()
        if index < widgets:
            return super().child(index)
        slots = self._canvas.lanes.slots
        place = index - widgets
        return self.lane_accessible(slots[place]) if place < len(slots) else _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, LaneAccessible):
            return super().indexOfChild(child)
        places = (n for n, slot in enumerate(self._canvas.lanes.slots) if slot.lane is child.lane)
        place = next(places, None)
        return -1 if place is None else super().childCount() + place

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        at = self._canvas.mapFromGlobal(QPoint(x, y))
        slot = self._canvas.lanes.slot_at(at.y())
        if slot is None or at.x() < self._canvas.gutter_px:
            return super().childAt(x, y)
        return self.lane_accessible(slot)

    def focusChild(self) -> QAccessibleInterface:
        """The mark that keys act on."""
        ref = self._canvas.marks.standing
        slot = self._canvas.lanes.slot_holding(ref) if ref is not None else None
        if ref is None or slot is None:
            return super().focusChild()
        return self.lane_accessible(slot).mark_accessible(ref)

    def lane_accessible(self, slot: Slot) -> LaneAccessible:
        known = self._lanes.get(id(slot.lane))
        if known is None:
            known = self._lanes[id(slot.lane)] = LaneAccessible(self._canvas, slot.lane)
        return known


class _Accessible(QAccessibleInterface):
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


class LaneAccessible(_Accessible):
    """One lane: its name, what is in it, and its marks in time order."""

    def __init__(self, canvas: LaneCanvas, lane: Lane) -> None:
        super().__init__(canvas)
        self.lane = lane
        self.marks: dict[MarkRef, MarkAccessible] = {}

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.canvas)

    def role(self) -> QAccessible.Role:
        return _Role.List if self.lane.marks is not None else _Role.Graphic

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.multiSelectable = self.lane.marks is not None
        state.invisible = self.canvas.lanes.slot_for(self.lane) is None
        return state

    def rect(self) -> QRect:
        return self._on_screen(self.canvas.lanes.slot_for(self.lane))

    def text(self, which: QAccessible.Text) -> str:
        if which == _Text.Name:
            return str(self.lane.title)
        if which == _Text.Description:
            return self.lane.summary(self.canvas.viewport.axis, self.canvas.marks.selected.refs)
        return ""

    def childCount(self) -> int:
        return len(self._refs())

    def child(self, index: int) -> QAccessibleInterface:
        refs = self._refs()
        return self.mark_accessible(refs[index]) if 0 <= index < len(refs) else _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        refs = self._refs()
        is_ours = isinstance(child, MarkAccessible) and child.ref in refs
        return list(refs).index(child.ref) if is_ours and isinstance(child, MarkAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        slot = self.canvas.lanes.slot_for(self.lane)
        if slot is None:
            return _NOBODY
        at = self.canvas.mapFromGlobal(QPoint(x, y))
        hit = self.lane.hit(
            slot.area(self.canvas.viewport.axis), at.x() - self.canvas.gutter_px, at.y() - slot.top
        )
        return self.mark_accessible(hit.ref) if hit is not None and hit.ref is not None else _NOBODY

    def mark_accessible(self, ref: MarkRef) -> MarkAccessible:
        if ref not in self.marks:
            self.marks[ref] = MarkAccessible(self.canvas, self, ref)
        return self.marks[ref]

    def _refs(self) -> Sequence[MarkRef]:
        return self.lane.marks.refs() if self.lane.marks is not None else ()


class MarkAccessible(_Accessible):
    """One mark: what it is, where it is, whether it is selected."""

    def __init__(self, canvas: LaneCanvas, lane: LaneAccessible, ref: MarkRef) -> None:
        super().__init__(canvas)
        self._lane = lane
        self.ref = ref

    def isValid(self) -> bool:
        return self.canvas.marks.span_of(self.ref) is not None

    def parent(self) -> QAccessibleInterface:
        return self._lane

    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.ref in self.canvas.marks.selected.refs
        state.focused = self.ref == self.canvas.marks.standing and self.canvas.hasFocus()
        state.offscreen = self.rect().isEmpty()
        state.invalid = not self.isValid()
        return state

    def rect(self) -> QRect:
        lane = self._lane.lane
        slot = self.canvas.lanes.slot_for(lane)
        if slot is None or lane.marks is None:
            return QRect()
        found = lane.marks.rect_of(slot.area(self.canvas.viewport.axis), self.ref)
        return QRect() if found is None else self._on_screen(slot, found.toAlignedRect())

    def text(self, which: QAccessible.Text) -> str:
        """Name: “Wonder, felt, intensity 3 of 5: the horns”. Value: “0:05.000 to 0:09.000”."""
        lane, span = self._lane.lane, self.canvas.marks.span_of(self.ref)
        if which == _Text.Value:
            return "" if span is None else span_in_words(span)
        if which != _Text.Name or lane.marks is None:
            return ""
        mark = lane.marks.mark(self.ref)
        return "" if mark is None else mark.text

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NOBODY


def _let_go(lanes: dict[int, LaneAccessible]) -> None:
    """Qt caches the interfaces it was given: they are deleted with their timeline."""
    for lane in lanes.values():
        for voice in (*lane.marks.values(), lane):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(voice))
    lanes.clear()
