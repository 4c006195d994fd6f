"""How loud each passage is played, so that none is louder than what was heard before it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.service import Analysis
    from app.core.ids import TrackId
    from app.library.records import HeldFile
    from app.themes.records import Passage

MOST_DB = 15.0  # so much a passage is made quieter at most: beyond that it would be another music


def loudness(
    analysis: Analysis, files: Mapping[TrackId, HeldFile], passages: Sequence[Passage]
) -> list[float | None]:
    """Of each passage in LUFS; from its waveform where its file wasn't listened through, None while
    nothing is known of it. Reads the cache: never on the GUI thread.
    """
    return [_measured(analysis, files.get(one.track_id), one) for one in passages]


def _measured(analysis: Analysis, held: HeldFile | None, passage: Passage) -> float | None:
    if held is None:
        return None
    dynamics = analysis.cached_dynamics(held.payload_hash)
    if dynamics is not None:
        from app.analysis.passage_loudness import passage_lufs

        return passage_lufs(dynamics.measured, held.source, passage.span)
    peaks = analysis.cached_peaks(held.payload_hash)
    if peaks is None:
        return None
    from app.analysis.passage_level import passage_level_db
    from app.analysis.track_wave import on_track_time

    return passage_level_db(on_track_time(peaks, held.source), passage.span)


def gains_db(levels: Sequence[float | None]) -> list[float]:
    """For each: 0, or below it. Louder than it is nothing is made, since that would distort: what
    is loud comes down to what is quiet. What isn't known counts as usual for the others.
    """
    known = [level for level in levels if level is not None]
    if not known:
        return [0.0] * len(levels)
    usual = median(known)
    aim = max(min(known), max(known) - MOST_DB)
    return [min(0.0, aim - (usual if level is None else level)) for level in levels]
