"""Spans that grow over their lanes while their keys are held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span
from app.core.words import _
from app.emotions.records import Emotion
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.paint.overlay import LiveSpan

_FAVOURITE = "favourite"


class HeldSpans(QObject):
    """Signals: changed(); grown(int, int): only the end of a span moved, from one time to
    another.
    """

    changed = Signal()
    grown = Signal(int, int)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._held: dict[str, LiveSpan] = {}

    @property
    def spans(self) -> tuple[LiveSpan, ...]:
        return tuple(self._held.values())

    def show(self, spans: Sequence[tuple[Emotion | None, Span]]) -> None:
        """Shows exactly these; None is the favourite."""
        held = {emotion.uid if emotion else _FAVOURITE: (emotion, span) for emotion, span in spans}
        ended = [key for key in self._held if key not in held]
        for key in ended:
            del self._held[key]
        if ended:
            self.changed.emit()
        for key, (emotion, span) in held.items():
            self._hold(key, _live(emotion, span))

    def clear(self) -> None:
        self.show(())

    def placed(self, axis: TimeAxis) -> Iterator[tuple[LiveSpan, float, float]]:
        """Each with its top and height; those in one place share its height."""
        parts = {}
        for key, live in self._held.items():
            slot = self._lanes.slot_named(live.lane)
            if slot is not None:
                top, height = slot.lane.live_part(slot.area(axis), key)
                parts[key] = slot.top + top, height
        for key, (top, height) in parts.items():
            beside = [other for other, part in parts.items() if part == (top, height)]
            share = height / len(beside)
            yield self._held[key], top + beside.index(key) * share, share

    def _hold(self, key: str, live: LiveSpan) -> None:
        before = self._held.get(key)
        self._held[key] = live
        if before is None or before.span.start_ms != live.span.start_ms:
            self.changed.emit()
        else:
            self.grown.emit(before.span.end_ms, live.span.end_ms)


def _live(emotion: Emotion | None, span: Span) -> LiveSpan:
    if emotion is None:
        return LiveSpan(_("Favourite"), "accent", "heart", MomentLane.key, span)
    return LiveSpan(emotion.name, emotion.colour, emotion.icon, EmotionLane.key, span)
