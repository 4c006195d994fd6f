"""The intensity line rises where the music does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis.decode import open_sound
from app.analysis.loudness import intensity_curve
from app.analysis.peak_builder import build_peaks
from app.analysis.peaks import Peaks
from app.core.jobs import JobContext
from tests.support.audio import silence, tone, write_audio


def peaks_of(path: Path) -> Peaks:
    with open_sound(path) as reader:
        return build_peaks(reader, JobContext())


def test_soft_then_loud_rises_to_one(tmp_path: Path) -> None:
    sound = np.concatenate([tone(20, level=0.05), tone(20, level=0.5)])
    curve = intensity_curve(peaks_of(write_audio(tmp_path / "a.flac", sound)))
    assert len(curve.values) == 400
    assert curve.at(30_000) == pytest.approx(1.0, abs=0.01)
    assert curve.at(10_000) == pytest.approx(0.5, abs=0.02)  # 20 dB below, of 40
    assert curve.at(17_000) < curve.at(20_000) < curve.at(23_000)
    assert curve.at(99_000_000) == 0
    assert curve.at(-1) == 0


def test_silence_is_flat(tmp_path: Path) -> None:
    curve = intensity_curve(peaks_of(write_audio(tmp_path / "a.flac", silence(2))))
    assert curve.values.max() == 0
