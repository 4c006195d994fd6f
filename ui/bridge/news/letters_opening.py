"""Opens letters to later when their day has come or their music was heard, and says so quietly."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.ids import TrackId
from app.core.job_pool import Urgency
from app.core.words import _, ngettext
from app.transactions import changes
from ui.bridge.places import LetterPlace
from ui.words.dates import today

if TYPE_CHECKING:
    from datetime import date

    from app.core.errors import Problem
    from app.letters.records import Awaited, Letter
    from app.letters.service import Letters
    from app.listening.recorder import HeardSoFar
    from app.transactions.changes import Change
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 30_000  # at the calendar: a clock may be set, and a computer sleep past midnight
_ABOUT = "letters"


class LettersOpening(QObject):
    """Nothing jumps: what has opened is offered, and waits.

    A letter that waits for a track opens once half of that was heard in one listen that began when
    it was sealed already. Which ones were is asked as the listen begins: no times are compared,
    since clocks are set back, too.
    """

    def __init__(self, context: Context, parent: QObject, day: Callable[[], date] = today) -> None:
        """day: asked for the local day that it is now."""
        super().__init__(parent)
        self._context = context
        self.day = day
        self._looked_on: date | None = None
        self._listen: tuple[int, int] | None = None  # track and start
        self._awaited: Awaited | None = None
        self._asking = context.latest_read("Look for letters that wait for a track")
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._open_due)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Call it once the journal is open, unless that is read-only."""
        self._context.relay.changed.connect(self._on_change)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """At the calendar."""
        if self.day() != self._looked_on:
            self._later.start()

    def on_looked(self, heard: HeardSoFar | None) -> None:
        """After each look at what is heard."""
        listen = None if heard is None else (heard.track_id, heard.started_at_ms)
        if listen != self._listen:
            self._begin(listen)
        elif heard is not None and (awaited := self._awaited) and self._is_heard(heard, awaited):
            self._awaited = None
            self._run(lambda letters: letters.open_heard(awaited))

    def _is_heard(self, heard: HeardSoFar, awaited: Awaited) -> bool:
        playback = self._context.playback
        plays_it = playback.track is not None and playback.track.id == heard.track_id
        return awaited.is_heard(heard.heard_ms, playback.duration_ms if plays_it else 0)

    def _begin(self, listen: tuple[int, int] | None) -> None:
        self._listen, self._awaited = listen, None
        self._asking.drop()
        if listen is not None:
            track_id, services = TrackId(listen[0]), self._context.services
            self._asking.ask(lambda: services.letters.awaiting(track_id), self._await)

    def _await(self, awaited: Awaited | None) -> None:
        self._awaited = awaited

    def _on_change(self, change: Change) -> None:
        """A letter that was restored, or sealed elsewhere, may be due."""
        if change.touches(changes.ENTRY):
            self._later.start()

    def _open_due(self) -> None:
        self._looked_on = day = self.day()
        self._run(lambda letters: letters.open_due(day))

    def _run(self, verb: Callable[[Letters], tuple[Letter, ...]]) -> None:
        services = self._context.services
        self._context.jobs.run(
            "Open letters",
            lambda _job: verb(services.letters),
            on_done=self._tell,
            on_failed=_try_later,
            urgency=Urgency.BEHIND,
        )

    def _tell(self, opened: tuple[Letter, ...]) -> None:
        if not opened:
            return
        navigator, letter = self._context.navigator, opened[0]
        if len(opened) > 1:
            said = ngettext("A letter has opened.", "{n} letters have opened.", len(opened))
        elif letter.title:
            said = _("A letter to you has opened: “{title}”", title=letter.title)
        else:
            said = _("A letter to you has opened.")
        place = LetterPlace(int(letter.id))
        self._context.messages.say(said, _("Read"), lambda: navigator.show(place), about=_ABOUT)


def _try_later(problem: Problem) -> None:
    """It is sealed still: it opens with the next listen, or the next look at the calendar."""
    log.warning("letters weren’t opened: %s", problem)
