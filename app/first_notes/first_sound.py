"""Where a piece begins to sound: silence before it isn't time in which it could be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.timecode import Span
from app.first_notes.records import FIRST_MS

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource

_STEP_MS = 10
_AUDIBLE = 0.003  # of full scale: 50 dB below it


def first_seconds(span: Span, wave: WaveSource | None) -> Span | None:
    """From the first sound of a piece on, as much as is heard of it; None if it is silent.

    span: the piece's; wave: of its track, None if it isn't known.
    """
    start_ms = span.start_ms
    if wave is not None:
        offset_ms = _silence_ms(span, wave)
        if offset_ms is None:
            return None
        start_ms += offset_ms
    return Span(start_ms, min(span.end_ms, start_ms + FIRST_MS))


def _silence_ms(span: Span, wave: WaveSource) -> int | None:
    """How long it is silent at first; None for all of it."""
    import numpy as np

    steps = max(1, span.duration_ms // _STEP_MS)
    mins, maxs, _rms = wave.stretch(span.start_ms, span.start_ms + steps * _STEP_MS, steps)
    audible = np.flatnonzero(np.maximum(-mins, maxs) >= _AUDIBLE)
    return int(audible[0]) * _STEP_MS if audible.size else None
