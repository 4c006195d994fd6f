"""The offer to undo what was just done, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.words import _

if TYPE_CHECKING:
    from ui.bridge.journal.undo import History

UNDO = "undo"  # what all offers are about: a newer one replaces those before


class UndoOffer:
    """Of the newest step at this moment."""

    def __init__(
        self, history: History, undo: Callable[[], object], say: Callable[[str], object]
    ) -> None:
        """undo: the newest step, now or when the journal is free. say: tells why it isn't done."""
        self._history = history
        self._undo = undo
        self._say = say
        self._step = history.newest_command

    def take(self) -> bool:
        """Undoes that step if it still is the newest. If something was changed since, that is only
        said: undoing would take back the other. Returns whether the step isn't done any more.
        """
        if self._step is not None and self._history.newest_command is self._step:
            self._undo()
            return True
        is_undone = self._history.is_undone(self._step)
        self._say(
            _("That was already undone.")
            if is_undone
            else _("Something else was changed since. “Undo” in the window undoes that first.")
        )
        return is_undone
