"""What is loud comes down to what is quiet."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.dynamics.measured import Measured
from app.comfort.levels import MOST_DB, gains_db
from app.core.ids import TrackId
from tests.app.comfort.conftest import NOW_MS, Diary


def test_all_sound_as_loud_as_the_quietest(diary: Diary) -> None:
    assert gains_db([-20.0, -14.0, -23.0]) == [-3.0, -9.0, 0.0]


def test_what_is_very_quiet_pulls_nothing_down_without_end() -> None:
    assert gains_db([-50.0, -10.0]) == [0.0, -MOST_DB]


def test_what_was_not_measured_counts_as_usual() -> None:
    assert gains_db([-10.0, None, -20.0]) == [-10.0, -5.0, 0.0]
    assert gains_db([None, None]) == [0.0, 0.0]


def test_moments_are_matched_by_the_loudness_of_their_own_seconds(diary: Diary) -> None:
    loud, quiet = diary.track("Loud"), diary.track("Quiet")
    _measure(diary, loud, {0: -30.0, 500: -12.0, 900: -30.0})
    _measure(diary, quiet, {0: -22.0})
    diary.mark(loud, "comfort", 60_000, intensity=5)
    diary.mark(quiet, "comfort", 60_000)
    first, second = diary.comfort.shelf(diary.own(), diary.wish("comfort"), NOW_MS).moments
    assert first.gain_db == pytest.approx(-10.0, abs=0.4)
    assert second.gain_db == 0.0


def _measure(diary: Diary, track: TrackId, levels: dict[int, float]) -> None:
    """levels: LUFS from a hop on."""
    lufs = np.zeros(1_800, np.float32)
    for hop, level in levels.items():
        lufs[hop:] = level
    measured = Measured.of(lufs, np.zeros(1_800, np.float32), np.full(1_800, 500, np.float32))
    payload = f"1:{int(track):040x}"
    diary.services.analysis.features.keep(payload, DYNAMICS, Dynamics.of(measured))
