"""Says that verbs wait for the journal, and when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.counting import counted
from app.core.errors import Problem
from ui.words.waiting import kept_now

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from ui.bridge.context import Context


class PostponedAnnouncer(QObject):
    """Quiet while the wait is short."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = context.messages
        self._postponed = context.postponed
        self._postponed.problem.connect(context.messages.problem)
        self._postponed.stalled.connect(self._say_stalled)
        self._postponed.caught_up.connect(self._say_done)
        context.relay.changed.connect(self._on_change)

    def _say_stalled(self, problem: Problem) -> None:
        count = len(self._postponed)
        what = counted(count, "what you did has to wait", "{n} things you did have to wait")
        self._messages.say(
            f"Your journal is busy, so {what}. {problem.why} It is kept as soon as that ends.",
            "Retry",
            self._postponed.retry,
        )

    def _say_done(self, count: int) -> None:
        self._messages.say(kept_now(count))

    def _on_change(self, change: Change) -> None:
        """After going back to a backup, what waits may speak of other marks than it meant."""
        if change.is_restore and (count := self._postponed.forget_all()):
            what = counted(count, "One thing", "{n} things")
            self._messages.problem(
                Problem(
                    f"{what} you did while the journal was restored couldn’t be kept.",
                    "It was about the journal as it was before.",
                    "Look whether it is still wanted, and do it again.",
                )
            )
