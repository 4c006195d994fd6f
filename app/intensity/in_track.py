"""A file's dynamics on the time of a track that is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.loudness import IntensityCurve
from app.core.timecode import Span
from app.intensity.records import IntensityEvent

if TYPE_CHECKING:
    from app.analysis.dynamics.dynamics import Dynamics
    from app.analysis.dynamics.records import FoundEvent
    from app.core.source_time import SourceTime


@dataclass(frozen=True, slots=True, eq=False)
class TrackDynamics:
    """curve: 0..1, absolute. found: by their starts. Both on the track's own time."""

    curve: IntensityCurve
    found: tuple[IntensityEvent, ...]


def in_track(dynamics: Dynamics, source: SourceTime) -> TrackDynamics:
    """Events before the track's own start are left out, or begin with it."""
    part = own_part(dynamics, source)
    events = (_on_track(event, source) for event in part.events)
    return TrackDynamics(
        _curve_on_track(part.curve, source), tuple(event for event in events if event is not None)
    )


def own_part(dynamics: Dynamics, source: SourceTime) -> Dynamics:
    """Of a track that is a part of its file, that part alone."""
    is_whole = source.start_ms == 0 and source.end_ms is None
    return dynamics if is_whole else dynamics.between(source.start_ms, source.end_ms)


def _on_track(event: FoundEvent, source: SourceTime) -> IntensityEvent | None:
    times = (event.start_ms, event.end_ms, event.peak_ms)
    start_ms, end_ms, peak_ms = (source.to_track(source.start_ms + ms) for ms in times)
    if end_ms <= 0:
        return None
    return IntensityEvent(event.kind, Span(max(0, start_ms), end_ms), max(0, peak_ms))


def _curve_on_track(curve: IntensityCurve, source: SourceTime) -> IntensityCurve:
    if source.offset_ms == 0 and source.tempo_ratio == 1:
        return curve
    import numpy as np

    hop_ms, hops = curve.hop_ms, len(curve.values)
    ends_ms = source.to_track(source.start_ms + hops * hop_ms)
    middles_ms = (np.arange(max(0, -(-ends_ms // hop_ms))) + 0.5) * hop_ms
    heard_ms = (middles_ms - source.offset_ms) / source.tempo_ratio
    places = np.floor(heard_ms / hop_ms).astype(int)
    is_there = (places >= 0) & (places < hops)
    values = np.zeros(len(places), np.float32)
    values[is_there] = curve.values[places[is_there]]
    return IntensityCurve(hop_ms, values)
