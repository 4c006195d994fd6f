"""The build, climax, drop or break that keys and mouse act on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span
from app.core.words import _
from app.intensity.records import EventKind, IntensityEvent
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.viewport import Viewport
from ui.words.intensity import placed_in_words


class EventWalk(QObject):
    """at: the event. Choosing one lets the selected marks go, and selecting a mark lets it go.

    Signals: changed(); moved(IntensityEvent, Span), on release of a drag or of an arrow key;
    activated(IntensityEvent), to be heard.
    """

    changed = Signal()
    moved = Signal(object, object)
    activated = Signal(object)

    def __init__(
        self,
        lanes: LaneStack,
        viewport: Viewport,
        marks: MarkSelection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane, self._viewport, self._marks = lanes.of(IntensityLane), viewport, marks
        self.is_held: Callable[[], bool] = lambda: False
        self.at: IntensityEvent | None = None
        self._saved: Span | None = None  # where the event was last moved to

    @property
    def events(self) -> tuple[IntensityEvent, ...]:
        return self._lane.events

    @property
    def is_known(self) -> bool:
        """Whether the track was listened through."""
        return self._lane.is_known

    @property
    def span(self) -> Span | None:
        """Where the event is shown."""
        if self.at is None:
            return None
        return self._lane.moved or self.at.span

    def neighbour(self, kind: EventKind, step: int) -> IntensityEvent | None:
        """The next (1) or previous (-1) event of a kind, from the chosen one, else the playhead."""
        here_ms = self._viewport.position_ms
        if self.at is not None and self.at.kind is kind:
            here_ms = top_of(self.at)
        of_kind = [event for event in self.events if event.kind is kind]
        beyond = [event for event in of_kind if (top_of(event) - here_ms) * step > 0]
        return min(beyond, key=lambda event: abs(top_of(event) - here_ms), default=None)

    def choose(self, event: IntensityEvent) -> None:
        self._marks.set_selected(())
        self._show(event, None)
        self._viewport.reveal(event.span)

    def leave(self) -> None:
        if self.at is not None:
            self._show(None, None)

    def activate(self) -> None:
        if self.at is not None:
            self.activated.emit(self.at)

    def show_moved(self, span: Span | None, snap: Edge | None = None) -> None:
        """While it is being moved; None: where it is saved."""
        if self.at is not None:
            self._marks.show_moved({}, snap)
            self._show(self.at, span)

    def keep_moved(self) -> None:
        """It stays where it was moved to."""
        event, span = self.at, self.span
        self._marks.show_moved({})
        if event is None or span is None:
            return
        if span == event.span:
            self._show(event, None)
            return
        self._saved = span
        self.moved.emit(event, span)

    def follow(self) -> None:
        """The events were read again: it is the same one, wherever it is now."""
        if self.at is not None and not self.is_held():
            self._show(self._same_as(self.at), None)

    def in_words(self) -> str:
        if self.at is None:
            return ""
        return _("{event}. Enter plays from its build.", event=placed_in_words(self.at))

    def _same_as(self, event: IntensityEvent) -> IntensityEvent | None:
        span = self._saved or event.span
        of_kind = [other for other in self.events if other.kind is event.kind]
        by_id = (other for other in of_kind if event.correction_id == other.correction_id)
        exact = next((other for other in of_kind if other.span == span), None)
        if exact is not None:
            return exact
        if event.correction_id is not None and (found := next(by_id, None)) is not None:
            return found
        near = (other for other in of_kind if other.span.coincides(event.span))
        return next(near, None)

    def _show(self, event: IntensityEvent | None, moved: Span | None) -> None:
        if event != self.at:
            self._saved = None
        self.at = event
        self._lane.show_chosen(event, moved)
        self.changed.emit()


def top_of(event: IntensityEvent) -> int:
    """Where one goes to hear it."""
    return event.span.start_ms if event.peak_ms is None else event.peak_ms
