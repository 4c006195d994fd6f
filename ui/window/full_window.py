"""The whole screen for a page that fills the window, and the window as it was afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.page_spec import PageSpec

_FULL = Qt.WindowState.WindowFullScreen


class FullWindow:
    """frame: what stands around the pages, and goes meanwhile.

    geometry_before: of the window, to be remembered: what a full screen looks like is none of its
    own places. None while the window is as it always is.
    """

    def __init__(
        self, window: QWidget, frame: Sequence[QWidget], specs: Iterable[PageSpec[Any]]
    ) -> None:
        self._window = window
        self._frame = tuple(frame)
        self._filling = frozenset(spec.key for spec in specs if spec.fills_window)
        self._was_full = False
        self.geometry_before: QByteArray | None = None

    def show_page(self, key: str) -> None:
        is_filling = key in self._filling
        if is_filling == (self.geometry_before is not None):
            return
        if is_filling:
            self.geometry_before = self._window.saveGeometry()
            self._was_full = self._window.isFullScreen()
        else:
            self.geometry_before = None
        for part in self._frame:
            part.setVisible(not is_filling)
        state = self._window.windowState()
        if is_filling:
            self._window.setWindowState(state | _FULL)  # a maximised one stays so behind it
        elif not self._was_full:
            self._window.setWindowState(state & ~_FULL)
