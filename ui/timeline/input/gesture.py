"""What all mouse gestures have in common."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF


class Gesture(Protocol):
    """A mouse gesture, from press to release. at: x on the axis, y on the canvas."""

    def move(self, at: QPointF, *, snaps: bool) -> None: ...

    def release(self) -> None: ...

    def cancel(self) -> None: ...
