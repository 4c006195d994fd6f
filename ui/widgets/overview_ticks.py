"""A track's marks as the ticks of its overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.overview_painter import OverviewTick

if TYPE_CHECKING:
    from app.timeline.records import TrackTimeline


def timeline_ticks(timeline: TrackTimeline | None) -> list[OverviewTick]:
    """Scenes first and favourites last, so that hearts lie on top."""
    if timeline is None:
        return []
    ticks = [OverviewTick(cue.span, "outline", "cue") for cue in timeline.cues]
    ticks += [
        OverviewTick(item.span, item.theme.colour, "occurrence") for item in timeline.occurrences
    ]
    ticks += [OverviewTick(item.tag.span, item.emotion.colour, "tag") for item in timeline.tags]
    ticks += [OverviewTick(item.span, "accent", "moment") for item in timeline.moments]
    return ticks
