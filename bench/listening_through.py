"""The window while music is listened through on all allowed cores, against the same window at rest.

A real window plays a track of 300 marks by hand: frames in which only the playhead moves, and keys
that make a mark, timed by the wall until it is painted. Rest, listening through, and a third kind
alternate, a turn of each, so that all meet the same machine. The third is the floor of the second:
as many cores are busy with something else, at the same priority, and nobody tells the window of it.
A frame's time on the processor is told apart from the time by the wall: what is in the latter alone
is waiting for a core. Usage: python -m bench.listening_through
"""

from __future__ import annotations

import argparse
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.listening_through.records import State
from app.profile.paths import Paths
from bench.busy_cores import busy_cores
from bench.display import expect_display
from bench.figure import median, percentile, say
from bench.marking import KEYS, one_press
from bench.profile import DURATION_MS, filled_profile
from bench.real_window import PaintWatch, opened_window, settle, wait_until, write_silence

if TYPE_CHECKING:
    from ui.bridge.listening_through.listening_through import ListeningThrough
    from ui.listen.page import ListenPage
    from ui.window.main_window import MainWindow

TRACKS = 50
FRAME_MS = 16
MOVED_MS = 50  # in each frame, so that the playhead leaves its pixel
RATE_HZ = 44_100
LASTS_S = 600  # of each file to hear: none is done within a turn


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=10)
    parser.add_argument("--frames", type=int, default=200, help="in each turn")
    parser.add_argument("--presses", type=int, default=15, help="in each turn")
    options = parser.parse_args()
    expect_display()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        filled_profile(Path(folder), TRACKS, 300)
        write_silence(Path(folder))
        _write_notes(Path(folder), TRACKS)
        turns, workers = _measure(Path(folder), options)
    for name in ("frames", "keys"):
        _say(name, [getattr(turns[kind], name) for kind in Kind], workers)
    _say("frames_on_the_processor", [turns[kind].processor for kind in Kind], workers)
    for kind in (Kind.LISTENING, Kind.FLOOR):
        seen = turns[kind]
        say(f"cores_got_by_{kind.value}", share=median(seen.shares), least=min(seen.shares))


def _say(name: str, kinds: list[list[float]], workers: int) -> None:
    rest, listening, floor = ((median(each), percentile(each, 0.99)) for each in kinds)
    say(
        f"{name}_while_listening_through",
        median_ms=listening[0],
        p99_ms=listening[1],
        rest_median_ms=rest[0],
        rest_p99_ms=rest[1],
        floor_median_ms=floor[0],
        floor_p99_ms=floor[1],
        median_ratio=listening[0] / rest[0],
        p99_ratio=listening[1] / rest[1],
        p99_ratio_of_floor=floor[1] / rest[1],
        p99_ratio_to_floor=listening[1] / floor[1],
        workers=workers,
    )


class Kind(Enum):
    """Of a turn, in the order in which they alternate."""

    REST = "rest"
    LISTENING = "listening"
    FLOOR = "floor"


@dataclass
class Turns:
    """In milliseconds. processor: of a frame, what the window's thread ran. shares: how much of a
    core each of the other processes got during the frames of a turn.
    """

    frames: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


def _measure(profile: Path, options: argparse.Namespace) -> tuple[dict[Kind, Turns], int]:
    """Also returns how many processes listen through."""
    app = QApplication([])
    window, page = opened_window(profile)
    assert window.desk is not None
    listening = window.desk.context.listening_through
    window.desk.playback.cue_up(1)
    settle()
    watch = PaintWatch()
    page.timeline.canvas.installEventFilter(watch)
    page.timeline.viewport.zoom(8.0, 0)
    turns = {kind: Turns() for kind in Kind}
    workers = 0
    for turn in range(options.turns * len(Kind)):
        kind = list(Kind)[turn % len(Kind)]
        with _load(kind, listening, workers) as pids:
            if kind is Kind.LISTENING:
                workers = len(pids)
            _take_frames(page, turns[kind], pids, options.frames)
            turns[kind].keys += _keys(window, page, watch, turn, options.presses)
            if kind is Kind.LISTENING and listening.standing.state is not State.WORKING:
                raise SystemExit("it was done too soon")
        settle()
    window.close()
    app.quit()
    return turns, workers


@contextmanager
def _load(kind: Kind, listening: ListeningThrough, workers: int) -> Iterator[list[int]]:
    """Yields the ids of the processes, once each works."""
    if kind is Kind.LISTENING:
        listening.begin()
        listening.go_on()
        wait_until(lambda: listening.standing.state is State.WORKING)
        _wait_for_work(lambda: listening.pids)
        yield listening.pids
        listening.pause()
    elif kind is Kind.FLOOR:
        with busy_cores(workers) as pids:
            _wait_for_work(lambda: pids)
            yield pids
    else:
        yield []


def _wait_for_work(pids: Callable[[], list[int]]) -> None:
    """Without keeping a core busy, which they would wait for."""
    end = time.monotonic() + 60
    while not _all_work(pids()):
        QTest.qWait(50)
        if time.monotonic() > end:
            raise SystemExit("others keep all cores busy: nothing else gets one")


def _all_work(pids: list[int]) -> bool:
    """Whether each has had so much of a core that it is done with starting."""
    return bool(pids) and all(_cpu_s(pid) > 0.8 for pid in pids)


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _take_frames(page: ListenPage, turn: Turns, pids: list[int], count: int) -> None:
    """How long each took, from the new position to the end of its painting."""
    viewport = page.timeline.viewport
    ran_s, started = sum(map(_cpu_s, pids)), time.monotonic()
    for number in range(count):
        QTest.qWait(FRAME_MS)
        began, ran = time.perf_counter(), time.thread_time()
        viewport.set_position(number * MOVED_MS)
        QApplication.processEvents()
        turn.processor.append((time.thread_time() - ran) * 1000)
        turn.frames.append((time.perf_counter() - began) * 1000)
    if pids:
        ran_s = sum(map(_cpu_s, pids)) - ran_s
        turn.shares.append(ran_s / len(pids) / (time.monotonic() - started))


def _keys(
    window: MainWindow, page: ListenPage, watch: PaintWatch, turn: int, count: int
) -> list[float]:
    seen = []
    for number in range(count):
        assert window.desk is not None
        at = (turn * count + number) * 977
        window.desk.playback.seek_ms(at % DURATION_MS)
        QTest.qWait(12)
        seen.append(one_press(window, page, watch, KEYS[number % len(KEYS)]))
    return seen


def _write_notes(profile: Path, count: int) -> None:
    """A few notes over noise, as the file of all tracks but the first, whatever its name says."""
    folder = Paths.for_profile(profile).data / "music"
    rng = np.random.default_rng(1)
    t = np.arange(RATE_HZ * 10) / RATE_HZ
    notes = sum(np.sin(2 * np.pi * hz * t) for hz in rng.uniform(100, 2000, 6))
    sound = notes * 2000 + rng.normal(0, 300, len(t))
    with wave.open(str(folder / "1.ogg"), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        for _part in range(LASTS_S // 10):
            file.writeframes(sound.astype("<i2").tobytes())
    for number in range(2, count):
        (folder / f"{number}.ogg").hardlink_to(folder / "1.ogg")


if __name__ == "__main__":
    main()
