"""Whether a passage can be searched for well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pitch.pitches import LEVEL_STEP_DB, Pitches
from app.analysis.theme_search.records import Doubt, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.analysis.pitch.pitches import Bytes

SHORTEST_MS = 7_000
_SILENT_BELOW_DB = 60.0  # under full scale
_MOSTLY = 0.5
# On the tuning soundtracks, percussion had a median of 35 to 45 for the strongest note of a frame,
# which stayed the same in 26 to 42 % of frames; 95 % of all other music had more than 47 and 42 %.
_CLEAR_FROM = 47
_STEADY_FROM = 0.45


def doubts_about(pitches: Pitches, passage: Passage) -> tuple[Doubt, ...]:
    """What the listener should know before they trust the answer."""
    return tuple(_doubts(pitches.between(passage.start_ms, passage.end_ms), passage))


def _doubts(part: Pitches, passage: Passage) -> Iterator[Doubt]:
    if passage.duration_ms < SHORTEST_MS:
        yield Doubt.TOO_SHORT
    is_silent = part.levels * LEVEL_STEP_DB > _SILENT_BELOW_DB
    if not is_silent.size or is_silent.mean() > _MOSTLY:
        yield Doubt.SILENT
        return
    if not _has_notes(part.strengths[~is_silent]):
        yield Doubt.UNPITCHED


def _has_notes(strengths: Bytes) -> bool:
    """Whether the strongest notes are clear, or stay for a while."""
    import numpy as np

    strongest = strengths.argmax(axis=1)
    steady = np.mean(strongest[1:] == strongest[:-1]) if len(strongest) > 1 else 0.0
    return bool(np.median(strengths.max(axis=1)) >= _CLEAR_FROM or steady >= _STEADY_FROM)
