"""How loud a passage is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.analysis.passage_level import passage_level_db
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from app.core.timecode import Span
from tests.support.audio import tone, write_wav
from tests.support.tunes import in_a_row


def test_a_passage_of_half_the_amplitude_is_six_decibels_quieter(tmp_path: Path) -> None:
    loud, soft = tone(2, level=0.5), tone(2, level=0.25)
    write_wav(tmp_path / "both.wav", in_a_row(loud, soft))
    peaks = Analysis(tmp_path / "cache").peaks(
        tmp_path / "both.wav", "1:" + "ab" * 20, JobContext()
    )
    before = passage_level_db(peaks, Span(0, 1900))
    after = passage_level_db(peaks, Span(2100, 4000))
    assert before is not None and after is not None
    assert before - after == pytest.approx(6.02, abs=0.2)
    assert passage_level_db(peaks, Span(1000, 1000)) is None
    assert passage_level_db(peaks, Span(9000, 9500)) is None
