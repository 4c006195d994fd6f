"""Waveforms in the colours of what was felt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.core.timecode import POINT_LASTS_MS
from app.keepsake.records import KeptLine, KeptWave

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.emotions.records import Emotion

COLUMNS = 400
_LOUDER = 0.7  # an exponent: quiet music is still seen


def kept_wave(
    wave: WaveSource, duration_ms: int, lines: Iterable[KeptLine], emotions: Sequence[Emotion]
) -> KeptWave:
    """Each column in the feeling whose intensities sum up to most there."""
    import numpy as np

    lasts_ms = max(1, duration_ms or wave.duration_ms)
    lows, highs, _rms = wave.stretch(0, lasts_ms, COLUMNS)
    tops = np.maximum(np.abs(lows), np.abs(highs)).clip(0, 1) ** np.float32(_LOUDER)
    places = {one.id: place for place, one in enumerate(emotions)}
    sums = np.zeros((max(1, len(emotions)), COLUMNS), np.int64)
    for line in lines:
        if line.emotion is None or line.span is None or line.is_expressed:
            continue
        first = min(COLUMNS - 1, line.span.start_ms * COLUMNS // lasts_ms)
        end_ms = line.span.start_ms + (line.span.duration_ms or POINT_LASTS_MS)
        end = min(COLUMNS, max(first + 1, -(-end_ms * COLUMNS // lasts_ms)))
        sums[places[line.emotion.id], first:end] += line.intensity
    felt = np.where(sums.max(axis=0) > 0, sums.argmax(axis=0), -1)
    return KeptWave(tops.astype(np.float32), felt)
