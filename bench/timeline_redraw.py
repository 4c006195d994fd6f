"""Full redraws of the timeline after zooming and panning, from the whole track to 1 ms per pixel.

Used by `bench.timeline_depth`.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.timeline.records import TrackTimeline
from bench.figure import median
from bench.made_timeline import swelling_peaks, tagged, timeline
from bench.profile import DURATION_MS, open_profile
from bench.real_window import settle
from ui.bridge.jobs.gc_pauses import GarbageRounds
from ui.start.plain_imports import import_plainly
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.input.touch import WHEEL_ZOOM
from ui.timeline.view import TimelineView

PANS = 80
GROWTH = (100, 1_000, 10_000)
IN_VIEW_MS = (100_000, 110_000)


def application() -> QApplication:
    import_plainly()  # as in the program
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([])


def view_on(profile: Path, width: int, height: int) -> TimelineView:
    """A window with only a timeline, showing the profile's first track."""
    services = open_profile(profile)
    content = services.timelines.timeline(TrackId(1))
    services.close()
    return shown(content, width, height)


def shown(
    content: TrackTimeline, width: int, height: int, *, has_peaks: bool = True
) -> TimelineView:
    apply_theme(application(), LIGHT)
    view = TimelineView()
    GarbageRounds(lambda: True, view).start()  # as in the program
    view.resize(width, height)
    view.show()
    QTest.qWaitForWindowExposed(view)
    view.marks.set_timeline(content)
    if has_peaks:
        view.waveform.set_peaks(swelling_peaks(content.duration_ms))
    settle()
    return view


def by_gesture(profile: Path, width: int, height: int) -> dict[str, list[Redraw]]:
    """Each redraw: zooming in and out by the wheel, and scrolling to and fro; and the floor."""
    view, bare = view_on(profile, width, height), _Bare(width, height)
    chance = random.Random(1)
    zooms, pans = [], []
    for anchor in (0.1, 0.35, 0.5, 0.8):
        for factor in (WHEEL_ZOOM, 1 / WHEEL_ZOOM):
            at_end = False
            while not at_end:
                before = view.viewport.axis
                view.viewport.zoom(factor, anchor * width)
                at_end = view.viewport.axis == before
                if not at_end:
                    zooms.append(beside(bare, redrawn(view.canvas)))
    while view.viewport.axis.ms_per_px > view.viewport.axis.closest_ms_per_px * 1.01:
        for _ in range(PANS // 10):
            view.viewport.scroll_by(chance.choice((-1, 1)) * chance.uniform(0.01, 1.2) * width)
            pans.append(beside(bare, redrawn(view.canvas)))
        view.viewport.zoom(WHEEL_ZOOM**2, chance.random() * width)
        redrawn(view.canvas)
    view.close()
    bare.close()
    return {"zoom": zooms, "pan": pans}


def grown(width: int, height: int) -> dict[int, float]:
    """The same ten seconds with thirty marks, by the number of marks elsewhere."""
    found = {}
    for count in GROWTH:
        view = shown(timeline(DURATION_MS, tags=_few_here(count)), width, height)
        seen = []
        for _ in range(30):
            for factor in (1.1, 1 / 1.1):
                view.viewport.set_axis(_on_the_stretch(view, factor))
                seen.append(redrawn(view.canvas).wall_ms)
        found[count] = median(seen)
        view.close()
    return found


class _Bare(QWidget):
    """The floor: a window of that size that fills itself and copies one picture."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.resize(width, height)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._picture = QPixmap(width, height)
        self._picture.fill(Qt.GlobalColor.transparent)
        self.show()
        QTest.qWaitForWindowExposed(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.drawPixmap(0, 0, self._picture)


class Redraw(NamedTuple):
    """By the clock, and in this process's CPU time: on a busy machine they differ."""

    wall_ms: float
    cpu_ms: float
    floor_ms: float = 0.0  # of a bare window right after it


def redrawn(widget: QWidget) -> Redraw:
    began_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    widget.repaint()
    application().processEvents()
    wall_ms = (time.perf_counter_ns() - began_ns) / 1e6
    return Redraw(wall_ms, (time.process_time_ns() - cpu_ns) / 1e6)


def beside(bare: QWidget, redraw: Redraw) -> Redraw:
    return redraw._replace(floor_ms=redrawn(bare).wall_ms)


def _on_the_stretch(view: TimelineView, factor: float) -> TimeAxis:
    start, end = IN_VIEW_MS
    reach = round((end - start) * (factor - 1) / 2)
    return view.viewport.axis.showing(Span(start - reach, end + reach), padding=0)


def _few_here(elsewhere: int) -> list[TaggedEmotion]:
    chance = random.Random(elsewhere)
    start, end = IN_VIEW_MS
    here = [tagged(n + 1, start + n * 330, start + n * 330 + 200, emotion=n) for n in range(30)]
    for n in range(elsewhere):
        at = chance.choice(
            (chance.randrange(start - 12_000), chance.randrange(end + 2_000, 170_000))
        )
        here.append(tagged(100 + n, at, at + chance.choice((0, 4_000)), emotion=n))
    return here
