"""From a key press to a mark that is on disk and painted, in the real window.

A digit is sent to the window while a scripted player stands on a track; the clock stops when the
timeline has painted the mark, which is after its commit. Usage: python -m bench.marking
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.figure import median, percentile, say
from bench.profile import DURATION_MS, filled_profile
from bench.real_window import PaintWatch, opened_window, settle, wait_until, write_silence

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--marks", type=int, default=300, help="marks on the track beforehand")
    parser.add_argument("--presses", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        filled_profile(Path(folder), 50, options.marks)
        write_silence(Path(folder))
        milliseconds = presses(Path(folder), options.presses)
    say(
        "key_to_painted_mark",
        median_ms=median(milliseconds),
        p99_ms=percentile(milliseconds, 0.99),
        marks=options.marks,
        fsync_ms=fsync_ms(),
    )


def presses(profile: Path, count: int) -> list[float]:
    """Milliseconds from each key press to its mark on disk and on the screen."""
    app = QApplication([])
    window, page = opened_window(profile)
    assert window.desk is not None
    window.desk.playback.cue_up(1)
    settle()
    watch = PaintWatch()
    page.timeline.canvas.installEventFilter(watch)
    seen = []
    for number in range(count):
        window.desk.playback.seek_ms(number * 977 % DURATION_MS)
        QTest.qWait(12)
        seen.append(_one_press(window, page, watch, KEYS[number % len(KEYS)]))
    window.close()
    app.quit()
    return seen


def _one_press(window, page, watch, key) -> float:  # type: ignore[no-untyped-def]
    marks = page.timeline.marks
    before = len(marks.timeline.tags)
    began_ns = time.monotonic_ns()
    QTest.keyPress(window, key)
    wait_until(lambda: watch.painted_ns > began_ns and len(marks.timeline.tags) > before)
    passed = (time.monotonic_ns() - began_ns) / 1e6
    QTest.keyRelease(window, key)
    return passed


def fsync_ms() -> float:
    """The floor under any durable write on this disk: the median of plain fsyncs."""
    with tempfile.NamedTemporaryFile() as file:
        seen = []
        for _ in range(30):
            began_ns = time.monotonic_ns()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            seen.append((time.monotonic_ns() - began_ns) / 1e6)
    return median(seen)


if __name__ == "__main__":
    main()
