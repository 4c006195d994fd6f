"""A piece begins with its first sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis.peaks import Peaks
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.first_notes.first_sound import first_seconds
from tests.support.audio import silence, tone, write_wav


def wave_of(folder: Path, silent_s: float, sounding_s: float) -> Peaks:
    samples = np.concatenate([silence(silent_s), tone(sounding_s, 440.0)])
    path = write_wav(folder / "sound.wav", samples)
    return Analysis(folder / "cache").peaks(path, "a" * 32, JobContext())


@pytest.mark.parametrize("silent_s", [0.0, 0.25, 1.5])
def test_silence_before_it_does_not_count(tmp_path: Path, silent_s: float) -> None:
    heard = first_seconds(Span(0, 20_000), wave_of(tmp_path, silent_s, 20.0))
    assert heard is not None and abs(heard.start_ms - 1_000 * silent_s) <= 20
    assert heard.duration_ms == 10_000


def test_it_is_heard_no_longer_than_the_piece_lasts(tmp_path: Path) -> None:
    heard = first_seconds(Span(1_000, 4_000), wave_of(tmp_path, 2.0, 10.0))
    assert heard is not None and abs(heard.start_ms - 2_000) <= 20 and heard.end_ms == 4_000


def test_what_is_silent_is_not_asked(tmp_path: Path) -> None:
    assert first_seconds(Span(0, 4_000), wave_of(tmp_path, 5.0, 1.0)) is None


def test_without_its_waveform_it_begins_at_its_start() -> None:
    assert first_seconds(Span(500, 30_000), None) == Span(500, 10_500)
