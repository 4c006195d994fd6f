"""Opening a track with many marks until all of it is painted, and its peaks' memory.

Used by `bench.timeline_depth`.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from app.analysis.feature_store import FeatureStore
from app.analysis.peaks_feature import PEAKS
from app.profile.paths import Paths
from bench.real_window import PaintWatch, opened_window, settle, wait_until
from bench.timeline_depth import THREE_HOURS_MS, payload_hash

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

OPENINGS = 12


def opened_ms(profile: Path) -> tuple[list[float], list[float]]:
    """Milliseconds until the last paint of each opening, the cold one first; and, alternating,
    those of only reading the same.
    """
    app = QApplication([])
    window, page = opened_window(profile, (1600, 1000))
    assert window.desk is not None
    playback, view = window.desk.playback, page.timeline
    watches = []
    for widget in (view.canvas, window.desk.bar.seek_bar):
        watches.append(PaintWatch())
        widget.installEventFilter(watches[-1])
    seen, floors = [], []
    for _ in range(OPENINGS):
        floors.append(_read_ms(profile))
        playback.cue_up(2)
        settle()
        began_ns = time.monotonic_ns()
        playback.cue_up(1)
        _wait_until_painted(view, watches, began_ns)
        settle()  # what is postponed for some moments is part of it
        seen.append((max(watch.painted_ns for watch in watches) - began_ns) / 1e6)
    window.close()
    app.quit()
    return seen, floors


def _wait_until_painted(view: TimelineView, watches: Sequence[PaintWatch], since_ns: int) -> None:
    """Waits until the first track is shown wherever a part of it is."""

    def is_there() -> bool:
        is_open = view.marks.timeline is not None and view.marks.timeline.track_id == 1
        return is_open and all(watch.painted_ns > since_ns for watch in watches)

    wait_until(is_there)


def _read_ms(profile: Path) -> float:
    """Reading the rows with sqlite3 and the peaks' bytes."""
    paths = Paths.for_profile(profile)
    with closing(sqlite3.connect(paths.database)) as raw:
        began = time.perf_counter()
        raw.execute(
            "SELECT * FROM emotional_tag WHERE track_id = 1 ORDER BY start_ms, id"
        ).fetchall()
        for file in paths.peaks.glob(f"*{0:040x}*"):
            file.read_bytes()
        return (time.perf_counter() - began) * 1000


def peaks_in_view(profile: Path, width: int, height: int) -> dict[str, Any]:
    """How much the waveform of three hours adds to this process while it is shown and zoomed, to
    that of three minutes: the pictures are as large."""
    from bench.made_timeline import swelling_peaks, timeline
    from bench.timeline_redraw import application, shown

    view = shown(timeline(THREE_HOURS_MS), width, height, has_peaks=False)
    view.waveform.set_peaks(swelling_peaks(180_000))
    _through_every_zoom(view)
    rest = _resident_mib()
    view.waveform.set_peaks(None)
    peaks = FeatureStore(Paths.for_profile(profile).peaks).find(payload_hash(2), PEAKS)
    assert peaks is not None
    view.waveform.set_peaks(peaks)
    application().processEvents()
    _through_every_zoom(view)
    added = _resident_mib() - rest
    floor = len(peaks.levels[0]) * 6 / 2**20
    return {"mib": added, "floor_mib": floor, "ratio": added / floor}


def _through_every_zoom(view: TimelineView) -> None:
    viewport, before = view.viewport, None
    viewport.zoom_to_all()
    while viewport.axis != before:
        view.canvas.repaint()
        before = viewport.axis
        viewport.zoom(2.0, 700)
    viewport.zoom_to_all()
    view.canvas.repaint()


def _resident_mib() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
