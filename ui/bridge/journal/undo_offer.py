"""The offer to undo what was just done, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _

if TYPE_CHECKING:
    from ui.bridge.context import Context

UNDO = "undo"  # what all offers are about: a newer one replaces those before


class UndoOffer:
    """Of the newest step at this moment."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._step = context.history.newest_command

    def take(self) -> bool:
        """Undoes that step if it still is the newest. If something was changed since, that is only
        said: undoing would take back the other. Returns whether the step isn't done any more.
        """
        history = self._context.history
        if self._step is not None and history.newest_command is self._step:
            self._context.undo()
            return True
        is_undone = history.is_undone(self._step)
        self._context.messages.say(
            _("That was already undone.")
            if is_undone
            else _("Something else was changed since. “Undo” in the window undoes that first.")
        )
        return is_undone
