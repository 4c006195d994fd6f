"""Says what was undone or redone: its name, and where it was, if that can't be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.transactions.history import Step
    from ui.bridge.context import Context


class UndoAnnouncer(QObject):
    """Speaks after each step back or forward."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.history.replayed.connect(self._say)

    def _say(self, step: Step, is_undo: bool) -> None:
        what = f"{step.label[:1].lower()}{step.label[1:]}"
        said = f"{'Undone' if is_undo else 'Redone'}: {what}"
        title = self._title_elsewhere(step)
        self._context.messages.say(f"{said}, in “{title}”." if title else f"{said}.")

    def _title_elsewhere(self, step: Step) -> str:
        """The one track that it was on, when another one is open; else nothing."""
        here = self._context.playback.track
        if len(step.track_ids) != 1 or (here is not None and here.id in step.track_ids):
            return ""
        try:
            return self._context.services.library.track(*step.track_ids).row.title
        except (LookupError, Problem):  # undone was that there is such a track
            return ""
