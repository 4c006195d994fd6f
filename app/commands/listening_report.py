"""`listen-through PATH…`: progress on standard error, one line per track on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from app.commands.listening_through import HeardTrack, OnTrack, find_files, listen_through
from app.core.jobs import Progress
from app.core.path_names import display_name, display_path
from app.core.timecode import format_ms
from app.core.words import _
from app.library.cli import ProgressLine


def listen_through_command(paths: Sequence[Path], cache: Path, as_json: bool, out: TextIO) -> int:
    """Returns the exit code: 0, even if some files couldn't be read; 1 if none could."""
    with progress_line() as on_track:
        heard: list[HeardTrack] = []

        def report(track: HeardTrack, done: int, total: int) -> None:
            on_track(track, done, total)
            out.write((json.dumps(_as_plain(track)) if as_json else _in_words(track)) + "\n")
            out.flush()

        heard = listen_through(files_at(paths), cache, report, with_values=False)
    if not heard:
        sys.stderr.write(_("No music was found there.") + "\n")
    return 0 if any(not track.problem for track in heard) else 1


def files_at(paths: Sequence[Path]) -> list[Path]:
    """Says what couldn't be looked at."""
    return find_files(paths, say_problem)


def say_problem(path: Path, why: str) -> None:
    sys.stderr.write(f"{display_path(path)}: {why}\n")


@contextmanager
def progress_line() -> Iterator[OnTrack]:
    """Shows which tracks are ready, on a terminal, and everywhere what couldn't be read.

    Raises KeyboardInterrupt after saying that nothing is lost.
    """
    line = ProgressLine(sys.stderr, every=1)

    def on_track(track: HeardTrack, done: int, total: int) -> None:
        line.clear()
        if track.problem:
            say_problem(track.path, track.problem)
        elif track.breaks_off_ms is not None:
            time = format_ms(track.breaks_off_ms)
            say_problem(track.path, _("It breaks off at {time}.", time=time))
        line.show(Progress(done, total, display_name(track.path)))

    try:
        yield on_track
    except KeyboardInterrupt:
        line.clear()
        said = _("Stopped. What was listened to is kept; run the same command to go on.")
        sys.stderr.write(f"{said}\n")
        raise
    line.clear()


def _as_plain(track: HeardTrack) -> dict[str, object]:
    return {
        "track": track.path.name,
        "path": str(track.path),
        "duration_ms": track.duration_ms,
        "is_new": track.is_new,
        "breaks_off_ms": track.breaks_off_ms,
        "problem": track.problem,
    }


def _in_words(track: HeardTrack) -> str:
    name = display_name(track.path)
    if track.problem:
        return _("{file}: couldn’t be read", file=name)
    time = format_ms(track.duration_ms)
    if track.is_new:
        return _("{file}: {time}, listened to now", file=name, time=time)
    return _("{file}: {time}, known already", file=name, time=time)
