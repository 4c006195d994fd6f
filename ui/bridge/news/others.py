"""Other processes at the same journal: noticed, and what they wrote at the same place told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.transactions.typed import WordsLeftOver

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from app.transactions.ledger import Ledger
    from app.transactions.typed import Overlap
    from ui.bridge.context import Context

LOOK_EVERY_MS = 400  # with what a screen takes to read again, well under a second
LONGEST_MS = 5_000
# Somebody may write for minutes: of that time no more than one part in so many goes into reading.
SHARE = 8
LEFT_OVER = "Words for something deleted"  # the title of an entry
_SHORT = 60  # characters of a text that are told


class OthersWatch(QObject):
    """What another process committed arrives as a Change on the thread that this object lives on.

    Looking takes a hundredth of a millisecond and never waits for the file.
    """

    def __init__(
        self,
        ledger: Ledger,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """monotonic: the clock by which it measures how long reading takes, in seconds."""
        super().__init__(parent)
        self._monotonic = monotonic
        self._ledger = ledger
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def pause_ms(self) -> int:
        """How long it is from one look to the next."""
        return self._timer.interval()

    def start(self) -> None:
        """Once the journal is open."""
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        began_s = self._monotonic()
        self._ledger.notice_others()
        took_ms = round(1000 * (self._monotonic() - began_s))
        pause_ms = max(LOOK_EVERY_MS, min(LONGEST_MS, SHARE * took_ms))
        if pause_ms != self._timer.interval():
            self._timer.setInterval(pause_ms)


class OthersAnnouncer(QObject):
    """Says where the listener and somebody else wrote at the same place, and what became of it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.relay.changed.connect(self._on_change)
        context.postponed.gone.connect(self._on_gone)

    def _on_change(self, change: Change) -> None:
        if not change.overlaps:
            return
        if len(change.overlaps) > 1 or change.overlaps[0].are_both_kept:
            self._context.messages.say("It was changed elsewhere, too: both texts are kept.")
        else:
            self._say_other_name(change.overlaps[0])

    def _say_other_name(self, overlap: Overlap) -> None:
        """Undo is what brings the other one back."""
        theirs = _shortened(overlap.theirs)
        words = f"Elsewhere it was changed to “{theirs}” meanwhile; yours is kept."
        self._context.messages.say(words, "Take the other", self._context.undo)

    def _on_gone(self, error: LookupError) -> None:
        if isinstance(error, WordsLeftOver):
            self._context.do(lambda: keep_as_entry(self._context, error))


def keep_as_entry(context: Context, left: WordsLeftOver) -> None:
    """What was typed for something that was deleted meanwhile is not lost. Raises Problem."""
    from app.journal.records import EntryDraft

    context.services.journal.write_entry(EntryDraft(title=LEFT_OVER, text=left.words))
    said = "What you wrote about was deleted meanwhile; your words are kept as a journal entry."
    context.messages.say(said, "Undo", context.undo)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
