"""Whether there is a display to measure on, asked before anything is prepared."""

from __future__ import annotations

import os
import sys

from ui.start.launch import has_display

NO_DISPLAY = (
    "This measures a window and needs a display: start it with “make bench”, which brings one, "
    "under Xvfb, or with QT_QPA_PLATFORM=offscreen.\n"
)


def expect_display(platform: str | None = None) -> None:
    """Ends the process with 2 if there is no display. platform: the one asked for, if any.

    Qt itself would end it without saying what to do, and a start would never become usable.
    """
    platform = platform or os.environ.get("QT_QPA_PLATFORM", "")
    place = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}.get(platform)
    is_there = bool(os.environ.get(place)) if place else bool(platform) or has_display()
    if not is_there:
        sys.stderr.write(NO_DISPLAY)
        raise SystemExit(2)
