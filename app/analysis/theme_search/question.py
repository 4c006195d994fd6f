"""Whether a passage can be searched for well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pitch.pitches import LEVEL_STEP_DB, Pitches
from app.analysis.theme_search.records import Doubt, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_MS = 7_000
_SILENT_BELOW_DB = 60.0  # under full scale
_MOSTLY = 0.5
_PITCHED_FROM = 30  # a kept strength; a clear note is 40 to 90
_FEWEST_PITCHED = 0.25


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
    is_pitched = part.strengths[~is_silent].max(axis=1) >= _PITCHED_FROM
    if is_pitched.mean() < _FEWEST_PITCHED:
        yield Doubt.UNPITCHED
