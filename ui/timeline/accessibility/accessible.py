"""The timeline for screen readers: lanes are lists, marks and lines of lyrics their items.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from app.core.marks import MarkRef
from ui.timeline.accessibility.contents import (
    NOBODY,
    Accessible,
    ItemAccessible,
    MarkAccessible,
)
from ui.timeline.accessibility.description import in_words
from ui.timeline.accessibility.verbs import LaneSelection
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import Slot
from ui.widgets.accessible_parts import cast_to

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

    def text(self, which: QAccessible.Text) -> str:
        """Its description is put in words when it is asked for: changes in it are no news, as the
        mark that keys act on is said by itself.
        """
        said = super().text(which)
        return in_words(self._canvas) if which == _Text.Description and not said else said

    def childCount(self) -> int:
        return super().childCount() + len(self._canvas.lanes.slots)

    def child(self, index: int) -> QAccessibleInterface:
        widgets = super().childCount()
        if index < widgets:
            return super().child(index)
        slots = self._canvas.lanes.slots
        place = index - widgets
        return self.lane_accessible(slots[place]) if place < len(slots) else NOBODY

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


class LaneAccessible(Accessible):
    """One lane: its name, what is in it, and its marks or other items in time order."""

    def __init__(self, canvas: LaneCanvas, lane: Lane) -> None:
        super().__init__(canvas)
        self.lane = lane
        self.marks: dict[MarkRef, MarkAccessible] = {}
        self.items: dict[int, ItemAccessible] = {}
        self._selection = LaneSelection(self)

    def interface_cast(self, which: QAccessible.InterfaceType) -> int:
        has = which == QAccessible.InterfaceType.SelectionInterface and self.lane.marks is not None
        return cast_to(self._selection if has else None)

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.canvas)

    def role(self) -> QAccessible.Role:
        is_list = self.lane.marks is not None or self.lane.items()
        return _Role.List if is_list else _Role.Graphic

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.multiSelectable = self.lane.marks is not None
        is_there = self.canvas.lanes.slot_for(self.lane) is not None
        state.invisible = not (is_there and self.canvas.isVisible())
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
        return len(self.refs() if self.lane.marks is not None else self.lane.items())

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self.childCount():
            return NOBODY
        if self.lane.marks is None:
            return self.item_accessible(index)
        return self.mark_accessible(self.refs()[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, ItemAccessible):
            return child.place
        ref = self.ref_of(child)
        return -1 if ref is None else list(self.refs()).index(ref)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        slot = self.canvas.lanes.slot_for(self.lane)
        if slot is None:
            return NOBODY
        at = self.canvas.mapFromGlobal(QPoint(x, y))
        hit = self.lane.hit(
            slot.area(self.canvas.viewport.axis), at.x() - self.canvas.gutter_px, at.y() - slot.top
        )
        if hit is None:
            return NOBODY
        if hit.ref is not None:
            return self.mark_accessible(hit.ref)
        places = (n for n, item in enumerate(self.lane.items()) if item.span == hit.span)
        return self.child(next(places, -1))

    def mark_accessible(self, ref: MarkRef) -> MarkAccessible:
        if ref not in self.marks:
            self.marks[ref] = MarkAccessible(self.canvas, self.lane, self, ref)
        return self.marks[ref]

    def item_accessible(self, place: int) -> ItemAccessible:
        if place not in self.items:
            self.items[place] = ItemAccessible(self.canvas, self.lane, self, place)
        return self.items[place]

    def ref_of(self, child: QAccessibleInterface) -> MarkRef | None:
        """The mark of this lane that it stands for."""
        is_ours = isinstance(child, MarkAccessible) and child.ref in self.refs()
        return child.ref if is_ours and isinstance(child, MarkAccessible) else None

    def refs(self) -> Sequence[MarkRef]:
        return self.lane.marks.refs() if self.lane.marks is not None else ()


def _let_go(lanes: dict[int, LaneAccessible]) -> None:
    """Qt caches the interfaces it was given: they are deleted with their timeline."""
    for lane in lanes.values():
        for voice in (*lane.marks.values(), *lane.items.values(), lane):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(voice))
    lanes.clear()
