"""How often the playback looks at the player: as often as somebody who is seen needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

FRAME_MS = 16
SMOOTH_MS = 40  # for a playhead that moves a few pixels a second
REST_MS = 250  # while nothing that moves with the music is seen


class Pace:
    """Wishes, each asked again at every look, so that it may change with zoom, width and speed."""

    def __init__(self) -> None:
        self._wishes: dict[int, tuple[QObject, Callable[[], float]]] = {}

    def wish(self, owner: QObject, ms: Callable[[], float]) -> None:
        """ms: how long a position may be old; counts as long as the owner lives, and only while it
        is seen if it is a widget.
        """
        key = id(owner)
        self._wishes[key] = owner, ms
        owner.destroyed.connect(lambda _owner=None, key=key: self._wishes.pop(key, None))

    def next_ms(self) -> int:
        """Until the next look, of 16..250."""
        wished = (ms() for owner, ms in self._wishes.values() if _counts(owner))
        return max(FRAME_MS, min(REST_MS, round(min(wished, default=REST_MS))))


def _counts(owner: QObject) -> bool:
    return not isinstance(owner, QWidget) or is_seen(owner)


def is_seen(widget: QWidget) -> bool:
    """Whether it is on the screen, as far as the window's own part goes."""
    if not widget.isVisible():
        return False
    window = widget.window()
    handle: QWindow | None = window.windowHandle()
    return not window.isMinimized() and (handle is None or handle.isExposed())
