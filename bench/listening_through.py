"""The window while music is listened through on all allowed cores, against the same window at rest.

A real window plays a track of 300 marks by hand: frames in which only the playhead moves, and keys
that make a mark, timed by the wall until it is painted. Rest and listening through alternate, a
turn of each, so that both meet the same machine. Usage: python -m bench.listening_through
"""

from __future__ import annotations

import argparse
import tempfile
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.listening_through.records import State
from app.profile.paths import Paths
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
        frames, keys, workers = _measure(Path(folder), options)
    for name, (rest, busy) in (("frame", frames), ("key_to_painted_mark", keys)):
        at_rest, meanwhile = percentile(rest, 0.99), percentile(busy, 0.99)
        say(
            f"{name}_while_listening_through",
            median_ms=median(busy),
            p99_ms=meanwhile,
            rest_median_ms=median(rest),
            rest_p99_ms=at_rest,
            median_ratio=median(busy) / median(rest),
            p99_ratio=meanwhile / at_rest,
            workers=workers,
        )


Pair = tuple[list[float], list[float]]


def _measure(profile: Path, options: argparse.Namespace) -> tuple[Pair, Pair, int]:
    """Milliseconds of each frame and of each key, at rest and meanwhile; how many processes."""
    app = QApplication([])
    window, page = opened_window(profile)
    assert window.desk is not None
    listening = window.desk.context.listening_through
    window.desk.playback.cue_up(1)
    settle()
    watch = PaintWatch()
    page.timeline.canvas.installEventFilter(watch)
    page.timeline.viewport.zoom(8.0, 0)
    frames: Pair = ([], [])
    keys: Pair = ([], [])
    workers = 0
    for turn in range(options.turns * 2):
        is_busy = turn % 2
        if is_busy:
            listening.begin()
            listening.go_on()
            wait_until(lambda: listening.standing.state is State.WORKING)
            _wait_for_hearing(listening)
            workers = len(listening.pids)
        frames[is_busy].extend(_frames(page, options.frames))
        keys[is_busy].extend(_keys(window, page, watch, turn, options.presses))
        if is_busy:
            if listening.standing.state is not State.WORKING:
                raise SystemExit("it was done too soon")
            listening.pause()
            settle()
    window.close()
    app.quit()
    return frames, keys, workers


def _wait_for_hearing(listening: ListeningThrough) -> None:
    """Without keeping a core busy, which they would wait for."""
    end = time.monotonic() + 60
    while not _all_hear(listening.pids):
        QTest.qWait(50)
        if time.monotonic() > end:
            raise SystemExit("others keep all cores busy: nothing is listened through")


def _all_hear(pids: list[int]) -> bool:
    """Whether each has had so much of a core that it is done with starting."""
    return bool(pids) and all(_cpu_s(pid) > 0.8 for pid in pids)


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _frames(page: ListenPage, count: int) -> list[float]:
    """How long each took by the wall, from the new position to the end of its painting."""
    viewport = page.timeline.viewport
    seen = []
    for number in range(count):
        QTest.qWait(FRAME_MS)
        began = time.perf_counter()
        viewport.set_position(number * MOVED_MS)
        QApplication.processEvents()
        seen.append((time.perf_counter() - began) * 1000)
    return seen


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
