"""How long the event loop takes while the page of all years comes in, beside the same at rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figure import percentile, say
from bench.year_profile import YEAR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIZE = (1232, 840)
FRAME_MS = 16


def measure(folder: Path) -> None:
    """Of the real page, in a window of its own."""
    from bench.real_window import opened_window
    from ui.bridge.places import YearPlace
    from ui.tour.own_pages import OwnPages

    window, _listen = opened_window(folder, SIZE)
    assert window.desk is not None
    pages = window.desk.pages
    page = OwnPages(pages).years
    pages.show_page("years")
    page.open(YearPlace(YEAR))
    _turns(page, lambda: page.is_reading)
    began = time.perf_counter()
    page.open_year(None)
    streaming = _turns(page, lambda: page.is_reading)
    lasted_s = time.perf_counter() - began
    ends = time.perf_counter() + lasted_s
    rest = _turns(page, lambda: time.perf_counter() < ends)
    late, calm = percentile(streaming, 0.999), percentile(rest, 0.999)
    say(
        "all_years_frames",
        p999_ms=late,
        max_ms=max(streaming),
        rest_p999_ms=calm,
        frames=len(streaming),
        streamed_s=lasted_s,
        ratio=late / calm,
    )
    window.close()


def _turns(page: QWidget, goes_on: Callable[[], bool]) -> list[float]:
    """From one frame to the next, in ms, with one due every FRAME_MS."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, times = QEventLoop(), list[float]()
    last = [time.perf_counter()]

    def frame() -> None:
        now = time.perf_counter()
        times.append((now - last[0]) * 1000)
        last[0] = now
        if not goes_on() and len(times) > 20:
            loop.quit()

    timer = QTimer(page, interval=FRAME_MS)
    timer.setTimerType(timer.timerType().PreciseTimer)
    timer.timeout.connect(frame)
    timer.start()
    loop.exec()
    timer.stop()
    return times[1:]
