"""In a narrow window, what is beside the rows otherwise: the still, and how strongly by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.same_moment.beads import BeadPicture
from ui.same_moment.still import MomentStill
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

if TYPE_CHECKING:
    from ui.bridge.context import Context

_STILL_PX = (96, 56)


class MomentStrip(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.still, self.beads = MomentStill(context), BeadPicture()
        self.beads.is_low = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.still)
        row.addWidget(self.beads, 1)

    def fit(self) -> None:
        self.still.setFixedSize(*map(scaled_px, _STILL_PX))
