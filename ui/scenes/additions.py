"""What a picker has added or assigned, so that it undoes that and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.words import Text, _
from app.transactions.typed import WordsLeftOver
from ui.bridge.context import CHANGED_SINCE
from ui.bridge.jobs.postponed import Outcome

if TYPE_CHECKING:
    from app.transactions.history import Step
    from ui.bridge.context import Context

_GONE = Text("That isn’t there any more: it was deleted in the meantime.")


class Additions:
    """Its verbs go through `do`; `undo` takes the newest of them back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._steps: list[Step] = []

    def __len__(self) -> int:
        return len(self._steps)

    def do(self, verb: Callable[[], object], then: Callable[[], object] | None = None) -> Outcome:
        """As Context.do. A verb that changed nothing adds nothing; that what was chosen is gone is
        said.
        """
        newest: list[Step | None] = []

        def noted() -> None:
            newest[:] = [self._newest()]
            try:
                verb()
            except WordsLeftOver:  # that is said, and the words are kept
                raise
            except LookupError:
                self._context.messages.say(str(_GONE), about="gone")
                raise

        def done() -> None:
            step = self._newest()
            if step is not None and step is not newest[0]:
                self._steps.append(step)
            if then is not None:
                then()

        return self._context.do(noted, done)

    def undo(self) -> None:
        """Does nothing if nothing is left; says so if something else has been done since."""
        if not self._steps:
            return
        if not self._can_undo():
            self._context.messages.say(str(CHANGED_SINCE))
            return
        step = self._steps.pop()  # first: what is shown hears of it meanwhile
        if self._context.do(self._context.history.undo) is Outcome.REFUSED:
            self._steps.append(step)

    def say(self, text: str) -> None:
        """What was added, with an offer to undo it."""
        self._context.messages.say(text, _("Undo"), self.undo, holds=self._can_undo)

    def forget(self) -> None:
        """Something else is shown now."""
        self._steps.clear()

    def _can_undo(self) -> bool:
        return bool(self._steps) and self._newest() is self._steps[-1]

    def _newest(self) -> Step | None:
        return self._context.history.newest
