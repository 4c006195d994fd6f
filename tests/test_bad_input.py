"""A folder with everything that can be wrong with audio files, imported and played for real."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.flac import FLAC, Picture
from PySide6.QtCore import Qt

from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.audio import tone, write_audio
from tests.support.lines import own
from tests.support.pictures import png

MAIN = Path(__file__).resolve().parent.parent / "main.py"
TEN_HOURS_S = 36_000
ODD_NAME = b"caf\xe9.ogg"
WITHOUT_ANY_RIGHT = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")

UNREADABLE = {
    "zero.mp3": "It is empty (0 bytes).",
    "random.mp3": "It doesn’t contain any known audio, whatever its name says.",
    "two�lines.flac": "It doesn’t contain any known audio, whatever its name says.",
    "truncated.m4a": "It is cut short: the part that says how to play it is missing.",
    "header only.ogg": "It is damaged or cut short before its audio begins.",
    "forbidden.flac": "You don’t have permission to read it.",
}
READABLE_MS = {
    "whole": 2000,
    "wrong": 3000,
    "truncated": 1200,
    "caf�": 1000,
    "ten hours": TEN_HOURS_S * 1000,
    "short": 50,
    "One Summer’s Day": 1000,
    "cover": 1000,
    "千と千尋の神隠し": 1000,
}


def make_files(folder: Path) -> Path:
    """One file of every kind; `UNREADABLE` and `READABLE_MS` say what is expected of each."""
    folder.mkdir()
    write_audio(folder / "whole.ogg", tone(2))
    write_audio(folder / "wrong.flac", tone(3, 300)).rename(folder / "wrong.mp3")
    write_audio(folder / "short.wav", tone(0.05, 500))
    write_audio(folder / "odd.ogg", tone(1, 350)).rename(folder / os.fsdecode(ODD_NAME))
    _cut(write_audio(folder / "truncated.flac", tone(2, 250)), 0.6)
    _write_ten_hours(folder / "ten hours.wav")
    _write_tags_with_nuls(folder / "nuls.flac")
    _write_huge_cover(folder / "cover.flac")
    _write_utf8_called_latin1(folder / "encoding.mp3")
    (folder / "zero.mp3").touch()
    (folder / "random.mp3").write_bytes(np.random.default_rng(1).bytes(300_000))
    (folder / "two\nlines.flac").write_bytes(b"no music " * 300)
    (folder / "truncated.m4a").write_bytes(b"\0\0\0\x18ftypM4A " + bytes(600))
    (folder / "header only.ogg").write_bytes(b"OggS" + bytes(200))
    write_audio(folder / "forbidden.flac", tone(1, 700)).chmod(0)
    return folder


def _cut(path: Path, share: float) -> None:
    os.truncate(path, int(path.stat().st_size * share))


def _write_ten_hours(path: Path) -> None:
    size = TEN_HOURS_S * 8000 * 2
    header = b"RIFF" + struct.pack("<I", size + 36) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    with path.open("wb") as file:
        file.write(header + b"data" + struct.pack("<I", size))
        file.truncate(44 + size)  # sparse: silence that takes no space


def _write_tags_with_nuls(path: Path) -> None:
    file = FLAC(write_audio(path, tone(1, 400)))
    file["title"] = "One\0Summer’s\r\nDay\u200b "
    file["artist"] = "\0\0"
    file["tracknumber"] = "99999999999"
    file.save()


def _write_huge_cover(path: Path) -> None:
    file = FLAC(write_audio(path, tone(1, 450)))
    picture = Picture()
    picture.type, picture.mime = 3, "image/png"
    picture.data = png(0, 2300, 2300)  # 15.9 MB; a FLAC block is 16 MB at most
    file.add_picture(picture)
    file.save()


def _write_utf8_called_latin1(path: Path) -> None:
    sound = write_audio(path, tone(1, 550, rate_hz=48000), rate_hz=48000).read_bytes()
    cover = b"\0image/png\0\x03\0" + png(0, 2650, 2650)  # 21 MB
    frames = _frame(b"TIT2", b"\0" + "千と千尋の神隠し".encode()) + _frame(b"APIC", cover)
    size = bytes((len(frames) >> shift) & 127 for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\0\0" + size + frames + sound)


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">I", len(body)) + b"\0\0" + body


def take_in(profile: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`main.py import`, as a user who may not read everything."""
    may_read_all = hasattr(os, "geteuid") and os.geteuid() == 0
    if may_read_all and shutil.which(WITHOUT_ANY_RIGHT[0]) is None:
        pytest.skip("root may read anything, and setpriv isn’t there to give that up")
    first = WITHOUT_ANY_RIGHT if may_read_all else ()
    command = (sys.executable, str(MAIN), "--profile", str(profile), "import", str(folder), *words)
    return subprocess.run(
        [*first, *command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def reasons(report: dict[str, Any]) -> dict[str, str]:
    return {Path(line["path"]).name: line["reason"] for line in report["unreadable"]}


@pytest.fixture
def music(harness: AppHarness) -> Iterator[Path]:
    harness.music.rmdir()
    yield make_files(harness.music)


def test_every_bad_file_is_named_with_its_reason_and_the_rest_is_imported(
    harness: AppHarness, music: Path
) -> None:
    done = take_in(harness.profile, music, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert reasons(report) == UNREADABLE
    assert (report["added"], report["missing"]) == (len(READABLE_MS), 0)
    lines = sorted(done.stderr.splitlines())
    assert lines == sorted(f"{music}/{name}: {why}" for name, why in UNREADABLE.items())
    tracks = {row["title"]: row for row in kept_rows(harness.paths)["track"]}
    assert tracks.keys() == READABLE_MS.keys()
    for title, duration_ms in READABLE_MS.items():
        assert tracks[title]["duration_ms"] == pytest.approx(duration_ms, abs=80), title
    with_cover = [title for title, track in tracks.items() if track["cover"]]
    assert with_cover == ["cover"], "21 MB is too much for a picture, 16 MB is not"


def test_importing_them_again_changes_nothing(harness: AppHarness, music: Path) -> None:
    take_in(harness.profile, music)
    before = kept_rows(harness.paths)
    again = take_in(harness.profile, music, "--json")
    report = json.loads(again.stdout)
    assert (report["added"], report["updated"], report["unchanged"]) == (0, 0, len(READABLE_MS))
    assert reasons(report) == UNREADABLE
    assert kept_rows(harness.paths) == before


def test_in_words_it_counts_and_a_folder_without_any_music_fails(
    harness: AppHarness, music: Path
) -> None:
    done = take_in(harness.profile, music)
    assert done.stdout == f"{len(READABLE_MS)} added, {len(UNREADABLE)} couldn’t be read.\n"
    alone = music / "alone"
    alone.mkdir()
    (alone / "zero.mp3").touch()
    done = take_in(harness.profile, alone)
    assert done.returncode == 1
    assert done.stdout == "1 couldn’t be read.\n"
    nowhere = take_in(harness.profile, music / "nowhere")
    assert nowhere.returncode == 1
    assert "nowhere" in nowhere.stderr
    assert "Traceback" not in nowhere.stderr


@pytest.mark.logs("“whole.ogg”")
def test_the_window_plays_what_was_imported_and_names_what_breaks_off(
    harness: AppHarness, music: Path
) -> None:
    """Real libVLC, in silence."""
    take_in(harness.profile, music)
    session = harness.open()
    assert len(session.rows()) == len(READABLE_MS)

    start(session, "short")
    session.until(lambda: session.playback.state is PlayState.ENDED)
    session.driver.alt(Qt.Key.Key_1)
    session.driver.tap(Qt.Key.Key_1)
    assert len(session.timeline.tags) == 1

    start(session, "wrong")
    session.until(lambda: session.playback.position_ms > 500)
    assert session.playback.state is PlayState.PLAYING
    assert session.said == ""

    start(session, "caf�")
    session.until(lambda: session.playback.state is PlayState.ENDED)

    start(session, "ten hours")
    session.until(lambda: session.playback.state is PlayState.PLAYING)
    session.playback.seek_ms((TEN_HOURS_S - 60) * 1000)
    session.until(lambda: session.playback.position_ms > (TEN_HOURS_S - 60) * 1000 + 300)
    session.driver.tap(Qt.Key.Key_2)
    assert session.timeline.tags[0].span.start_ms > (TEN_HOURS_S - 70) * 1000

    path = music / "whole.ogg"
    path.write_bytes(b"")
    start(session, "whole")
    session.until(lambda: "whole.ogg" in session.said)
    assert "The file is empty." in session.said
    session.close()


def start(session: WindowSession, title: str) -> None:
    """Alone in the queue, so that no track follows."""
    row = next(row for row in session.rows() if row.title == title)
    session.playback.play_lines(own(row.id))
    session.until(
        lambda: session.playback.track is not None and session.playback.track.id == row.id
    )
