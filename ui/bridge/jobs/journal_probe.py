"""Checks, off the GUI thread, whether the journal can be written again."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import Problem
from app.core.words import _

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

LOOK_MS = 1_000  # how long one check waits for its turn; a closing window waits for the check
# Between checks. A lock is usually gone within seconds; a missing disk stays away for a while.
PAUSES_MS = (0, 0, 0, 250, 500, 1_000, 2_000, 4_000, 10_000)


class JournalProbe(QObject):
    """Idle until it is asked to look; then it checks repeatedly, at growing intervals.

    Signals: free(), the journal can be written now; busy(Problem), it still can't. Both on the
    thread that this object lives on.
    """

    free = Signal()
    busy = Signal(object)
    _looked = Signal(object)

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._thread: threading.Thread | None = None
        self._looks = 0
        self._is_closed = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start)
        self._looked.connect(self._on_looked)

    def look(self) -> None:
        """Now or after a pause, until somebody is `content`."""
        if self._thread is None and not self._again.isActive():
            self._again.start(PAUSES_MS[min(self._looks, len(PAUSES_MS) - 1)])

    def look_now(self) -> None:
        """At once, since the listener asks."""
        self._looks = 0
        self._again.stop()
        self.look()

    def content(self) -> None:
        """What waited was written: the next wait starts with short pauses."""
        self._looks = 0

    def close(self) -> None:
        self._is_closed = True
        self._again.stop()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _start(self) -> None:
        if self._is_closed:
            return
        self._looks += 1
        self._thread = threading.Thread(target=self._work, name="looking for the journal")
        self._thread.start()

    def _work(self) -> None:
        # Emitted whatever happens, even after a mistake: otherwise nobody would check again.
        said: Problem | None = Problem(_("Your journal couldn’t be checked."))
        try:
            said = self._look_problem()
        finally:
            self._looked.emit(said)

    def _look_problem(self) -> Problem | None:
        try:
            self._ledger.take_turn(LOOK_MS)
        except Problem as problem:
            log.debug("the journal is still busy: %s", problem.details)
            return problem
        return None

    @Slot(object)
    def _on_looked(self, problem: Problem | None) -> None:
        if self._is_closed:
            return
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if problem is None:
            self.free.emit()
        else:
            self.look()
            self.busy.emit(problem)
