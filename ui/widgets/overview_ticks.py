"""A track's marks as the ticks of its overview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.widgets.overview_painter import OverviewTick

if TYPE_CHECKING:
    from app.core.marks import Mark
    from app.marks.spec import MarkSpec
    from app.timeline.records import TrackTimeline

_SHAPES = ("line", "band", "dot")


def timeline_ticks(timeline: TrackTimeline | None) -> list[OverviewTick]:
    """Lines first and dots last, so that favourites are on top."""
    if timeline is None:
        return []
    from app.marks.kinds import KINDS

    specs = list(reversed(KINDS.values()))
    kinds = [spec for shape in _SHAPES for spec in specs if spec.overview == shape]
    return [tick for spec in kinds for tick in _ticks(spec, timeline.lane(spec.kind))]


def _ticks(spec: MarkSpec, marks: Iterable[Mark]) -> list[OverviewTick]:
    shape, colour = spec.overview, spec.colour
    if shape == "line":
        return [OverviewTick(mark.span, "outline", shape) for mark in marks]
    return [OverviewTick(mark.span, colour(mark), shape) for mark in marks]
