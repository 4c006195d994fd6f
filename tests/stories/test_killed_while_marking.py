"""kill -9 in the middle of marking: every mark that was confirmed is there."""

from __future__ import annotations

import os
import random
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from app.core.errors import Problem
from app.profile.paths import Paths
from app.remote.client import ask_window
from app.remote.window_lock import announced
from tests.support.app_harness import kept_rows
from tests.support.audio import tone, write_wav

PATIENCE_S = 30.0
MAIN = Path(__file__).resolve().parents[2] / "main.py"
WORDS = ("wonder", "nostalgia", "tension", "sadness", "power")


@pytest.fixture
def playing(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The real program, playing a minute of sound without a sound device."""
    theme = write_wav(tmp_path / "theme.wav", tone(60))
    words = ["--silent", "--profile", str(tmp_path / "p"), str(theme)]
    told = {**os.environ, "OST_STARTUP_TRACE": "/dev/stdout"}
    command = [sys.executable, str(MAIN), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=told) as process:
        assert process.stdout is not None
        try:
            _wait_for_stage(process.stdout, b"usable")
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_confirmed_mark_is_saved(
    playing: subprocess.Popen[bytes], tmp_path: Path, seed: int
) -> None:
    paths = Paths.for_profile(tmp_path / "p")
    answered = _mark_until_killed(paths, playing, random.Random(seed).randint(3, 20))
    rows = kept_rows(paths)
    emotions = {row["id"]: row["key"] for row in rows["emotion"]}
    kept = [(emotions[row["emotion_id"]], row["note"]) for row in rows["emotional_tag"]]
    missing = [mark for mark in answered if mark not in kept]
    assert missing == []
    assert len(answered) >= 3
    _opens_again(paths)


def _mark_until_killed(
    paths: Paths, playing: subprocess.Popen[bytes], kill_after: int
) -> list[tuple[str, str]]:
    """Marks as fast as answers come; one more is being made when the process is killed."""
    answered: list[tuple[str, str]] = []
    while True:
        number = len(answered)
        # Every note differs, and no emotion follows itself: that would raise the mark before it.
        word, note = WORDS[number % len(WORDS)], f"mark {number}"
        if number == kill_after:
            _ask_and_kill(paths, word, note, playing)
            return answered
        try:
            answer = ask_window(paths, {"verb": "mark", "emotion": word, "note": note})
        except Problem:
            continue  # its socket is not there yet
        if answer["ok"]:
            answered.append((word, note))
        else:
            assert re.search("Nothing is playing", str(answer["message"]))


def _ask_and_kill(paths: Paths, word: str, note: str, playing: subprocess.Popen[bytes]) -> None:
    import json
    import socket

    with closing(socket.socket(socket.AF_UNIX)) as caller:
        caller.connect(announced(paths.data))
        request = {"verb": "mark", "emotion": word, "note": note}
        caller.sendall(json.dumps(request).encode() + b"\n")
        os.kill(playing.pid, signal.SIGKILL)
    assert playing.wait(10) == -signal.SIGKILL


def _opens_again(paths: Paths) -> None:
    from app.diagnostics.self_test import journal_is_sound

    assert "is sound" in journal_is_sound(paths)


def _wait_for_stage(told: IO[bytes], stage: bytes) -> None:
    seen = b""
    while stage not in seen:
        ready, _, _ = select.select([told], [], [], PATIENCE_S)
        piece = os.read(told.fileno(), 4096) if ready else b""
        assert piece, f"it did not become {stage!r}: {seen!r}"
        seen += piece
