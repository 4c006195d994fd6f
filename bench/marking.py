"""From a key press to a mark that is on disk and painted, in the real window.

A digit is sent to the window while a scripted player stands on a track; the clock stops when the
timeline has painted the mark, which is after its commit. Usage: python -m bench.marking
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import wave
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.cli import Arguments
from bench.figure import median, percentile, say
from bench.profile import DURATION_MS, filled_profile

RATE_HZ = 8000
KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--marks", type=int, default=300, help="marks on the track beforehand")
    parser.add_argument("--presses", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        filled_profile(Path(folder), 50, options.marks)
        _write_silence(Path(folder) / "data" / "music" / "0.ogg")
        milliseconds = _presses(Path(folder), options.presses)
    say(
        "key_to_painted_mark",
        median_ms=median(milliseconds),
        p99_ms=percentile(milliseconds, 0.99),
        marks=options.marks,
        fsync_ms=_fsync_ms(),
    )


class PaintWatch(QObject):
    """Knows when a widget was painted last."""

    painted_ns = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted_ns = time.monotonic_ns()
        return False


def _presses(profile: Path, count: int) -> list[float]:
    from ui.main_window import MainWindow

    app = QApplication([])
    window = MainWindow(Arguments(profile=profile, silent=True))
    window.show()
    window.activateWindow()
    _wait(lambda: window.desk is not None)
    desk = window.desk
    assert desk is not None
    page = desk.show_listen()
    desk.playback.cue_up(1)
    QTest.qWait(500)
    watch = PaintWatch()
    page.timeline.installEventFilter(watch)
    seen = []
    for number in range(count):
        desk.playback.seek_ms(number * 977 % DURATION_MS)
        QTest.qWait(12)
        seen.append(_one_press(window, page, watch, KEYS[number % len(KEYS)]))
    window.close()
    app.quit()
    return seen


def _one_press(window, page, watch, key) -> float:  # type: ignore[no-untyped-def]
    before = len(page.timeline.timeline.tags)
    began_ns = time.monotonic_ns()
    QTest.keyPress(window, key)
    _wait(lambda: watch.painted_ns > began_ns and len(page.timeline.timeline.tags) > before)
    passed = (time.monotonic_ns() - began_ns) / 1e6
    QTest.keyRelease(window, key)
    return passed


def _write_silence(path: Path) -> None:
    """The first track's file; its content tells what it is, whatever its name."""
    path.parent.mkdir(parents=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(2 * RATE_HZ * DURATION_MS // 1000))


def _wait(is_true) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + 30
    while not is_true():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise SystemExit("the window did not get there within 30 s")


def _fsync_ms() -> float:
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
