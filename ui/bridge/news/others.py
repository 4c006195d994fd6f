"""Other processes that write to the same journal: noticed, and said where both wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.words import Text, _
from app.transactions.typed import WordsLeftOver

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from app.transactions.ledger import Ledger
    from app.transactions.typed import Overlap
    from ui.bridge.context import Context

LOOK_EVERY_MS = 400  # with the time a screen takes to read again, well under a second
LONGEST_MS = 5_000
SHARE = 8  # while somebody writes for minutes, no more than this part of the time goes into reading
# An entry's title. It is saved in the language of that moment, as what the listener wrote is.
LEFT_OVER = Text("Text for something that was deleted")
_SHORT = 60  # characters of the other text that are shown


class OthersWatch(QObject):
    """What another process commits arrives as a Change on the thread that this object lives on.

    A look takes a hundredth of a millisecond and never waits for the file.
    """

    def __init__(
        self,
        ledger: Ledger,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """monotonic: a clock in seconds, to measure how long reading takes."""
        super().__init__(parent)
        self._monotonic = monotonic
        self._ledger = ledger
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def pause_ms(self) -> int:
        """The time between two looks."""
        return self._timer.interval()

    def start(self) -> None:
        """Call it once the journal is open."""
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
    """Says when the listener and somebody else changed the same text, and what became of it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.relay.changed.connect(self._on_change)
        context.postponed.gone.connect(self._on_gone)

    def _on_change(self, change: Change) -> None:
        if not change.overlaps:
            return
        if len(change.overlaps) > 1 or change.overlaps[0].are_both_kept:
            self._context.messages.say(_("It was changed elsewhere, too; both texts are saved."))
        else:
            self._say_other_name(change.overlaps[0])

    def _say_other_name(self, overlap: Overlap) -> None:
        """Undo brings the other text back."""
        words = _(
            "In the meantime, it was changed to “{theirs}” elsewhere; your text replaced that.",
            theirs=_shortened(overlap.theirs),
        )
        self._context.say_done(words, _("Use the other text"))

    def _on_gone(self, error: LookupError) -> None:
        if isinstance(error, WordsLeftOver):
            self._context.do(lambda: keep_as_entry(self._context, error))


def keep_as_entry(context: Context, left: WordsLeftOver) -> None:
    """Saves what was typed for something that was deleted meanwhile. Raises Problem."""
    from app.journal.records import EntryDraft

    context.services.journal.write_entry(EntryDraft(title=str(LEFT_OVER), text=left.words))
    said = _("What you were writing about has been deleted; your text is saved as a journal entry.")
    context.say_done(said)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
