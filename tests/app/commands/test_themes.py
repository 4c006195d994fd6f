"""Listening through, finding and proposing on the command line, without a display."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.commands import listening_through
from app.commands.arguments import parse
from app.commands.listening_report import listen_through_command
from app.commands.listening_through import HeardTrack, _hear
from app.commands.run import INTERRUPTED, OUTPUT_CLOSED
from app.commands.themes import find_command, propose_command
from tests.support.audio import tone, write_audio
from tests.support.polling import wait_until
from tests.support.tunes import FLUTE, changed, in_a_row, played, tune

THEME = tune(1)
MAIN = Path(__file__).parents[3] / "main.py"


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers take long to start, and are tested once."""

    def each(files: list[Path], cache: Path, with_values: bool) -> list[HeardTrack]:
        return [_hear(path, cache, with_values) for path in files]

    monkeypatch.setattr(listening_through, "_each", each)


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("music")
    others = [played(tune(100 + seed), FLUTE) for seed in range(4)]
    higher = played(changed(THEME, 3), FLUTE)
    for name, parts in {
        "first.flac": (others[0], played(THEME)),
        "second.ogg": (others[1], higher, others[2]),
        "third.flac": (others[3],),
    }.items():
        write_audio(folder / name, in_a_row(*parts), rate_hz=22_050)
    return folder


def found(music: Path, cache: Path, start_ms: int = 9_100) -> list[dict[str, Any]]:
    out = io.StringIO()
    end_ms = start_ms + 9_000
    code = find_command(music / "first.flac", start_ms, end_ms, [music], cache, True, out)
    assert code == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.usefixtures("in_this_process")
def test_a_return_is_one_line_of_json(music: Path, tmp_path: Path) -> None:
    first, *_rest = found(music, tmp_path)
    assert first.keys() == {
        "track", "path", "start_ms", "end_ms", "score", "transposition", "tempo_ratio"
    }  # fmt: skip
    assert (first["track"], first["path"]) == ("second.ogg", str(music / "second.ogg"))
    assert (first["transposition"], first["tempo_ratio"]) == (3, pytest.approx(1, abs=0.05))
    assert first["start_ms"] == pytest.approx(9_100, abs=1_000)
    assert 0.8 <= first["score"] <= 1


