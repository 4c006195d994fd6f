"""The `dynamics` command: what it prints where, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.analysis.dynamics import hearing
from main import main
from tests.app.analysis.dynamics.swelling import swelling
from tests.support.audio import write_audio

RATE_HZ = 22_050


def run(tmp_path: Path, *words: str | Path) -> int:
    return main(["dynamics", "--profile", str(tmp_path / "profile"), *map(str, words)])


@pytest.fixture
def music(tmp_path: Path) -> Path:
    sound = swelling((0, -10), (15, -10), (15.3, -30), (21, -30), (21.3, -10), (30, -10))
    return write_audio(tmp_path / "Fährte.flac", sound, rate_hz=RATE_HZ)


def test_json_has_an_object_a_line(
    tmp_path: Path, music: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, music, "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["drop", "break"]
    for row in rows:
        assert list(row) == ["track", "kind", "start_ms", "end_ms", "peak_ms"]
        assert row["track"] == "Fährte.flac"
        assert row["start_ms"] <= row["peak_ms"] <= row["end_ms"]


def test_the_table_can_be_read(
    tmp_path: Path, music: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calm = write_audio(tmp_path / "calm.wav", swelling((0, -20), (8, -20)), rate_hz=RATE_HZ)
    assert run(tmp_path, music, calm) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Fährte.flac"
    assert lines[1].split() == ["Event", "From", "To", "Peak"]
    assert [line.split()[0] for line in lines[2:4]] == ["Drop", "Break"]
    assert len({len(line) for line in lines[1:4]}) == 1
    assert lines[4:] == ["calm.wav", "  No builds, climaxes, drops or breaks."]


def test_a_file_that_fails_is_told_and_the_others_follow(
    tmp_path: Path, music: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, folder = tmp_path / "gone.flac", tmp_path / "album"
    folder.mkdir()
    assert run(tmp_path, missing, folder, music, "--json") == 1
    said = capsys.readouterr()
    assert "gone.flac" in said.err
    assert "album" in said.err
    assert len(said.out.splitlines()) == 2


def test_a_file_that_breaks_off_is_told_with_what_came_before(
    tmp_path: Path, music: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = music.read_bytes()
    broken = tmp_path / "broken.flac"
    broken.write_bytes(whole[: len(whole) * 9 // 10])
    assert run(tmp_path, broken, "--json") == 1
    said = capsys.readouterr()
    assert "“broken.flac” breaks off at 0:2" in said.err
    assert [json.loads(line)["kind"] for line in said.out.splitlines()] == ["drop", "break"]


def test_what_was_heard_once_is_not_heard_again(
    tmp_path: Path,
    music: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = tmp_path / "broken.flac"
    whole = music.read_bytes()
    broken.write_bytes(whole[: len(whole) * 9 // 10])
    assert run(tmp_path, music, broken, "--json") == 1
    first = capsys.readouterr()
    monkeypatch.setattr(hearing, "hear", None)
    assert run(tmp_path, music, broken, "--json") == 1, "it still says that one breaks off"
    assert capsys.readouterr() == first
