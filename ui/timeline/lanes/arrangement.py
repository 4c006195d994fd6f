"""The lanes the listener wants to see, their order and heights."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import LaneStack


class Arrangement(QObject):
    """Signals: changed(): other lanes are shown; chosen(LaneChoices): the listener
    arranged them.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes

    def show(self, choices: LaneChoices) -> None:
        """Shows the lanes as they were chosen before."""
        if choices != self._lanes.choices:
            self._lanes.choices = choices
            self.changed.emit()

    def choose(self, choices: LaneChoices) -> None:
        """The same, chosen by the listener and to be remembered."""
        if choices != self._lanes.choices:
            self.show(choices)
            self.chosen.emit(choices)
