"""From a key press to a mark that is on disk and painted, in the real window.

A digit is sent to the window while a scripted player is paused on a track; the clock stops when the
timeline has painted the mark, which is after its commit. The floor, alternating with it: a bare
window that commits such a row with sqlite3 and paints itself. Usage: python -m bench.marking
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.bare_window import BareWindow
from bench.display import expect_display
from bench.figure import say, spread
from bench.profile import DURATION_MS, filled_profile
from bench.real_window import PaintWatch, opened_window, settle, wait_until, write_silence

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--marks", type=int, default=300, help="marks on the track beforehand")
    parser.add_argument("--presses", type=int, default=200)
    options = parser.parse_args()
    expect_display()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        filled_profile(Path(folder), 50, options.marks)
        write_silence(Path(folder))
        seen, floors = presses(Path(folder), options.presses)
    say("key_to_painted_mark", **spread(seen, floors), marks=options.marks)


def presses(profile: Path, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each key press to its mark on disk and on screen; and the same for a bare
    window.
    """
    app = QApplication([])
    bare = BareWindow(profile)
    window, page = opened_window(profile)
    assert window.desk is not None
    window.desk.playback.cue_up(1)
    settle()
    watch = PaintWatch()
    page.timeline.canvas.installEventFilter(watch)
    seen, floors = [], []
    for number in range(count):
        window.desk.playback.seek_ms(number * 977 % DURATION_MS)
        QTest.qWait(12)
        floors.append(bare.pressed_ms())
        QTest.qWait(12)
        seen.append(one_press(window, page, watch, KEYS[number % len(KEYS)]))
    window.close()
    bare.end()
    app.quit()
    return seen, floors


def one_press(window, page, watch, key) -> float:  # type: ignore[no-untyped-def]
    marks = page.timeline.marks
    before = len(marks.timeline.tags)
    began_ns = time.monotonic_ns()
    QTest.keyPress(window.windowHandle(), key)  # as a real key: to what has the focus
    wait_until(lambda: watch.painted_ns > began_ns and len(marks.timeline.tags) > before)
    passed = (time.monotonic_ns() - began_ns) / 1e6
    QTest.keyRelease(window.windowHandle(), key)
    return passed


if __name__ == "__main__":
    main()
