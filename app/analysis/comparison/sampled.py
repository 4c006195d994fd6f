"""How strongly notes sound at given places of a track."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.spectrum import FRAME_MS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.comparison.records import HeardPassage

    Floats = npt.NDArray[np.float32]
    Times = npt.NDArray[np.float64]


def sampled(passage: HeardPassage, track_ms: Times) -> Floats:
    """(times, NOTES), 0 before the track begins and after the file ends. Square roots, as kept."""
    import numpy as np

    source, kept = passage.source, passage.pitches.strengths
    file_ms = source.start_ms + (track_ms - source.offset_ms) / source.tempo_ratio
    frames = np.rint(file_ms / FRAME_MS).astype(np.int64)
    is_inside = (track_ms >= 0) & (file_ms >= source.start_ms) & (frames < len(kept))
    if source.end_ms is not None:
        is_inside &= file_ms < source.end_ms
    found = np.zeros((len(track_ms), NOTES), np.float32)
    found[is_inside] = kept[frames[is_inside]]
    return found
