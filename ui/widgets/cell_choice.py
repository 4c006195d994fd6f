"""A drop-down list in a table cell."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.calm_inputs import ElidingCombo


class CellChoice(ElidingCombo):
    """The editor of a cell; an item's value is its data. Signal: taken(), an item was chosen."""

    taken = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.activated.connect(lambda _place: self.taken.emit())
        # Opened after the view has placed it, or the list would open in the wrong place.
        QTimer.singleShot(0, self, self.showPopup)

    def show_value(self, value: object) -> None:
        self.setCurrentIndex(self.findData(value))
