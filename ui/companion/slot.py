"""Where a part of the card stands that comes and goes by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

_ANY_PX = (1 << 24) - 1  # Qt’s QWIDGETSIZE_MAX, which PySide6 leaves out


class Slot:
    """Above some other parts. While the pointer rests on one of these, it comes below them all
    instead, and goes without closing the gap: nothing moves under the pointer.
    """

    def __init__(self, body: QVBoxLayout, part: QWidget, below: Sequence[QWidget]) -> None:
        self._body, self._part, self._below = body, part, tuple(below)
        body.insertWidget(body.indexOf(self._below[0]), part)
        part.hide()

    def show(self, is_shown: bool) -> None:
        rests = any(one.underMouse() and one.isVisible() for one in self._below)
        if is_shown and self._part.isHidden() and not self._keeps_room:
            self._put(is_last=rests)
        self._keep_room(not is_shown and rests and not self._is_last)
        self._part.setVisible(is_shown)

    @property
    def _is_last(self) -> bool:
        return self._body.indexOf(self._part) > self._body.indexOf(self._below[-1])

    def _put(self, *, is_last: bool) -> None:
        if is_last != self._is_last:
            self._body.removeWidget(self._part)
            first = self._body.indexOf(self._below[0])
            self._body.insertWidget(-1 if is_last else first, self._part)

    @property
    def _keeps_room(self) -> bool:
        return self._part.sizePolicy().retainSizeWhenHidden()

    def _keep_room(self, is_kept: bool) -> None:
        """As high as it is, whatever goes out of it."""
        if is_kept == self._keeps_room:
            return
        policy = self._part.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        self._part.setSizePolicy(policy)
        self._part.setMinimumHeight(self._part.height() if is_kept else 0)
        self._part.setMaximumHeight(self._part.height() if is_kept else _ANY_PX)
