"""How the Listen page is divided between the music and its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.style.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from ui.emotions.palette import Palette

SIDE_PX = 320
_LEAST_PX = 264
_BESIDE_PALETTE_PX = SPACE.xl + SPACE.l


class SideWidth(QObject):
    """The side is somewhat narrower where the names of the emotions need the room, until the
    listener chooses a width.
    """

    def __init__(self, split: QSplitter, palette: Palette) -> None:
        """split: the music on its left, the side on its right."""
        super().__init__(split)
        self._split = split
        self._palette = palette
        self._is_chosen = False
        split.installEventFilter(self)
        split.splitterMoved.connect(self._on_moved)
        palette.names_changed.connect(self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _on_moved(self, _at: int, _handle: int) -> None:
        self._is_chosen = True

    def _fit(self) -> None:
        if self._is_chosen:
            return
        whole = self._split.width() - self._split.handleWidth()
        room = whole - _BESIDE_PALETTE_PX
        side = SIDE_PX
        if room - _LEAST_PX >= self._palette.least_named_px:
            side = min(SIDE_PX, max(_LEAST_PX, room - self._palette.well_named_px))
        self._split.setSizes([whole - side, side])
