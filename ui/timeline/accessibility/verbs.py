"""What assistive technology can do on the timeline: hear, edit, delete, move and select marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtGui import (
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
    QAccessibleValueInterface,
)

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text
from ui.timeline.canvas.lane_canvas import LaneCanvas

HEAR, EDIT, DELETE = Text("Hear again"), Text("Edit"), Text("Delete")
_SECOND_MS = 1_000


class MarkActions(QAccessibleActionInterface):
    def __init__(self, canvas: LaneCanvas, ref: MarkRef) -> None:
        super().__init__()
        marks = canvas.marks
        self._verbs: dict[str, tuple[Text, Callable[[], object]]] = {
            "hear": (HEAR, lambda: marks.mark_activated.emit(ref)),
            "edit": (EDIT, lambda: marks.edit_asked.emit(ref)),
            "delete": (DELETE, lambda: marks.delete_asked.emit(ref)),
        }

    def actionNames(self) -> list[str]:
        return list(self._verbs)

    def doAction(self, name: str) -> None:
        if name in self._verbs:
            self._verbs[name][1]()

    def localizedActionName(self, name: str) -> str:
        return str(self._verbs[name][0]) if name in self._verbs else ""

    def localizedActionDescription(self, name: str) -> str:
        return ""

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class MarkValue(QAccessibleValueInterface):
    """When the mark begins, in seconds; setting it moves the mark."""

    def __init__(self, canvas: LaneCanvas, ref: MarkRef) -> None:
        super().__init__()
        self._canvas, self._ref = canvas, ref

    def currentValue(self) -> float:
        span = self._canvas.marks.span_of(self._ref)
        return 0.0 if span is None else span.start_ms / _SECOND_MS

    def minimumValue(self) -> float:
        return 0.0

    def maximumValue(self) -> float:
        return self._canvas.viewport.axis.duration_ms / _SECOND_MS

    def minimumStepSize(self) -> float:
        return 0.01

    def setCurrentValue(self, value: object) -> None:
        span = self._canvas.marks.span_of(self._ref)
        if span is not None and isinstance(value, int | float):
            last_ms = self._canvas.viewport.axis.duration_ms - span.duration_ms
            start_ms = min(max(0, round(value * _SECOND_MS)), max(0, last_ms))
            moved = Span(start_ms, start_ms + span.duration_ms)
            self._canvas.marks.keep_moved({self._ref: moved})


class LaneOfMarks(Protocol):
    """A lane’s interface, as far as its selection goes."""

    canvas: LaneCanvas

    def refs(self) -> Sequence[MarkRef]: ...
    def ref_of(self, child: QAccessibleInterface) -> MarkRef | None: ...
    def mark_accessible(self, ref: MarkRef) -> QAccessibleInterface: ...


class LaneSelection(QAccessibleSelectionInterface):
    """Which of a lane’s marks are selected. Those of other lanes stay as they are."""

    def __init__(self, lane: LaneOfMarks) -> None:
        super().__init__()
        self._lane = lane
        self._marks = lane.canvas.marks

    def selectedItemCount(self) -> int:
        return len(self._refs())

    def selectedItems(self) -> list[QAccessibleInterface]:
        return [self._lane.mark_accessible(ref) for ref in self._refs()]

    def selectedItem(self, place: int) -> QAccessibleInterface:
        refs = self._refs()
        known = 0 <= place < len(refs)
        nobody = cast(QAccessibleInterface, None)
        return self._lane.mark_accessible(refs[place]) if known else nobody

    def isSelected(self, item: QAccessibleInterface) -> bool:
        return self._lane.ref_of(item) in self._marks.selected.refs

    def select(self, item: QAccessibleInterface) -> bool:
        ref = self._lane.ref_of(item)
        if ref is not None and ref not in self._marks.selected.refs:
            self._marks.toggle_selection(ref)
        return ref is not None

    def unselect(self, item: QAccessibleInterface) -> bool:
        ref = self._lane.ref_of(item)
        if ref is not None and ref in self._marks.selected.refs:
            self._marks.toggle_selection(ref)
        return ref is not None

    def selectAll(self) -> bool:
        others = self._marks.selected.refs
        self._marks.set_selected([*others, *self._lane.refs()])
        return True

    def clear(self) -> bool:
        ours = set(self._lane.refs())
        self._marks.set_selected([ref for ref in self._marks.selected.refs if ref not in ours])
        return True

    def _refs(self) -> list[MarkRef]:
        chosen = self._marks.selected.refs
        return [ref for ref in self._lane.refs() if ref in chosen]
