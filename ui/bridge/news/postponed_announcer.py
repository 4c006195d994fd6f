"""Says that changes wait to be saved, and when they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import Problem
from app.core.words import _, ngettext
from ui.words.waiting import kept_now

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from ui.bridge.context import Context


class PostponedAnnouncer(QObject):
    """Silent while the wait is short."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = context.messages
        self._postponed = context.postponed
        self._postponed.problem.connect(context.messages.problem)
        self._postponed.stalled.connect(self._say_stalled)
        self._postponed.caught_up.connect(self._say_done)
        context.relay.changed.connect(self._on_change)

    def _say_stalled(self, problem: Problem) -> None:
        # Translators: why is a sentence, such as “Another program is writing to it.”
        said = ngettext(
            "Your journal is busy, so what you did waits to be saved. {why} It will be "
            "saved as soon as that has finished.",
            "Your journal is busy, so {n} things you did wait to be saved. {why} They will "
            "be saved as soon as that has finished.",
            len(self._postponed),
            why=problem.why,
        )
        self._messages.say(said, _("Try again"), self._postponed.retry)

    def _say_done(self, count: int) -> None:
        self._messages.say(kept_now(count))

    def _on_change(self, change: Change) -> None:
        """After going back to a backup, what waits may mean other marks than before."""
        if change.is_restore and (count := self._postponed.forget_all()):
            self._messages.problem(
                Problem(
                    ngettext(
                        "One thing you did while the journal was being replaced couldn’t be saved.",
                        "{n} things you did while the journal was being replaced couldn’t be "
                        "saved.",
                        count,
                    ),
                    _("This is a different journal now."),
                    _("Do it again if you still want to."),
                )
            )
