"""Tells a held key from repeated taps.

X11 reports a held key as pairs of release and press, some 25 a second. Qt marks a pair as
auto-repeat if it has read both halves by the time it looks at the first; otherwise the key seems to
be tapped. Measured with a key held on Xvfb: nine pairs of ten came unmarked. A passage would end
after half a second, its intensity rise by itself, and every nudge of a held arrow key become a step
of its own.

Conversely, if the release of a key went to another window, Qt still considers it held: when the
window has the focus again, Qt marks the next press of that key as auto-repeat, and the first
emotion the listener meant would be lost. A true repeat comes with its release; this press doesn't.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

PAIR_MS = 5  # both halves have the same timestamp; no finger is that fast
WAIT_MS = 12  # for the other half; the halves were read less than a millisecond apart


@dataclass(frozen=True, slots=True)
class _Release:
    receiver: QObject
    event: QKeyEvent


class KeyRepeats(QObject):
    """Holds a release back until it is clear whether a press follows.

    in_pairs: whether the system reports repeats that way; only its own events are held back.
    """

    def __init__(self, parent: QObject, in_pairs: bool | None = None) -> None:
        super().__init__(parent)
        is_x11 = QGuiApplication.platformName() == "xcb"
        self._in_pairs = is_x11 if in_pairs is None else in_pairs
        self._held_back: dict[int, _Release] = {}
        self._told: dict[int, int] = {}  # when the last release came that Qt marked as a repeat
        self._is_sending = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.let_go)

    def takes(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Returns whether the event was dealt with: held back, or passed on as a repeat."""
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
            self._send(release)  # released, and pressed again
            return False
        self._send(_Release(receiver, _told_anew(event, is_repeat=True)))
        return True

    def _takes_told(self, receiver: QObject, event: QKeyEvent) -> bool:
        """What Qt marked as a repeat; a press that came without a release isn't one."""
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
        """No press followed: these keys really are up."""
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
