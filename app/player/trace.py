"""Plays one file without a window and writes down where it was, every 20 ms."""

from __future__ import annotations

import contextlib
import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.errors import Problem
from app.player.player import Player
from app.player.records import PlayableTrack, PlaybackFault, PlayState
from app.player.troubles import missing_file
from app.timecode import format_ms

if TYPE_CHECKING:
    from app.player.backend import Backend

STEP_S = 0.02
INTERRUPTED = 130
OVER = (PlayState.ENDED, PlayState.STOPPED, PlayState.EMPTY)


def play_file(
    path: Path,
    start_s: float = 0.0,
    seconds: float | None = None,
    trace_path: Path | None = None,
    *,
    is_silent: bool = False,
    out: TextIO | None = None,
    make_backend: Callable[[], Backend] | None = None,
) -> int:
    """Play `path` from `start_s` to its end, or for `seconds`, through the window's own player.

    trace_path: gets one JSON line every 20 ms,
    {"monotonic_ns": int, "position_ms": int, "state": "playing"}.
    out: told the news, a line each; standard output when left out.
    Returns the exit code: 0, or 130 after Ctrl+C. Raises a Problem when the file does not play,
    VlcMissing among them.
    """
    if not path.exists():
        raise missing_file(path)
    player = Player(make_backend() if make_backend is not None else _vlc_backend(is_silent))
    run = _Run(player, out or sys.stdout)
    try:
        with _trace_file(trace_path) as trace:
            run.play(path, round(start_s * 1000), seconds, trace)
    except KeyboardInterrupt:
        run.say(f"Stopped at {format_ms(player.position_ms)}.")
        return INTERRUPTED
    finally:
        player.close()
    return 0


class _Run:
    """One file played: polls, writes and tells until the file or the time is over."""

    def __init__(self, player: Player, out: TextIO) -> None:
        self._player = player
        self._out = out

    def play(self, path: Path, start_ms: int, seconds: float | None, trace: TextIO | None) -> None:
        self._player.load(PlayableTrack(0, path, 0), start_ms)
        self._player.play()
        until_s = math.inf if seconds is None else time.monotonic() + seconds
        next_s = time.monotonic()
        while self._player.state not in OVER and next_s < until_s:
            self._hear()
            self._write(trace)
            next_s = max(next_s + STEP_S, time.monotonic())
            time.sleep(max(0.0, next_s - time.monotonic()))
        self._hear()
        self.say(f"Played to {format_ms(self._player.position_ms)}.")

    def say(self, line: str) -> None:
        self._out.write(line + "\n")

    def _hear(self) -> None:
        for event in self._player.poll():
            if isinstance(event, PlaybackFault):
                if event.is_fatal:
                    raise event.problem
                self.say(str(event.problem))

    def _write(self, trace: TextIO | None) -> None:
        if trace is None:
            return
        line = {
            "monotonic_ns": time.monotonic_ns(),
            "position_ms": self._player.position_ms,
            "state": self._player.state.value,
        }
        trace.write(json.dumps(line) + "\n")


@contextlib.contextmanager
def _trace_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        trace = path.open("w", encoding="utf-8", buffering=1)
    except OSError as fault:
        raise Problem(f"“{path}” can’t be written.", f"{fault.strerror}.") from fault
    with trace:
        yield trace


def _vlc_backend(is_silent: bool) -> Backend:
    from app.player.vlc_backend import VlcBackend

    return VlcBackend(is_silent=is_silent)
