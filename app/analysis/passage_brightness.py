"""How bright a passage is, by what was measured of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.analysis.dynamics.measured import Measured
    from app.core.source_time import SourceTime
    from app.core.timecode import Span


def passage_octaves(measured: Measured, source: SourceTime, span: Span) -> float | None:
    """The mean spectral centroid of a track's passage, in octaves above 50 Hz; None for silence.

    measured: of the whole file.
    """
    part = measured.between(source.to_file(span.start_ms), source.to_file(span.end_ms))
    sounds = part.brightness > 0
    return float(part.octaves[sounds].mean()) if sounds.any() else None
