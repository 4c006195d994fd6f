"""A track's marks as the ticks of its overview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.timeline.exchange import changed_stretch
from ui.widgets.overview_painter import OverviewTick

if TYPE_CHECKING:
    from app.core.marks import Mark, MarkKind
    from app.marks.spec import MarkSpec
    from app.timeline.records import TrackTimeline

_SHAPES = ("line", "band", "dot")


class TrackTicks:
    """Of the track that is shown: a new mark makes only its own tick, among ten thousand."""

    def __init__(self) -> None:
        self._known: dict[MarkKind, tuple[Sequence[Mark], list[OverviewTick]]] = {}
        self._of: tuple[TrackTimeline | None, list[OverviewTick]] = (None, [])

    def of(self, timeline: TrackTimeline | None) -> list[OverviewTick]:
        """Lines first and dots last, so that favourites are on top."""
        if timeline is None or timeline is self._of[0]:
            return self._of[1] if timeline is not None else []
        from app.marks.kinds import KINDS

        specs = list(reversed(KINDS.values()))
        kinds = [spec for shape in _SHAPES for spec in specs if spec.overview == shape]
        found = [tick for spec in kinds for tick in self._lane(spec, timeline.lane(spec.kind))]
        self._of = timeline, found
        return found

    def _lane(self, spec: MarkSpec, marks: Sequence[Mark]) -> list[OverviewTick]:
        before, known = self._known.get(spec.kind, ((), []))
        first, old_end, new_end = changed_stretch(before, marks)
        ticks = [*known[:first], *_ticks(spec, marks[first:new_end]), *known[old_end:]]
        self._known[spec.kind] = marks, ticks
        return ticks


def _ticks(spec: MarkSpec, marks: Iterable[Mark]) -> list[OverviewTick]:
    shape, colour = spec.overview, spec.colour
    if shape == "line":
        return [OverviewTick(mark.span, "outline", shape) for mark in marks]
    return [OverviewTick(mark.span, colour(mark), shape) for mark in marks]
