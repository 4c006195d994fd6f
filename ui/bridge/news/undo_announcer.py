"""Says what was undone or redone, and on which track if that isn't the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import Problem
from app.core.words import _

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
        said = _said(step.label, self._title_elsewhere(step), is_undo)
        self._context.messages.say(said, about="undo")

    def _title_elsewhere(self, step: Step) -> str:
        """The one track it was on, if another one is open; otherwise empty."""
        here = self._context.playback.track
        if len(step.track_ids) != 1 or (here is not None and here.id in step.track_ids):
            return ""
        try:
            return self._context.services.library.track(*step.track_ids).row.title
        except (LookupError, Problem):  # the track itself was undone
            return ""


def _said(step: str, title: str, is_undo: bool) -> str:
    # Translators: step is what was done, such as “Delete mark”; title is a track's
    if is_undo and title:
        return _("Undone: {step}, in “{title}”.", step=step, title=title)
    if is_undo:
        return _("Undone: {step}.", step=step)
    if title:
        return _("Redone: {step}, in “{title}”.", step=step, title=title)
    return _("Redone: {step}.", step=step)
