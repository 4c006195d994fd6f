"""Where one says how one feels: a field to point at, and nothing that was said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.words import _
from app.journal.records import Feeling
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.buttons import PrimaryButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

_WIDE_PX = 260


class FeelingPopup(Popup):
    """Enter, the button and a click elsewhere take what was pointed at; Escape drops it.

    Signal: felt(Feeling).
    """

    felt = Signal(object)

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, title, _WIDE_PX)
        self._is_dropped = False
        self.grid = AffectGrid(title)
        self.keep = PrimaryButton(_("Keep it"), "check")
        self.keep.setEnabled(False)
        self.grid.affect_changed.connect(lambda _valence, _arousal: self.keep.setEnabled(True))
        self.grid.affect_cleared.connect(lambda: self.keep.setEnabled(False))
        self.keep.clicked.connect(self.close)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.keep)
        self.setFocusProxy(self.grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if self.grid.affect() is not None:
                self.close()
            return
        self._is_dropped = event.key() == Qt.Key.Key_Escape
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        affect, is_dropped = self.grid.affect(), self._is_dropped
        self._is_dropped = True  # it is said once
        super().closeEvent(event)
        if affect is not None and not is_dropped:
            self.felt.emit(Feeling(*affect))
