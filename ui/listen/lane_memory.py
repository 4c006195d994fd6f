"""The lanes as they were chosen, from one start to the next; hiding one can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.words import _
from ui.bridge.journal.undo import PageStep
from ui.timeline.lanes.lane_choices import LaneChoices

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory
    from ui.timeline.view import TimelineView


class LaneMemory(QObject):
    """Keeps their order, their heights and which are shown."""

    def __init__(
        self, context: Context, view: TimelineView, memory: WindowMemory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._memory, self._view = context, memory, view
        view.arrangement.show(LaneChoices.from_text(memory.text("lanes")))
        self._kept = view.lanes.choices
        view.arrangement.chosen.connect(self._on_chosen)

    def _on_chosen(self, choices: LaneChoices) -> None:
        before = self._kept
        self._keep(choices)
        for key in self._view.lanes.by_key:
            if before.shown.get(key, True) and not choices.shown.get(key, True):
                self._offer_back(key)

    def _offer_back(self, key: str) -> None:
        lane = str(self._view.lanes.by_key[key].title)
        label = _("Hide the lane “{lane}”", lane=lane)
        step = PageStep(label, lambda: self._show(key, True), lambda: self._show(key, False))
        self._context.history.add_shown(step)
        self._context.say_done(_("The lane “{lane}” is hidden.", lane=lane))

    def _show(self, key: str, is_shown: bool) -> None:
        choices = self._view.lanes.choices.with_shown(key, is_shown)
        self._view.arrangement.show(choices)
        self._keep(choices)

    def _keep(self, choices: LaneChoices) -> None:
        self._kept = choices
        self._memory.state.setValue("lanes", choices.as_text())
