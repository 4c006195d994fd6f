"""CPU time of one frame while playing: only the playhead moves, 1600 px wide, 300 marks.

Usage: python -m bench.timeline_frame [--platform offscreen|xcb] [--width 1600] [--zoom 8]
"""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING

from bench.figure import median, percentile, say

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

FRAMES = 3_000
DURATION_MS = 240_000
FRAME_MS = 16
STRIP_PX = 18


def measure(width: int, height: int, zoom: float) -> list[float]:
    """Milliseconds of this process's CPU time for each frame, painting included."""
    from bench.made_timeline import busy_timeline
    from bench.timeline_redraw import shown

    view = shown(busy_timeline(DURATION_MS, 300), width, height)
    view.viewport.zoom(zoom, 0)
    return play(view)


def play(view: TimelineView) -> list[float]:
    """The same for a view that is shown already, followed over its whole track."""
    from PySide6.QtWidgets import QApplication

    view.viewport.set_playing(True)
    for _ in range(5):
        QApplication.processEvents()
    times = []
    for frame in range(FRAMES):
        begun = time.process_time_ns()
        view.viewport.set_position(frame * FRAME_MS)
        QApplication.processEvents()
        times.append((time.process_time_ns() - begun) / 1e6)
    view.close()
    return sorted(times)


def bare_frames(width: int, height: int) -> list[float]:
    """The floor: a bare widget that fills the strip a playhead leaves and enters."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            QPainter(self).fillRect(event.rect(), Qt.GlobalColor.white)

    window = Bare()
    window.resize(width, height)
    window.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    window.show()
    QTest.qWaitForWindowExposed(window)
    times = []
    for frame in range(FRAMES):
        begun = time.process_time_ns()
        window.update(frame % (width - STRIP_PX), 0, STRIP_PX, height)
        QApplication.processEvents()
        times.append((time.process_time_ns() - begun) / 1e6)
    window.close()
    return sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default=None)
    parser.add_argument("--width", type=int, default=1600)
    parser.add_argument("--height", type=int, default=600)
    parser.add_argument("--zoom", type=float, default=8.0, help="times closer than the whole track")
    args = parser.parse_args()
    has_display = bool(os.environ.get("DISPLAY"))
    os.environ["QT_QPA_PLATFORM"] = args.platform or ("xcb" if has_display else "offscreen")
    times = measure(args.width, args.height, args.zoom)
    say(
        "timeline_frame",
        p50_ms=median(times),
        p99_ms=percentile(times, 0.99),
        max_ms=times[-1],
        frames=len(times),
        width_px=args.width,
        platform=os.environ["QT_QPA_PLATFORM"],
    )


if __name__ == "__main__":
    main()
