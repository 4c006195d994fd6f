"""What keys do to the build, climax, drop or break that is chosen.

As for marks: an arrow key moves it, with Alt its end, and it is saved when the key is released.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.marks import blocks
from ui.timeline.input.nudging import nudge_ms
from ui.timeline.selection.dragging import LEAST_SPAN_MS
from ui.timeline.selection.event_walk import EventWalk
from ui.timeline.viewport import Viewport
from ui.widgets.enter_keys import ENTER_KEYS

_Key = Qt.Key
_SIDEWAYS = (_Key.Key_Left, _Key.Key_Right)


class EventKeys:
    def __init__(self, events: EventWalk, viewport: Viewport) -> None:
        self._events, self._viewport = events, viewport
        self._nudging: int | None = None  # the key that is down

    @property
    def is_nudging(self) -> bool:
        return self._nudging is not None

    def is_ours(self, event: QKeyEvent) -> bool:
        if self._events.at is None:
            return False
        key, bare = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return key in _SIDEWAYS or (not bare and key in (*ENTER_KEYS, _Key.Key_Escape))

    def press(self, event: QKeyEvent) -> None:
        """Only what is ours."""
        key = event.key()
        if key in _SIDEWAYS:
            self._nudge(event)
        elif key == _Key.Key_Escape and self._nudging is not None:
            self.cancel()
        elif key == _Key.Key_Escape:
            self._events.leave()
        elif not event.isAutoRepeat():
            self.finish()
            self._events.activate()

    def release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or event.key() != self._nudging:
            return False
        self.finish()
        return True

    def finish(self) -> None:
        if self._nudging is not None:
            self._nudging = None
            self._events.keep_moved()

    def cancel(self) -> None:
        if self._nudging is not None:
            self._nudging = None
            self._events.show_moved(None)

    def _nudge(self, event: QKeyEvent) -> None:
        if self._nudging != event.key():
            self.finish()
            self._nudging = event.key()
        span, duration_ms = self._events.span, self._viewport.axis.duration_ms
        if span is None:
            return
        way = -1 if event.key() == _Key.Key_Left else 1
        by_ms = way * nudge_ms(event.modifiers())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            moved = blocks.with_end_moved({0: span}, by_ms, duration_ms, LEAST_SPAN_MS)
        else:
            moved = blocks.moved({0: span}, by_ms, duration_ms)
        self._events.show_moved(moved[0])
        self._viewport.reveal(moved[0])
