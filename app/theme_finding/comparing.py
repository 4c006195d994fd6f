"""Laying two passages of tracks over each other, from what was heard of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.comparison.fitting import fitted
from app.analysis.comparison.laying import lay_over
from app.analysis.comparison.records import HeardPassage

if TYPE_CHECKING:
    from app.analysis.comparison.records import Comparison
    from app.core.ids import TrackId
    from app.listening_through.service import HeardMusic
    from app.themes.records import Change, Passage


def compare(
    heard: HeardMusic,
    home: Passage,
    here: Passage,
    change: Change,
    start_ms: int | None = None,
) -> Comparison | tuple[TrackId, ...]:
    """Or the tracks that weren't listened through yet. change: what is known of how the other one
    differs. start_ms: where its beginning is, if that is known; otherwise it is heard.

    Raises LookupError when a track is gone, Problem.
    """
    places = (home, here)
    found = {place.track_id: heard.features_of(place.track_id) for place in places}
    missing = tuple(track_id for track_id, features in found.items() if features is None)
    passages = [
        HeardPassage(features.pitches, features.source, place.span)
        for place in places
        if (features := found[place.track_id]) is not None
    ]
    if missing:
        return missing
    one, other = passages
    fit = fitted(one, other, *change)
    return lay_over(one, other, fit if start_ms is None else fit.moved(start_ms - fit.start_ms))
