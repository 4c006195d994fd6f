"""The floor for marking: a window that does nothing but commit its row and paint itself."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.profile.paths import Paths
from bench.profile import copied_database
from bench.real_window import wait_until
from db.models.base import new_uid, now_ms
from db.search.in_sql import know_fold

_INSERT = (
    "INSERT INTO emotional_tag (uid, created_at, updated_at, track_id, emotion_id, start_ms, "
    "end_ms, raw_start_ms, raw_end_ms, intensity, mode, note, memory, made_at, made_offset_min) "
    "VALUES (?, ?, ?, 2, 1, 0, 0, 0, 0, 3, 'felt', '', '', ?, 0)"
)


class BareWindow(QWidget):
    """On a copy of the profile's file, with the same triggers and pragmas: on the file itself, the
    real window would take each row for another process's, and read again.
    """

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self._raw = sqlite3.connect(copied_database(Paths.for_profile(profile)))
        know_fold(self._raw)
        self._raw.isolation_level = None
        self._raw.execute("PRAGMA synchronous = FULL")
        self._painted_ns = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(1320, 840)
        self.show()
        QTest.qWaitForWindowExposed(self)

    def pressed_ms(self) -> float:
        """From a key press to its row on disk and the window painted."""
        began_ns = time.monotonic_ns()
        QTest.keyClick(self, Qt.Key.Key_1)
        wait_until(lambda: self._painted_ns > began_ns)
        return (time.monotonic_ns() - began_ns) / 1e6

    def end(self) -> None:
        self.close()
        self._raw.close()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        now = now_ms()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute(_INSERT, (new_uid(), now, now, now))
        self._raw.execute("COMMIT")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), Qt.GlobalColor.darkCyan)
        self._painted_ns = time.monotonic_ns()
