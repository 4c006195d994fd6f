"""How loud a passage is, by the waveform of its track."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.core.timecode import Span

_STEP_MS = 100
_SILENCE = 1e-10  # of full scale, in power


def passage_level_db(wave: WaveSource, span: Span) -> float | None:
    """The mean power in dB below full scale; None for a point, or where nothing is known."""
    import numpy as np

    known = span.clamped(wave.duration_ms)
    if known.is_point:
        return None
    columns = max(1, known.duration_ms // _STEP_MS)
    _mins, _maxs, rms = wave.stretch(known.start_ms, known.end_ms, columns)
    return float(10 * np.log10(np.mean(np.square(rms, dtype=np.float64)) + _SILENCE))
