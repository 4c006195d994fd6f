"""CPU time of one frame while playing: only the playhead moves, 1600 px wide, 300 marks.

Usage: python -m bench.timeline_frame [--platform offscreen|xcb] [--width 1600] [--zoom 8]
       [--intensity], with the lane of intensity
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.display import expect_display
from bench.figure import say, spread

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.timeline.view import TimelineView

FRAMES = 3_000
DURATION_MS = 240_000
FRAME_MS = 16
STRIP_PX = 18
AT_A_TIME = 100


def measure(
    width: int, height: int, zoom: float, *, has_intensity: bool = False
) -> tuple[list[float], list[float]]:
    """Milliseconds of this process's CPU for each frame, painting included, and the floor's."""
    from bench.made_timeline import busy_timeline
    from bench.timeline_redraw import shown

    view = shown(busy_timeline(DURATION_MS, 300), width, height)
    if has_intensity:
        show_intensity(view, DURATION_MS)
    view.viewport.zoom(zoom, 0)
    return play(view)


def show_intensity(view: TimelineView, duration_ms: int) -> None:
    """A wave each half minute, with all that can be found in one."""
    import numpy as np

    from app.analysis.loudness import HOP_MS, IntensityCurve
    from app.core.timecode import Span
    from app.intensity.records import EventKind, IntensityEvent

    hops = np.arange(duration_ms // HOP_MS)
    values = 0.5 - 0.4 * np.cos(hops * HOP_MS / 30_000 * 2 * np.pi)
    places = ((EventKind.BUILD, 0, 14), (EventKind.CLIMAX, 14, 18), (EventKind.DROP, 18, 19),
              (EventKind.BREAK, 22, 25))  # fmt: skip
    events = [
        IntensityEvent(kind, Span(first + 1_000 * start, first + 1_000 * end))
        for first in range(0, duration_ms, 30_000)
        for kind, start, end in places
    ]
    view.intensity.show(IntensityCurve(HOP_MS, values.astype(np.float32)), events)


def play(view: TimelineView) -> tuple[list[float], list[float]]:
    """The same for a view that is already shown, following the music over its whole track.

    The floor, alternating every few frames: a bare widget that fills the strip that a playhead
    leaves and enters. The first frame of a turn isn't counted: it finds the processor's caches full
    of the other's data, takes twice as long, and one in a hundred decides the 99th percentile.
    """
    from PySide6.QtWidgets import QApplication

    bare = _bare_window(view)
    view.viewport.set_playing(True)
    for _ in range(5):
        QApplication.processEvents()
    times: list[float] = []
    floors: list[float] = []
    for first in range(0, FRAMES, AT_A_TIME):
        frames = range(first, first + AT_A_TIME)
        ours = [_cpu_ms(partial(view.viewport.set_position, n * FRAME_MS)) for n in frames]
        strips = [_cpu_ms(partial(_fill_strip, bare, n)) for n in frames]
        times += ours[1:]
        floors += strips[1:]
    view.close()
    bare.close()
    return times, floors


def _cpu_ms(step: Callable[[], object]) -> float:
    from PySide6.QtWidgets import QApplication

    begun = time.process_time_ns()
    step()
    QApplication.processEvents()
    return (time.process_time_ns() - begun) / 1e6


def _fill_strip(bare: QWidget, frame: int) -> None:
    bare.update(frame % (bare.width() - STRIP_PX), 0, STRIP_PX, bare.height())


def _bare_window(view: TimelineView) -> QWidget:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            QPainter(self).fillRect(event.rect(), Qt.GlobalColor.white)

    bare = Bare()
    bare.resize(view.size())
    bare.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    bare.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    bare.show()
    QTest.qWaitForWindowExposed(bare)
    return bare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default=None)
    parser.add_argument("--width", type=int, default=1600)
    parser.add_argument("--height", type=int, default=600)
    parser.add_argument("--zoom", type=float, default=8.0, help="times closer than the whole track")
    parser.add_argument("--intensity", action="store_true", help="with the lane of intensity")
    args = parser.parse_args()
    has_display = bool(os.environ.get("DISPLAY"))
    os.environ["QT_QPA_PLATFORM"] = args.platform or ("xcb" if has_display else "offscreen")
    expect_display()
    seen = spread(*measure(args.width, args.height, args.zoom, has_intensity=args.intensity))
    say("timeline_frame", **seen, width_px=args.width, platform=os.environ["QT_QPA_PLATFORM"])


if __name__ == "__main__":
    main()
