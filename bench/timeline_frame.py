"""CPU time of one frame while playing: only the playhead moves, 1600 px wide, 300 marks.

Usage: python -m bench.timeline_frame [--platform offscreen|xcb] [--width 1600] [--zoom 8]
"""

from __future__ import annotations

import argparse
import os
import time

from bench.figure import median, percentile, say

FRAMES = 3_000
DURATION_MS = 240_000
FRAME_MS = 16


def measure(width: int, height: int, zoom: float) -> list[float]:
    """Milliseconds of this process's CPU time for each frame, painting included."""
    from PySide6.QtWidgets import QApplication

    from tests.ui.timeline.builders import busy_timeline, swelling_peaks
    from ui.style.theme import apply_theme
    from ui.style.tokens import LIGHT
    from ui.timeline.view import TimelineView

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    apply_theme(app, LIGHT)
    view = TimelineView()
    view.resize(width, height)
    view.show()
    view.set_timeline(busy_timeline(DURATION_MS, 300))
    view.set_peaks(swelling_peaks(DURATION_MS))
    view.zoom(zoom, 0)
    view.set_playing(True)
    for _ in range(5):
        app.processEvents()
    times = []
    for frame in range(FRAMES):
        begun = time.process_time_ns()
        view.set_position(frame * FRAME_MS)
        app.processEvents()
        times.append((time.process_time_ns() - begun) / 1e6)
    view.close()
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
