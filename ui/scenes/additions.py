"""What a picker has added or assigned, so that it undoes that and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.core.words import Text, _
from app.transactions.typed import WordsLeftOver
from ui.bridge.journal.undo_offer import UNDO

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.jobs.postponed import Outcome
    from ui.bridge.journal.undo_offer import UndoOffer

_GONE = Text("That isn’t there any more: it was deleted in the meantime.")


class Additions:
    """Its verbs go through `do`; `undo` takes the newest of them back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._offers: list[UndoOffer] = []

    def __len__(self) -> int:
        return len(self._offers)

    def do(self, verb: Callable[[], object], then: Callable[[], object] | None = None) -> Outcome:
        """As Context.do. A verb that changed nothing adds nothing; that what was chosen is gone is
        said.
        """
        history = self._context.history
        newest: list[object] = []

        def noted() -> None:
            newest[:] = [history.newest_command]
            try:
                verb()
            except WordsLeftOver:  # that is said, and the words are kept
                raise
            except LookupError:
                self._context.messages.say(str(_GONE), about="gone")
                raise

        def done() -> None:
            if history.newest_command is not newest[0]:
                self._offers.append(self._context.newest_undo())
            if then is not None:
                then()

        return self._context.do(noted, done)

    def undo(self) -> None:
        """Does nothing if nothing is left; says so if something else has been done since."""
        if self._offers:
            self._take(self._offers[-1])

    def say(self, text: str) -> None:
        """What was added, with an offer to undo it."""
        if self._offers:
            take = partial(self._take, self._offers[-1])
            self._context.messages.say(text, _("Undo"), take, about=UNDO)
        else:
            self._context.messages.say(text)

    def _take(self, offer: UndoOffer) -> None:
        if offer.take() and offer in self._offers:
            self._offers.remove(offer)

    def forget(self) -> None:
        """Something else is shown now."""
        self._offers.clear()
