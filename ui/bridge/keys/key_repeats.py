"""A held key told as one key that is held.

X11 tells a held key as pairs of release and press, some 25 a second. Qt marks a pair as auto-repeat
when it has read both halves by the time it looks at the first; where it hasn't, the hand seems to
tap. Measured with a key held on Xvfb: nine pairs of ten came unmarked. Then a stretch would end
after half a second, its intensity rise by itself, and a held arrow make a step of every nudge.

The other way round, Qt goes on calling a key held whose release went to another window: when the
window has the keyboard again, it marks the next press of that key as auto-repeat, and the first
feeling that was meant would be lost. A true repeat has its release beside it; this press has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

PAIR_MS = 5  # both halves bear the same time; no finger is up for so short
WAIT_MS = 12  # for the other half; the halves were read less than a millisecond apart


@dataclass(frozen=True, slots=True)
class _Release:
    receiver: QObject
    event: QKeyEvent


class KeyRepeats(QObject):
    """Holds a release back until it is clear whether its press follows.

    in_pairs: whether the system tells repeats so; only events that come from it are held back.
    """

    def __init__(self, parent: QObject, in_pairs: bool | None = None) -> None:
        super().__init__(parent)
        is_x11 = QGuiApplication.platformName() == "xcb"
        self._in_pairs = is_x11 if in_pairs is None else in_pairs
        self._held_back: dict[int, _Release] = {}
        self._told: dict[int, int] = {}  # when the last release came that Qt calls a repeat's
        self._is_sending = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.let_go)

    def takes(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Whether the event has been dealt with: held back, or passed on as a repeat."""
        code = event.nativeScanCode()
        if self._is_sending or not self._in_pairs or not code:
            return False
        if event.isAutoRepeat():
            return self._takes_told(receiver, event)
        if event.type() == QEvent.Type.KeyRelease:
            self._held_back[code] = _Release(receiver, QKeyEvent(event))
            self._wait.start()
            return True
        release = self._held_back.pop(code, None)
        if event.type() != QEvent.Type.KeyPress or release is None:
            return False
        if event.timestamp() - release.event.timestamp() > PAIR_MS:
            self._send(release)  # let go, and pressed again
            return False
        self._send(_Release(receiver, _told_anew(event, is_repeat=True)))
        return True

    def _takes_told(self, receiver: QObject, event: QKeyEvent) -> bool:
        """What Qt calls a repeat: a press without its release beside it is none."""
        code, at_ms = event.nativeScanCode(), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._told[code] = at_ms
            return False
        released_ms = self._told.pop(code, None)
        if released_ms is not None and at_ms - released_ms <= PAIR_MS:
            return False
        self._send(_Release(receiver, _told_anew(event, is_repeat=False)))
        return True

    def let_go(self) -> None:
        """No press followed: these keys are up."""
        released, self._held_back = list(self._held_back.values()), {}
        for release in released:
            self._send(release)

    def _send(self, held: _Release) -> None:
        if not isValid(held.receiver):
            return
        self._is_sending = True
        try:
            QApplication.sendEvent(held.receiver, held.event)
        finally:
            self._is_sending = False


def _told_anew(event: QKeyEvent, *, is_repeat: bool) -> QKeyEvent:
    told = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        is_repeat,
        event.count(),
    )
    told.setTimestamp(event.timestamp())
    return told
