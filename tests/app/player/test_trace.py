from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.errors import Problem
from app.player.backend import VlcMissing
from app.player.trace import play_file
from tests.support.audio import clicks, write_wav


@pytest.fixture
def two_seconds(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "two.wav", clicks(2.0))


def played(path: Path, *, start_s: float = 0.0, seconds: float | None = None) -> list[dict]:
    trace = path.with_suffix(".jsonl")
    try:
        assert play_file(path, start_s, seconds, trace, is_silent=True, out=io.StringIO()) == 0
    except VlcMissing as missing:
        pytest.skip(str(missing))
    return [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]


def test_it_plays_to_the_end_of_the_file(two_seconds: Path) -> None:
    lines = played(two_seconds, start_s=1.2)
    assert lines[0]["position_ms"] == 1200
    assert lines[-1]["position_ms"] >= 1940
    assert {line["state"] for line in lines} <= {"loading", "playing", "ended"}


def test_a_line_is_written_every_20_ms(two_seconds: Path) -> None:
    lines = played(two_seconds, seconds=0.6)
    assert 25 <= len(lines) <= 31
    lasted_ns = lines[-1]["monotonic_ns"] - lines[0]["monotonic_ns"]
    assert lasted_ns == pytest.approx(580e6, abs=60e6)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="isn’t there"):
        play_file(tmp_path / "gone.flac")


def test_a_file_without_sound_is_a_problem(tmp_path: Path) -> None:
    noise = tmp_path / "noise.mp3"
    noise.write_bytes(b"not music " * 500)
    with pytest.raises(Problem, match="noise"):
        played(noise)


def test_a_trace_that_cannot_be_written_is_a_problem(two_seconds: Path, tmp_path: Path) -> None:
    trace = tmp_path / "nowhere" / "trace.jsonl"
    with pytest.raises(Problem, match="can’t be written"):
        play_file(two_seconds, 0, 0.1, trace, is_silent=True, out=io.StringIO())
