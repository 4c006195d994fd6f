"""How bright a passage is."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.measured import Measured
from app.analysis.passage_brightness import passage_octaves
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span


def measured(*centroids_hz: float) -> Measured:
    """A second of each."""
    hz = np.repeat(np.array(centroids_hz, np.float32), 10)
    return Measured.of(np.full(len(hz), -20, np.float32), np.zeros(len(hz), np.float32), hz)


def test_an_octave_brighter_is_one_more() -> None:
    sound = measured(800, 1600)
    dark = passage_octaves(sound, WHOLE_FILE, Span(0, 1000))
    bright = passage_octaves(sound, WHOLE_FILE, Span(1000, 2000))
    assert dark is not None and bright is not None
    assert bright - dark == pytest.approx(1.0, abs=0.04)
    assert passage_octaves(sound, SourceTime(start_ms=1000), Span(0, 1000)) == bright


def test_silence_is_neither_bright_nor_dark() -> None:
    assert passage_octaves(measured(0, 800), WHOLE_FILE, Span(0, 1000)) is None
    assert passage_octaves(measured(800), WHOLE_FILE, Span(5000, 6000)) is None
