"""From one picture to the next."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

FRAME_MS = 33


class CrossFade(QObject):
    """Its timer runs only while two pictures are in sight. Signal: moved(), to be painted anew.

    now_s: a clock.
    """

    moved = Signal()

    def __init__(self, parent: QObject, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._old: QPixmap | None = None
        self._new: QPixmap | None = None
        self._began_s = 0.0
        self._lasts_s = 0.0
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)

    @property
    def is_under_way(self) -> bool:
        return self._old is not None

    def show(self, picture: QPixmap, lasts_ms: int) -> None:
        """lasts_ms: 0 changes it at once."""
        before = self._old if self._old is not None and self._share() < 0.5 else self._new
        is_soft = lasts_ms > 0 and before is not None and before.size() == picture.size()
        self._old, self._new = (before if is_soft else None), picture
        self._began_s, self._lasts_s = self._now_s(), lasts_ms / 1000
        if is_soft:
            self._timer.start()
        else:
            self._timer.stop()
        self.moved.emit()

    def end(self) -> None:
        """At once, for when nobody looks any more."""
        self._old = None
        self._timer.stop()

    def paint(self, painter: QPainter, room: QRect) -> bool:
        """Fills the room; returns False while there is no picture yet."""
        if self._new is None:
            return False
        if self._old is None:
            _paint(painter, room, self._new)
            return True
        _paint(painter, room, self._old)
        painter.setOpacity(_eased(self._share()))
        _paint(painter, room, self._new)
        painter.setOpacity(1.0)
        return True

    def _share(self) -> float:
        if self._lasts_s <= 0:
            return 1.0
        return min(1.0, (self._now_s() - self._began_s) / self._lasts_s)

    def _step(self) -> None:
        if self._share() >= 1.0:
            self.end()
        self.moved.emit()


def _paint(painter: QPainter, room: QRect, picture: QPixmap) -> None:
    if picture.deviceIndependentSize().toSize() == room.size():
        painter.drawPixmap(QPoint(0, 0), picture)
    else:  # until the one of this size is there
        painter.drawPixmap(room, picture, picture.rect())


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)
