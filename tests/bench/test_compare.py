"""What is said of two revisions: a figure is worse only when the pairs leave no doubt."""

from __future__ import annotations

import itertools
import math
import os
import random
import select
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.compare.__main__ import main
from bench.compare.checkout import Checkout
from bench.compare.figures import comparable
from bench.compare.paired import paired_ratio
from bench.compare.runs import PairedRuns

DRIFT = [1.0, 1.3, 2.1, 0.9, 1.7, 1.1, 1.0, 2.4, 1.2, 1.5, 0.8, 1.1, 1.9, 1.4, 1.0]


def noisy(times: float, seed: int, spread: float = 0.02) -> tuple[list[float], list[float]]:
    """15 pairs on a machine whose speed drifts by a factor of three, `times` slower after."""
    chance = random.Random(seed)
    noise = (math.exp(chance.gauss(0, spread)) for _ in itertools.count())
    before = [10 * drift * next(noise) for drift in DRIFT]
    after = [10 * drift * times * next(noise) for drift in DRIFT]
    return before, after


def test_a_drifting_machine_makes_no_figure_worse() -> None:
    verdicts = [paired_ratio(*noisy(1.0, seed)).is_worse for seed in range(200)]
    assert not any(verdicts)


def test_a_tenth_more_is_worse_however_the_machine_drifts() -> None:
    assert all(paired_ratio(*noisy(1.12, seed)).is_worse for seed in range(50))


def test_the_interval_holds_the_true_ratio_in_nineteen_of_twenty_runs() -> None:
    held = 0
    for seed in range(1000):
        found = paired_ratio(*noisy(1.2, seed))
        held += found.low <= 1.2 <= found.high
    assert 930 <= held <= 975


def test_one_disturbed_run_changes_nothing() -> None:
    before, after = noisy(1.0, 3)
    after[4] *= 30
    assert not paired_ratio(before, after).is_worse
    assert paired_ratio(before, after).ratio == pytest.approx(1.0, abs=0.02)


def test_the_interval_of_a_textbook_sample() -> None:
    # For 15 pairs the 26th of the 120 averages from either end: Hollander & Wolfe, table A.4.
    after = [math.exp(n / 100) for n in range(15)]
    found = paired_ratio([1.0] * 15, after)
    averages = sorted((x + y) / 200 for x in range(15) for y in range(x, 15))
    assert (math.log(found.low), math.log(found.high)) == pytest.approx(
        (averages[25], averages[-26])
    )
    assert math.log(found.ratio) == pytest.approx(0.07)


def test_five_pairs_are_too_few_to_say_anything() -> None:
    with pytest.raises(ValueError, match="5 pairs"):
        paired_ratio([1.0] * 5, [2.0] * 5)


def test_times_and_sizes_are_compared_and_floors_are_not() -> None:
    lines = [
        {"figure": "key", "platform": "xcb", "median_ms": 3.0, "floor_ms": 1.0, "ratio": 3.0},
        {"figure": "search", "ms": {"work": 2.5, "track": 0.5}, "worst_ms": 2.5},
        {"figure": "memory", "mib": 90.0, "marks": 10_000},
    ]
    assert comparable(lines) == {
        "key/xcb/median_ms": 3.0,
        "search/ms/work": 2.5,
        "search/ms/track": 0.5,
        "memory/mib": 90.0,
    }


class Side:
    """A checkout that measures at once: 10 ms times what it is told."""

    def __init__(self, times: float) -> None:
        self.times = times
        self.measured = 0

    def measure(self, _name: str, _arguments: list[str]) -> list[dict[str, Any]]:
        self.measured += 1
        return [{"figure": "key", "median_ms": 10 * self.times}]


def test_an_interrupted_comparison_continues_where_it_stopped(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    sides: Any = (Side(1.0), Side(2.0))
    PairedRuns("marking", (), file).run_until(6, sides, lambda _text: None)
    again = PairedRuns("marking", (), file)
    assert again.count == 6
    again.run_until(15, sides, lambda _text: None)
    assert [side.measured for side in sides] == [1 + 6 + 1 + 9] * 2
    before, after = again.by_figure()["key/median_ms"]
    assert (before, after) == ([10.0] * 15, [20.0] * 15)


def test_another_length_of_run_is_another_comparison(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    sides: Any = (Side(1.0), Side(1.0))
    PairedRuns("marking", ("--presses", "60"), file).run_until(6, sides, lambda _text: None)
    assert PairedRuns("marking", ("--presses", "200"), file).count == 0


def test_an_unknown_revision_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-revision"]) == 2
    assert "no-such-revision" in capsys.readouterr().err


def test_what_a_run_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    leaves_one = """
import subprocess
left = subprocess.Popen(["sleep", "600"])
print('{"pid": %d}' % left.pid)
"""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "leaving.py").write_text(leaves_one)
    (figure,) = Checkout("", tmp_path).measure("leaving", [])
    assert ends(figure["pid"])


def ends(pid: int) -> bool:
    """Whether a process that was killed is through within ten seconds."""
    try:
        watching = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watching], [], [], 10.0)[0])
    finally:
        os.close(watching)
