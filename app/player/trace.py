"""Plays files without a window and records the position every 20 ms."""

from __future__ import annotations

import contextlib
import json
import math
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.core.errors import Problem
from app.core.path_names import display_path
from app.core.timecode import format_ms
from app.core.user_files import reason
from app.core.words import _
from app.player.player import Player
from app.player.queue import PlayQueue
from app.player.records import Jumped, PlayableTrack, PlaybackFault, PlayState, TrackLoaded
from app.player.session import Session
from app.player.troubles import missing_file
from app.player.vlc_backend import VlcBackend

if TYPE_CHECKING:
    from app.player.backend import Backend
    from app.player.steps import Step

STEP_S = 0.02
INTERRUPTED = 130
OVER = (PlayState.ENDED, PlayState.STOPPED, PlayState.EMPTY)


def play_files(
    paths: Sequence[Path],
    start_s: float = 0.0,
    seconds: float | None = None,
    trace_path: Path | None = None,
    *,
    steps: Sequence[Step] = (),
    is_silent: bool = False,
    out: TextIO | None = None,
    make_backend: Callable[[], Backend] | None = None,
) -> int:
    """Play files one after the other, the first from `start_s`, to their end or for `seconds`,
    with the same player and queue as the window.

    steps: what to do meanwhile.
    trace_path: gets one JSON line every 20 ms,
    {"monotonic_ns": int, "position_ms": int, "state": "playing"}, and one for each step and jump,
    {"monotonic_ns": int, "did": "seek", "position_ms": int}.
    out: gets one line of text for each piece of news; standard output by default.
    Returns the exit code: 0, or 130 after Ctrl+C. Raises a Problem if a file doesn't play,
    VlcMissing if VLC is missing.
    """
    for path in paths:
        if not path.exists():
            raise missing_file(path)
    player = Player(make_backend() if make_backend is not None else _vlc_backend(is_silent))
    run = _Run(player, paths, out or sys.stdout)
    try:
        with _trace_file(trace_path) as trace:
            run.play(round(start_s * 1000), seconds, steps, trace)
    except KeyboardInterrupt:
        run.say(_("Stopped at {time}.", time=format_ms(player.position_ms)))
        return INTERRUPTED
    finally:
        player.close()
    return 0


class _Run:
    """Polls, does the steps, and writes what happens until the files have been played."""

    def __init__(self, player: Player, paths: Sequence[Path], out: TextIO) -> None:
        self._player = player
        self._session = Session(
            player, PlayQueue(), lambda line: PlayableTrack(line[0], paths[line[0]], 0)
        )
        self._count = len(paths)
        self._out = out

    def play(
        self, start_ms: int, seconds: float | None, steps: Sequence[Step], trace: TextIO | None
    ) -> None:
        lines = [(number, None) for number in range(self._count)]
        self._session.play_lines(lines, start_ms=start_ms)
        began_s = next_s = time.monotonic()
        until_s = math.inf if seconds is None else began_s + seconds
        waiting = deque(steps)
        while self._player.state not in OVER and next_s < until_s:
            while waiting and began_s + waiting[0].at_s <= time.monotonic():
                self._do(waiting.popleft(), trace)
            self._hear(trace)
            self._write(trace, state=self._player.state.value)
            next_s = max(next_s + STEP_S, time.monotonic())
            time.sleep(max(0.0, next_s - time.monotonic()))
        self._hear(trace)
        self.say(_("Played to {time}.", time=format_ms(self._player.position_ms)))

    def say(self, line: str) -> None:
        self._out.write(line + "\n")

    def _do(self, step: Step, trace: TextIO | None) -> None:
        self._write(trace, begins=step.verb)
        step.do(self._session)
        self._write(trace, did=step.verb)

    def _hear(self, trace: TextIO | None) -> None:
        for event in self._session.poll():
            if isinstance(event, PlaybackFault):
                if event.is_fatal:
                    raise event.problem
                self.say(str(event.problem))
                self._write(trace, told=str(event.problem))
            elif isinstance(event, Jumped):
                self._write(trace, jumped=event.reason.value)
            elif isinstance(event, TrackLoaded):
                self._write(trace, track=event.track.track_id)

    def _write(self, trace: TextIO | None, **what: str | int) -> None:
        if trace is None:
            return
        line = {
            "monotonic_ns": time.monotonic_ns(),
            "position_ms": self._player.position_ms,
            **what,
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
        what = _("“{file}” can’t be written.", file=display_path(path))
        raise Problem(what, reason(fault)) from fault
    with trace:
        yield trace


def _vlc_backend(is_silent: bool) -> Backend:
    return VlcBackend(is_silent=is_silent)
