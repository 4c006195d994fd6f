from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.player.backend import VlcMissing
from app.player.steps import read_steps
from app.player.trace import play_files
from tests.support.audio import clicks, write_wav


@pytest.fixture
def two_seconds(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "two.wav", clicks(2.0))


def played(path: Path, *, start_s: float = 0.0, seconds: float | None = None) -> list[dict]:
    trace = path.with_suffix(".jsonl")
    try:
        assert play_files([path], start_s, seconds, trace, is_silent=True, out=io.StringIO()) == 0
    except VlcMissing as missing:
        pytest.skip(str(missing))
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if "state" in line]


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
        play_files([tmp_path / "gone.flac"])


@pytest.mark.logs("can’t be played")
def test_a_file_without_sound_is_a_problem(tmp_path: Path) -> None:
    noise = tmp_path / "noise.mp3"
    noise.write_bytes(b"not music " * 500)
    with pytest.raises(Problem, match="noise"):
        played(noise)


def test_a_trace_that_cannot_be_written_is_a_problem(two_seconds: Path, tmp_path: Path) -> None:
    trace = tmp_path / "nowhere" / "trace.jsonl"
    with pytest.raises(Problem, match="can’t be written"):
        play_files([two_seconds], 0, 0.1, trace, is_silent=True, out=io.StringIO())


def test_steps_are_done_on_time_and_recorded_in_the_trace(
    two_seconds: Path, tmp_path: Path
) -> None:
    steps = tmp_path / "steps.jsonl"
    steps.write_text('[0.5, "seek", 1.5]\n\n[0.2, "pause"]\n[0.4, "resume"]\n', encoding="utf-8")
    trace = tmp_path / "trace.jsonl"
    out = io.StringIO()
    try:
        play_files([two_seconds], 0, 0.9, trace, steps=read_steps(steps), is_silent=True, out=out)
    except VlcMissing as missing:
        pytest.skip(str(missing))
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    assert [line["did"] for line in lines if "did" in line] == ["pause", "resume", "seek"]
    assert [line["position_ms"] for line in lines if line.get("did") == "seek"] == [1500]
    assert any(line.get("state") == "paused" for line in lines)


def test_files_play_one_after_the_other(two_seconds: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    try:
        play_files([two_seconds, two_seconds], 1.7, None, trace, is_silent=True, out=io.StringIO())
    except VlcMissing as missing:
        pytest.skip(str(missing))
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    assert [line["track"] for line in lines if "track" in line] == [0, 1]
    assert lines[-1]["position_ms"] >= 1940


@pytest.mark.parametrize("line", ["seek 3", '[1, "fly"]', '[1, "seek"]', '["soon", "pause"]', "{}"])
def test_a_line_that_is_not_a_step_is_named(tmp_path: Path, line: str) -> None:
    steps = tmp_path / "steps.jsonl"
    steps.write_text(f'[1, "pause"]\n{line}\n', encoding="utf-8")
    with pytest.raises(Problem, match="Line 2"):
        read_steps(steps)


def test_a_missing_file_of_steps_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can’t be read"):
        read_steps(tmp_path / "gone.jsonl")