@pytest.mark.usefixtures("in_this_process")
def test_there_are_up_to_a_hundred_best_first(music: Path, tmp_path: Path) -> None:
    scores = [each["score"] for each in found(music, tmp_path)]
    assert 1 <= len(scores) <= 100
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_cannot_be_read_is_said_and_the_rest_goes_on(
    music: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.flac"
    broken.write_bytes(b"no sound" * 100)
    out = io.StringIO()
    assert listen_through_command([broken, music], tmp_path / "cache", True, out) == 0
    tracks = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(each["track"], bool(each["problem"])) for each in tracks] == [
        ("broken.flac", True),
        ("first.flac", False),
        ("second.ogg", False),
        ("third.flac", False),
    ]
    assert "broken.flac" in capsys.readouterr().err


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_vanishes_meanwhile_is_said(
    music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = write_audio(tmp_path / "gone.flac", tone(1))

    def files_then_gone(*_given: object) -> list[Path]:
        gone.unlink()
        return [gone, music / "third.flac"]

    monkeypatch.setattr("app.commands.listening_report.find_files", files_then_gone)
    out = io.StringIO()
    assert listen_through_command([tmp_path], tmp_path / "cache", True, out) == 0
    problems = [bool(json.loads(line)["problem"]) for line in out.getvalue().splitlines()]
    assert problems == [True, False]


@pytest.mark.usefixtures("in_this_process")
def test_what_was_listened_to_is_known_the_next_time(music: Path, tmp_path: Path) -> None:
    new: list[list[bool]] = []
    for _time in range(2):
        out = io.StringIO()
        listen_through_command([music], tmp_path, True, out)
        new.append([json.loads(line)["is_new"] for line in out.getvalue().splitlines()])
    assert new == [[True] * 3, [False] * 3]


@pytest.mark.usefixtures("in_this_process")
def test_a_melody_is_proposed(music: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    assert propose_command([music], tmp_path, True, out) == 0
    first, *_rest = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (first["family"], first["kind"]) == (1, "across")
    assert {each["track"] for each in first["passages"]} == {"first.flac", "second.ogg"}


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("start_ms", "end_ms"), [(9_000, 9_000), (9_000, 8_000), (60_000, 70_000)])
def test_a_passage_that_is_none_is_said(
    music: Path, tmp_path: Path, start_ms: int, end_ms: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = music / "first.flac", io.StringIO()
    assert find_command(file, start_ms, end_ms, [music], tmp_path, True, out) == 1
    assert "The passage ends before it starts" in capsys.readouterr().err


def test_workers_hear_what_this_process_would(music: Path, tmp_path: Path) -> None:
    heard = listening_through.listen_through(
        [music / "third.flac", music / "first.flac"], tmp_path, lambda *_: None, with_values=True
    )
    assert [track.path.name for track in heard] == ["third.flac", "first.flac"]
    here = _hear(music / "first.flac", tmp_path / "other", True).values["pitches"]
    assert (heard[1].values["pitches"].strengths == here.strengths).all()


def _hear_of_ctrl_c() -> None:
    """Tests that are run in the background of a shell ignore it, and so would what they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupted_it_ends_and_keeps_what_it_has(tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    write_audio(music / "1.flac", tone(1))
    for number in range(2, 5):
        write_audio(music / f"{number}.flac", tone(400))
    command = [sys.executable, str(MAIN), "--profile", str(tmp_path / "profile")]
    process = subprocess.Popen(
        [*command, "listen-through", str(music)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_of_ctrl_c,
    )
    kept = tmp_path / "profile" / "cache" / "peaks"
    wait_until(lambda: bool(list(kept.glob("*.pitches"))), within_s=120)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED, said
    assert "Stopped. What was listened to is kept" in said
    assert "Traceback" not in said


def test_finding_takes_a_file_a_passage_and_where_to_look() -> None:
    words = ["themes", "find", "a.ogg", "--start", "1.5", "--end", "9", "--in", "x", "y", "--json"]
    arguments = parse(words)
    assert (arguments.command, arguments.verb, arguments.as_json) == ("themes", "find", True)
    assert (arguments.file, arguments.start, arguments.end) == (Path("a.ogg"), 1.5, 9.0)
    assert arguments.where == [Path("x"), Path("y")]


@pytest.mark.parametrize("command", [["listen-through"], ["themes", "propose"]])
def test_listening_and_proposing_take_paths(command: list[str]) -> None:
    arguments = parse([*command, "a", "b", "--json"])
    assert (arguments.command, arguments.as_json) == (command[0], True)
    assert arguments.paths == [Path("a"), Path("b")]


def test_when_nobody_reads_on_it_ends_without_a_report(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.wav", tone(1))
    reads, writes = os.pipe()
    os.close(reads)
    ran = subprocess.run(
        [sys.executable, MAIN, "--profile", tmp_path / "profile", "listen-through", "--json", path],
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writes)
    assert ran.returncode == OUTPUT_CLOSED
    assert "Traceback" not in ran.stderr and "BrokenPipe" not in ran.stderr


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.logs("couldn't be read from the cache", "couldn't be kept in the cache")
def test_what_could_be_heard_but_not_saved_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_audio(tmp_path / "a.wav", tone(1))
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be")
    out = io.StringIO()
    assert listen_through_command([path], cache, True, out) == 1
    assert json.loads(out.getvalue())["problem"] == "What was heard couldn’t be saved in the cache."
    assert "couldn’t be saved" in capsys.readouterr().err
