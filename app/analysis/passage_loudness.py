"""How loud a passage sounds, by what was measured of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.analysis.dynamics.measured import Measured
    from app.core.source_time import SourceTime
    from app.core.timecode import Span


def passage_lufs(measured: Measured, source: SourceTime, span: Span) -> float | None:
    """K-weighted loudness of a track's passage in LUFS, without what is silent in it; None where
    all of it is.

    measured: of the whole file. Source: ITU-R BS.1770, with its absolute gate alone.
    """
    import numpy as np

    from app.analysis.dynamics.measured import SILENT_LUFS

    part = measured.between(source.to_file(span.start_ms), source.to_file(span.end_ms))
    lufs = part.lufs[part.lufs > SILENT_LUFS].astype(np.float64)
    return float(10 * np.log10(np.mean(10 ** (lufs / 10)))) if len(lufs) else None
