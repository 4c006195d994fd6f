"""The floor under a mark: a window that does nothing but commit its row and paint itself."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.profile.paths import Paths
from bench.figure import median
from bench.real_window import wait_until
from db.models.base import new_uid, now_ms

PRESSES = 60
_INSERT = (
    "INSERT INTO emotional_tag (uid, created_at, updated_at, track_id, emotion_id, start_ms, "
    "end_ms, raw_start_ms, raw_end_ms, intensity, mode, note, memory, made_at, made_offset_min) "
    "VALUES (?, ?, ?, 2, 1, 0, 0, 0, 0, 3, 'felt', '', '', ?, 0)"
)


class BareWindow(QWidget):
    def __init__(self, raw: sqlite3.Connection) -> None:
        super().__init__()
        self._raw = raw
        self.painted_ns = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        now = now_ms()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute(_INSERT, (new_uid(), now, now, now))
        self._raw.execute("COMMIT")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), Qt.GlobalColor.darkCyan)
        self.painted_ns = time.monotonic_ns()


def committed_and_painted_ms(profile: Path) -> float:
    """Median of some presses, on the same file with the same triggers and pragmas."""
    app = QApplication.instance() or QApplication([])
    database = Paths.for_profile(profile).database
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous = FULL")
        window = BareWindow(raw)
        window.resize(1320, 840)
        window.show()
        QTest.qWaitForWindowExposed(window)
        seen = [_one_press(window) for _ in range(PRESSES)]
        window.close()
    app.processEvents()
    return median(seen)


def _one_press(window: BareWindow) -> float:
    QTest.qWait(12)
    began_ns = time.monotonic_ns()
    QTest.keyClick(window, Qt.Key.Key_1)
    wait_until(lambda: window.painted_ns > began_ns)
    return (time.monotonic_ns() - began_ns) / 1e6
