"""Plays one file without a window and writes down where it was, every 20 ms."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from app.player.backend import Backend
from app.player.player import Player
from app.player.records import PlayableTrack, PlaybackFault, PlayerEvent, PlayState
from app.player.troubles import missing_file
from app.timecode import format_ms

STEP_S = 0.02
OVER = (PlayState.ENDED, PlayState.STOPPED, PlayState.EMPTY)


def play_file(
    path: Path,
    start_s: float = 0.0,
    seconds: float | None = None,
    trace_path: Path | None = None,
    *,
    say: Callable[[str], object],
    make_backend: Callable[[], Backend] | None = None,
) -> int:
    """Play `path` from `start_s` to its end, or for `seconds`, through the window's own player.

    say: told one line per piece of news. trace_path: gets one JSON line every 20 ms,
    {"monotonic_ns": int, "position_ms": int, "state": "playing"}.
    Returns the exit code: 0, 1 when the file did not play, 130 after Ctrl+C.
    Raises VlcMissing; a Problem when the file is not there or the trace cannot be written.
    """
    if not path.exists():
        raise missing_file(path)
    player = Player(make_backend() if make_backend is not None else _vlc_backend())
    try:
        with _trace_file(trace_path) as trace:
            return _Tracer(player, trace, say).run(path, round(start_s * 1000), seconds)
    except KeyboardInterrupt:
        say(f"Stopped at {format_ms(player.position_ms)}.")
        return 130
    finally:
        player.close()


class _Tracer:
    """One run: polls, writes, tells, until the file or the time is over."""

    def __init__(self, player: Player, trace: TextIO | None, say: Callable[[str], object]) -> None:
        self._player = player
        self._trace = trace
        self._say = say
        self._has_failed = False

    def run(self, path: Path, start_ms: int, seconds: float | None) -> int:
        player = self._player
        player.load(PlayableTrack(0, path, 0), start_ms)
        player.play()
        until_s = None if seconds is None else time.monotonic() + seconds
        next_s = time.monotonic()
        while player.state not in OVER and (until_s is None or next_s < until_s):
            for event in player.poll():
                self._tell(event)
            self._write()
            next_s = max(next_s + STEP_S, time.monotonic())
            time.sleep(max(0.0, next_s - time.monotonic()))
        for event in player.poll():
            self._tell(event)
        self._say(f"Played to {format_ms(player.position_ms)}.")
        return 1 if self._has_failed else 0

    def _write(self) -> None:
        if self._trace is None:
            return
        position_ms = self._player.position_ms
        line = {
            "monotonic_ns": time.monotonic_ns(),
            "position_ms": position_ms,
            "state": self._player.state.value,
        }
        self._trace.write(json.dumps(line) + "\n")

    def _tell(self, event: PlayerEvent) -> None:
        if isinstance(event, PlaybackFault):
            self._has_failed |= event.is_fatal
            self._say(str(event.problem))


@contextlib.contextmanager
def _trace_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8", buffering=1) as trace:
        yield trace


def _vlc_backend() -> Backend:
    from app.player.vlc_backend import VlcBackend

    return VlcBackend()
