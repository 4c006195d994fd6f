"""The story line for screen readers: lanes are lists, scenes, cues and returns their items.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from ui.story_line.canvas import LineCanvas
from ui.story_line.stops import LaneKey, Stop
from ui.story_line.words import lane_title, stop_in_words

_NOBODY = cast(QAccessibleInterface, None)  # Qt accepts it; its type stubs don't say so
_Text = QAccessible.Text
_Role = QAccessible.Role


@cache
def install_accessibility() -> None:
    """Makes every story line accessible; once in a process is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return LineAccessible(thing) if isinstance(thing, LineCanvas) else None


class LineAccessible(QAccessibleWidget):
    """The widgets on the line, then its lanes from top to bottom."""

    def __init__(self, canvas: LineCanvas) -> None:
        super().__init__(canvas, _Role.Grouping)
        self._canvas = canvas
        self._lanes: dict[LaneKey, LaneAccessible] = {}
        lanes = self._lanes
        canvas.destroyed.connect(lambda: _let_go(lanes))

    def childCount(self) -> int:
        return super().childCount() + len(self._keys())

    def child(self, index: int) -> QAccessibleInterface:
        widgets = super().childCount()
        if index < widgets:
            return super().child(index)
        keys = self._keys()
        place = index - widgets
        return self.lane_accessible(keys[place]) if place < len(keys) else _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, LaneAccessible):
            return super().indexOfChild(child)
        keys = self._keys()
        return super().childCount() + keys.index(child.key) if child.key in keys else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        stop = self._canvas.sight.stop_at(QPointF(self._canvas.mapFromGlobal(QPoint(x, y))))
        return super().childAt(x, y) if stop is None else self.lane_accessible(stop.lane)

    def focusChild(self) -> QAccessibleInterface:
        """What keys act on."""
        stop = self._canvas.view.selection.stop
        if stop is None:
            return super().focusChild()
        return self.lane_accessible(stop.lane).stop_accessible(stop)

    def lane_accessible(self, key: LaneKey) -> LaneAccessible:
        if key not in self._lanes:
            self._lanes[key] = LaneAccessible(self._canvas, key)
        return self._lanes[key]

    def _keys(self) -> tuple[LaneKey, ...]:
        stops = self._canvas.view.stops
        return () if stops is None else stops.lanes


class _Accessible(QAccessibleInterface):
    """What lanes and stops have in common: neither is a QObject."""

    def __init__(self, canvas: LineCanvas) -> None:
        super().__init__()
        self.canvas = canvas

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Does nothing: what is told here is edited on its own page."""

    def window(self) -> QWindow:
        return self.canvas.window().windowHandle()

    def object(self) -> QObject:
        return cast(QObject, None)

    def _on_screen(self, rect: QRect) -> QRect:
        """Empty while it is out of view."""
        place = self.canvas.sight.place
        if place is None:
            return QRect()
        return (rect & place.field).translated(self.canvas.mapToGlobal(QPoint(0, 0)))


class LaneAccessible(_Accessible):
    """One lane: its name, and what is in it, in story order."""

    def __init__(self, canvas: LineCanvas, key: LaneKey) -> None:
        super().__init__(canvas)
        self.key = key
        self.stops: dict[Stop, StopAccessible] = {}

    def isValid(self) -> bool:
        stops = self.canvas.view.stops
        return stops is not None and self.key in stops.lanes

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.canvas)

    def role(self) -> QAccessible.Role:
        return _Role.List

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.invisible = self.rect().isEmpty() or not self.canvas.isVisible()
        return state

    def rect(self) -> QRect:
        place = self.canvas.sight.place
        row = None if place is None else place.rows.row_of(self.key)
        if place is None or row is None:
            return QRect()
        top = place.rows.top_of(row)
        return self._on_screen(QRect(place.field.left(), top, place.field.width(), row.height))

    def text(self, which: QAccessible.Text) -> str:
        stops = self.canvas.view.stops
        if which != _Text.Name or stops is None or not self.isValid():
            return ""
        return lane_title(stops, self.key)

    def childCount(self) -> int:
        return len(self._stops())

    def child(self, index: int) -> QAccessibleInterface:
        stops = self._stops()
        return self.stop_accessible(stops[index]) if 0 <= index < len(stops) else _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        stops = self._stops()
        is_ours = isinstance(child, StopAccessible) and child.stop in stops
        return stops.index(child.stop) if is_ours and isinstance(child, StopAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        stop = self.canvas.sight.stop_at(QPointF(self.canvas.mapFromGlobal(QPoint(x, y))))
        is_ours = stop is not None and stop.lane == self.key
        return self.stop_accessible(stop) if is_ours and stop is not None else _NOBODY

    def stop_accessible(self, stop: Stop) -> StopAccessible:
        if stop not in self.stops:
            self.stops[stop] = StopAccessible(self.canvas, self, stop)
        return self.stops[stop]

    def _stops(self) -> list[Stop]:
        stops = self.canvas.view.stops
        return stops.along(self.key) if stops is not None and self.isValid() else []


class StopAccessible(_Accessible):
    """A scene, a cue, or where a theme returns."""

    def __init__(self, canvas: LineCanvas, lane: LaneAccessible, stop: Stop) -> None:
        super().__init__(canvas)
        self._lane = lane
        self.stop = stop

    def isValid(self) -> bool:
        stops = self.canvas.view.stops
        return stops is not None and stops.is_here(self.stop)

    def parent(self) -> QAccessibleInterface:
        return self._lane

    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.stop == self.canvas.view.selection.stop
        state.focused = state.selected and self.canvas.hasFocus()
        state.offscreen = self.rect().isEmpty()
        state.invisible = not self.canvas.isVisible()
        state.invalid = not self.isValid()
        return state

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        return self._on_screen(self.canvas.sight.rect_of(self.stop).toAlignedRect())

    def text(self, which: QAccessible.Text) -> str:
        stops = self.canvas.view.stops
        if which != _Text.Name or stops is None or not self.isValid():
            return ""
        return stop_in_words(stops, self.stop)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NOBODY


def _let_go(lanes: dict[LaneKey, LaneAccessible]) -> None:
    """Qt caches the interfaces it was given: they are deleted with their line."""
    for lane in lanes.values():
        for voice in (*lane.stops.values(), lane):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(voice))
    lanes.clear()
