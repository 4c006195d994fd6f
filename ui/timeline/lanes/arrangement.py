"""Which lanes the listener wants to see, in which order and how high."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import LaneStack


class Arrangement(QObject):
    """Signals: changed(), other lanes are to be shown; chosen(LaneChoices), when the listener
    arranged them.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes

    def show(self, choices: LaneChoices) -> None:
        """Show the lanes as they were chosen before."""
        if choices != self._lanes.choices:
            self._lanes.choices = choices
            self.changed.emit()

    def choose(self, choices: LaneChoices) -> None:
        """The same by the listener, to be remembered."""
        if choices != self._lanes.choices:
            self.show(choices)
            self.chosen.emit(choices)
