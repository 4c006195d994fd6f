"""How loud a passage sounds, by what was measured of its file."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.measured import SILENT_LUFS, Measured
from app.analysis.passage_loudness import passage_lufs
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span


def measured(*parts: tuple[float, int]) -> Measured:
    """parts: loudness in LUFS, for so many tenths of a second."""
    lufs = np.concatenate([np.full(hops, level, np.float32) for level, hops in parts])
    return Measured.of(lufs, np.zeros(len(lufs), np.float32), np.zeros(len(lufs), np.float32))


def test_it_is_the_mean_power_of_the_passage_alone() -> None:
    file = measured((-40.0, 50), (-20.0, 10), (-10.0, 10), (-40.0, 50))
    loud = passage_lufs(file, WHOLE_FILE, Span(5_000, 7_000))
    assert loud == pytest.approx(10 * np.log10((0.01 + 0.1) / 2), abs=0.2)
    assert passage_lufs(file, WHOLE_FILE, Span(0, 5_000)) == pytest.approx(-40, abs=0.2)


def test_silence_in_it_makes_it_no_quieter() -> None:
    file = measured((SILENT_LUFS, 50), (-20.0, 10), (SILENT_LUFS, 40))
    assert passage_lufs(file, WHOLE_FILE, Span(0, 10_000)) == pytest.approx(-20, abs=0.2)
    assert passage_lufs(file, WHOLE_FILE, Span(0, 5_000)) is None
    assert passage_lufs(file, WHOLE_FILE, Span(20_000, 30_000)) is None


def test_a_track_that_is_a_part_of_its_file_has_its_own_place_in_it() -> None:
    file = measured((-30.0, 50), (-15.0, 50))
    part = SourceTime(5_000, 10_000)
    assert passage_lufs(file, part, Span(0, 2_000)) == pytest.approx(-15, abs=0.2)
