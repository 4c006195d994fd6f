"""Lays two tracks along each other by what was heard of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.ids import TrackId

if TYPE_CHECKING:
    from app.analysis.pitch.pitches import Pitches
    from app.core.jobs import JobContext
    from app.core.source_time import SourceTime
    from app.listening_through.service import HeardMusic
    from app.listening_through.track_features import TrackFeatures

CERTAIN = 0.5  # what is less certain has to be looked at by the listener


@dataclass(frozen=True, slots=True)
class AlignedVersions:
    """What was found of two tracks. anchors: in their own times, ms; none if they have nothing in
    common. certainty: 0..1. transposition: semitones that the second is higher, -5..6.
    """

    track_id: TrackId
    other_track_id: TrackId
    anchors: tuple[tuple[int, int], ...]
    certainty: float
    transposition: int

    @property
    def is_certain(self) -> bool:
        return self.certainty >= CERTAIN and len(self.anchors) > 1


def align_tracks(
    heard: HeardMusic,
    track_id: TrackId,
    other_track_id: TrackId,
    lengths_ms: tuple[int, int],
    job: JobContext,
) -> AlignedVersions | tuple[TrackId, ...]:
    """Or the tracks that weren't listened through yet. lengths_ms: of the two tracks, which no
    anchor lies outside of.

    Raises LookupError when a track is gone, Problem, JobCancelled.
    """
    from app.analysis.versions.aligning import align

    found = {key: heard.features_of(key) for key in (track_id, other_track_id)}
    missing = tuple(key for key, features in found.items() if features is None)
    if missing:
        return missing
    one, other = found[track_id], found[other_track_id]
    assert one is not None and other is not None
    result = align(_heard_part(one), _heard_part(other), job)
    anchors = [
        (_track_ms(one.source, here), _track_ms(other.source, there))
        for here, there in result.anchors
    ]
    kept = _inside(anchors, lengths_ms)
    return AlignedVersions(track_id, other_track_id, kept, result.certainty, result.transposition)


def _heard_part(features: TrackFeatures) -> Pitches:
    return features.pitches.between(features.source.start_ms, features.source.end_ms)


def _track_ms(source: SourceTime, ms: float) -> int:
    """ms: from the start of the track's stretch of the file."""
    return round(source.track_at(source.start_ms + ms))


def _inside(
    anchors: list[tuple[int, int]], lengths_ms: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Without those outside the tracks, and rising also after rounding."""
    kept: list[tuple[int, int]] = []
    for here, there in anchors:
        is_inside = 0 <= here <= lengths_ms[0] and 0 <= there <= lengths_ms[1]
        if is_inside and (not kept or (here > kept[-1][0] and there > kept[-1][1])):
            kept.append((here, there))
    return tuple(kept)
