"""Has the music heard by processes of their own, behind everything else."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.listening_through.records import Reached, Report, Standing
from app.listening_through.round import Round
from app.transactions.changes import AUDIO_FILE, TRACK, WORK, Change

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.library.records import TrackRow
    from app.listening_through.gathering import Gathered
    from app.listening_through.track_features import TrackFeatures
    from app.listening_through.workers import Workers
    from app.profile.setting_values import Settings
    from ui.bridge.jobs.runner import JobRunner
    from ui.bridge.journal.relay import ChangeRelay
    from ui.bridge.playback.playback import Playback

log = logging.getLogger(__name__)

FIRST_MINUTE_MS = 60_000  # the start belongs to whoever has opened the window
SETTLED_MS = 3_000  # an import announces every few tracks
AGAIN_AFTER_MS = 60_000  # while the journal can't be read
TOLD_EVERY_MS = 1_000


class ListeningThrough(QObject):
    """`wanted` has tracks heard now, `features_of` has what was heard.

    Besides, all music is heard in the background from a minute after the start, if the listener
    wants that. What was asked for is heard in any case, but nothing while it is paused.

    Signals: listened(int track_id), its features are there now; gathered(), what can be heard is
    known anew; cleared(), the cache is empty; standing_changed(Standing), at most once a second,
    and not for seconds alone.
    """

    listened = Signal(int)
    gathered = Signal()
    cleared = Signal()
    standing_changed = Signal(object)
    _said = Signal(object)  # Report | Reached: from the workers' threads to ours

    def __init__(
        self,
        services: Services,
        playback: Playback,
        relay: ChangeRelay,
        jobs: JobRunner,
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        make_workers: Callable[[Callable[[Report | Reached], None]], Workers] | None = None,
    ) -> None:
        """make_workers: given whom to tell; by default, processes of the lowest priority."""
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self._round = Round(now_s)
        self._make_workers = make_workers or self._usual_workers
        self._workers: Workers | None = None
        self._has_gathered = self._is_gathering = self._is_out_of_date = False
        self._is_closed = self._is_cancelled = self._has_begun = False
        self._told: Standing | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._soon.timeout.connect(self._gather)
        self._first_minute = QTimer(self, singleShot=True, interval=FIRST_MINUTE_MS)
        self._first_minute.timeout.connect(self.begin)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._go_on_with_all)
        self._tell_soon = QTimer(self, singleShot=True, interval=TOLD_EVERY_MS)
        self._tell_soon.timeout.connect(self._tell)
        self._said.connect(self._on_said)
        playback.track_changed.connect(self._on_track_changed)
        relay.changed.connect(self._on_change)
        services.settings.subscribe(self._on_settings)
        self._round.is_paused = services.settings.current.listening_through_paused

    # --- asking ---------------------------------------------------------------------------------

    def wanted(self, track_ids: Sequence[int], *, again: bool = False) -> None:
        """Has these heard before all others, in this order; `listened` follows for those that
        weren't heard before, and can be. May be asked at any time, and again.

        again: the cache only seemed to have them: their features turned out to be damaged.
        """
        if not track_ids or self._is_closed:
            return
        if again:
            self._round.forget(track_ids)
        self._round.ask(track_ids)
        self._go_on_with_all()

    def to_come(self, track_ids: Sequence[int]) -> list[int]:
        """Those that were `wanted` and that `listened` may still follow for. What is neither heard
        nor to come can't be heard, or was cancelled.
        """
        return self._round.to_come(track_ids)

    @property
    def seconds_to_come(self) -> float | None:
        """Until all that was `wanted` is heard; None if nothing is known about that yet."""
        return self._round.seconds_to_come()

    def features_of(self, track_id: int) -> TrackFeatures | None:
        """None if it isn't heard yet; `wanted` has it heard. Reads the disk: for a long file, or
        many, ask `services.heard_music` off the GUI thread.

        Raises LookupError if there is no such track, Problem.
        """
        return self._services.heard_music.features_of(track_id)

    def opened(self, track_ids: Sequence[int]) -> None:
        """The listener looks at an album or a work: the background goes on there."""
        self._round.open(track_ids)

    @property
    def pids(self) -> list[int]:
        """Of the processes that are hearing."""
        return [] if self._workers is None else self._workers.pids

    @property
    def standing(self) -> Standing:
        return self._round.standing()

    def seconds_for_everything(self) -> float | None:
        """How long hearing all music again would take; None if nothing is known about that yet."""
        return self._round.seconds_for_everything()

    # --- by hand --------------------------------------------------------------------------------

    def pause(self) -> None:
        """Until `go_on`, also after a restart. What is under way is begun again then."""
        self._services.settings.change(listening_through_paused=True)

    def go_on(self) -> None:
        """Also after `cancel`, and without waiting any longer after trouble."""
        self._is_cancelled = False
        self._has_begun = True
        self._round.rest_no_longer()
        self._services.settings.change(listening_through_paused=False)
        self._go_on_with_all()

    def cancel(self) -> None:
        """What was asked for is dropped, the background rests until `go_on` or the next start."""
        self._is_cancelled = True
        self._round.is_background_wanted = False
        self._round.ask_no_more()
        self._stop()

    def clear(self, then: Callable[[int], None], on_failed: Callable[[Problem], None]) -> None:
        """Empties the cache, and doesn't fill it again by itself before the next start. then: gets
        how many bytes that freed.
        """
        self.cancel()

        def cleared(freed: int) -> None:
            self._gather()
            self.cleared.emit()
            then(freed)

        heard = self._services.heard_music
        self._jobs.run("Clear the cache", lambda _job: heard.clear(), cleared, on_failed)

    # --- coming and going -----------------------------------------------------------------------

    def start(self) -> None:
        """The window is up: the first minute begins."""
        self._first_minute.start()

    def begin(self) -> None:
        """The first minute is over."""
        self._has_begun = True
        self._go_on_with_all()

    def close(self) -> None:
        """Ends the processes at once."""
        self._is_closed = True
        for timer in (self._soon, self._first_minute, self._later, self._tell_soon):
            timer.stop()
        if self._workers is not None:
            self._workers.close()

    # --- hearing of something -------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        self._round.play(None if row is None else row.id)
        if row is not None:
            self._round.open([row.id])

    def _on_change(self, change: Change) -> None:
        if self._has_gathered and change.touches(TRACK, AUDIO_FILE, WORK):
            self._soon.start()

    def _on_settings(self, settings: Settings) -> None:
        was_paused = self._round.is_paused
        self._round.is_paused = settings.listening_through_paused
        if self._round.is_paused and not was_paused:
            self._stop()
        self._go_on_with_all()

    @Slot(object)
    def _on_said(self, said: Report | Reached) -> None:
        if self._is_closed:
            return
        if isinstance(said, Reached):
            self._round.pace.reached(said.payload_hash, said.done_ms)
            self._tell_soon_enough()
            return
        tracks = self._round.take(said)
        self._go_on()
        for track_id in tracks:
            self.listened.emit(track_id)

    # --- going on -------------------------------------------------------------------------------

    def _go_on_with_all(self) -> None:
        wants = self._services.settings.current.listen_through
        self._round.is_background_wanted = wants and self._has_begun and not self._is_cancelled
        if not wants and self._round.is_under_way and not self._round.has_asked:
            self._stop()
        if self._has_gathered:
            self._go_on()
        elif self._round.has_asked or self._round.is_background_wanted:
            self._gather()

    def _go_on(self) -> None:
        if self._is_closed or not self._has_gathered:
            return
        workers = self._workers = self._workers or self._make_workers(self._said.emit)
        while workers.free > 0 and (sound := self._round.next()) is not None:
            workers.give(sound)
        if not self._round.is_under_way:
            workers.stop()
            rests_s = self._round.rests_for_s
            if rests_s > 0:
                self._later.start(round(rests_s * 1000) + 1)
        self._tell_soon_enough()

    def _stop(self) -> None:
        self._round.stop()
        if self._workers is not None:
            self._workers.stop()
        self._tell()

    def _usual_workers(self, tell: Callable[[Report | Reached], None]) -> Workers:
        from app.listening_through.workers import Workers

        return Workers(self._services.paths.peaks, tell)

    def _gather(self) -> None:
        """Looks at the journal and at the cache, off the GUI thread."""
        if self._is_closed:
            return
        if self._is_gathering:
            self._is_out_of_date = True
            return
        self._is_gathering, self._is_out_of_date = True, False
        heard = self._services.heard_music
        self._jobs.run(
            "Look for what wasn’t listened through",
            lambda _job: heard.gather(),
            self._on_gathered,
            self._on_not_gathered,
            on_ended=self._on_gathering_ended,
            urgency=Urgency.USUAL if self._round.has_asked else Urgency.BEHIND,
        )

    def _on_gathered(self, found: Gathered) -> None:
        self._has_gathered = True
        self._round.gather(found)
        self._go_on()
        self._tell_soon_enough()
        self.gathered.emit()

    def _on_not_gathered(self, problem: Problem) -> None:
        """Others say so, too, when the journal can't be read."""
        log.warning("not listening through: %s %s", problem, problem.details)
        self._later.start(AGAIN_AFTER_MS)

    def _on_gathering_ended(self) -> None:
        self._is_gathering = False
        if self._is_out_of_date:
            self._gather()

    # --- telling --------------------------------------------------------------------------------

    def _tell_soon_enough(self) -> None:
        """The first at once: then it says that it has begun, or ended."""
        standing = self._round.standing()
        if self._told is None or standing.state is not self._told.state:
            self._tell()
        elif not self._tell_soon.isActive():
            self._tell_soon.start()

    def _tell(self) -> None:
        standing = self._round.standing()
        if self._told is None or not standing.says_the_same_as(self._told):
            self._told = standing
            self.standing_changed.emit(standing)
