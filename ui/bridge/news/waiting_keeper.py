"""Writes waiting marks to the journal as soon as that is possible: retried again and again, never
while a key press is handled, one mark between two events.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.errors import Problem
from app.core.words import _, ngettext
from app.transactions.changes import TRACK, Change
from app.transactions.storage_problems import may_wait
from ui.words.waiting import kept_now

if TYPE_CHECKING:
    from app.waiting.service import WaitingMarks
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

AT_ONCE_MS = 50  # how long marks are written before the window takes its next event
SWEEP_MS = 1_000  # until the next attempt to remove lines from the file


class WaitingKeeper(QObject):
    """Says when waiting marks were saved, and when the journal has no place for some."""

    def __init__(self, context: Context, waiting: WaitingMarks, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting = waiting
        self._kept = 0
        self._told_stranded = 0
        self._on = QTimer(self, singleShot=True, interval=0)
        self._on.timeout.connect(self.go_on)
        self._sweep = QTimer(self, singleShot=True, interval=SWEEP_MS)
        self._sweep.timeout.connect(self._sweep_again)
        waiting.on_step = context.history.add_waiting
        waiting.on_waiting = context.postponed.probe.look
        context.postponed.before = self.keep
        context.relay.changed.connect(self._on_change)
        if waiting.trouble is not None:
            context.messages.problem(waiting.trouble)
        self.go_on()

    def keep(self) -> bool:
        """Writes some of them now. Returns whether none waits any more; if some do, it goes on by
        itself.
        """
        until_s = time.monotonic() + AT_ONCE_MS / 1000
        try:
            while self._waiting.place_next():
                self._kept += 1
                if time.monotonic() >= until_s:
                    self._on.start()
                    return False
        except Problem as problem:
            self._put_off(problem)
            return False
        finally:
            self._sweep_up()
        if self._waiting.waiting:
            self._sweep.start()
            return False
        self._tell()
        return True

    def go_on(self) -> None:
        """Even if time ran out with the last mark: the queue behind it still has to run."""
        if (self._waiting.waiting or self._kept) and self.keep():
            self._context.postponed.go_on()

    def _sweep_up(self) -> None:
        if not self._waiting.sweep():
            self._sweep.start()

    def _sweep_again(self) -> None:
        self._sweep_up()
        self.go_on()

    def _put_off(self, problem: Problem) -> None:
        log.info("marks go on waiting: %s", problem.details)
        if not may_wait(problem):
            self._context.messages.problem(problem)
        self._context.postponed.probe.look()

    def _tell(self) -> None:
        kept, self._kept = self._kept, 0
        stranded = self._waiting.stranded
        if stranded > self._told_stranded:
            self._context.messages.problem(_no_place(stranded))
        elif kept:
            self._context.postponed.probe.content()
            self._context.messages.say(kept_now(kept))
        self._told_stranded = stranded

    def _on_change(self, change: Change) -> None:
        """Newly imported music may be the place that was missing."""
        if change.touches(TRACK) and self._waiting.forget_stranded():
            self._told_stranded = 0
            self._on.start()


def _no_place(count: int) -> Problem:
    return Problem(
        ngettext(
            "One mark that waits to be saved has no place in this journal.",
            "{n} marks that wait to be saved have no place in this journal.",
            count,
        ),
        _("It doesn’t have the music, or the mark that was changed."),
        # Translators: file is a file's name
        _(
            "What is waiting stays in “{file}” beside your journal, and will be saved once "
            "the music is in your library.",
            file="pending.jsonl",
        ),
    )
