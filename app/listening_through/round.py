"""What is still to be heard, what is under way, and what went wrong."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from app.analysis.feature_store import KnownSounds
from app.core.path_names import display_name
from app.listening_through.order import Order
from app.listening_through.pace import Pace
from app.listening_through.records import (
    Outcome,
    Report,
    Sound,
    Standing,
    State,
    Trouble,
)

log = logging.getLogger(__name__)

REST_S = 600.0  # after what would go wrong with the next file, too
ENDED_TIMES = 2  # so often a process may end over one file
ENDED_IN_A_ROW = 4  # whatever they were hearing
_OPENED_KEPT = 8
_FULL_FROM = 0.95  # of the cache


class Round:
    """Decides what is heard next. It starts nothing: `next` says what to hear, `take` is told what
    came of it. now_s: a clock that never goes back.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self.pace = Pace(now_s)
        self._order = Order()
        self._known = set[str]()
        self._under_way = set[str]()
        self._unreadable = set[str]()
        self._ended = Counter[str]()
        self._ended_in_a_row = 0
        self._asked: list[int] = []
        self._opened: list[int] = []
        self._playing: int | None = None
        self._rests_until_s: float | None = None
        self._trouble = Trouble.NONE
        self._is_full = self._is_gathered = False
        self.is_background_wanted = False
        self.is_paused = False

    # --- being told -----------------------------------------------------------------------------

    def gather(self, sounds: Iterable[Sound], cache: KnownSounds) -> None:
        """What there is now, in the library's order. What couldn't be read is tried again: its file
        may be another one by now.
        """
        self._is_gathered = True
        self._order = Order(sounds)
        self._known = {each.payload_hash for each in self._order if each.payload_hash in cache}
        self._unreadable.clear()
        self._is_full = cache.size > cache.max_bytes * _FULL_FROM

    def ask(self, track_ids: Sequence[int]) -> None:
        """Before everything else, also when it went wrong before."""
        self._asked = list(dict.fromkeys((*track_ids, *self._asked)))
        self.rest_no_longer()
        for sound in self._order.sounds_of(track_ids):
            self._unreadable.discard(sound.payload_hash)
            self._ended.pop(sound.payload_hash, None)

    def ask_no_more(self) -> None:
        self._asked.clear()

    def rest_no_longer(self) -> None:
        self._rests_until_s, self._trouble, self._ended_in_a_row = None, Trouble.NONE, 0

    def forget(self, track_ids: Collection[int]) -> None:
        """The cache doesn't have these after all."""
        for sound in self._order.sounds_of(track_ids):
            self._known.discard(sound.payload_hash)

    def play(self, track_id: int | None) -> None:
        self._playing = track_id

    def open(self, track_ids: Sequence[int]) -> None:
        """The listener opened a track or an album. One of its tracks is enough to know it by."""
        if not track_ids:
            return
        opened = dict.fromkeys((*track_ids[:1], *self._opened))
        self._opened = list(opened)[:_OPENED_KEPT]

    def take(self, report: Report) -> tuple[int, ...]:
        """Returns the tracks that are heard now. A report may come late, after `stop`."""
        sound = self._order.sound(report.payload_hash)
        self._under_way.discard(report.payload_hash)
        if sound is None:
            return ()
        if report.outcome is Outcome.HEARD:
            self._known.add(report.payload_hash)
            self._ended_in_a_row = 0
            self.pace.heard(report.payload_hash, sound.duration_ms)
            return sound.track_ids
        self.pace.dropped(report.payload_hash)
        log.warning("“%s” %s: %s", display_name(sound.path), report.outcome, report.why)
        self._went_wrong(report)
        return ()

    def _went_wrong(self, report: Report) -> None:
        if report.outcome is Outcome.NOT_KEPT:
            self._rest(Trouble.NOT_KEPT)
        elif report.outcome is Outcome.UNREADABLE:
            self._unreadable.add(report.payload_hash)
        else:
            self._ended[report.payload_hash] += 1
            self._ended_in_a_row += 1
            if self._ended[report.payload_hash] >= ENDED_TIMES:
                self._unreadable.add(report.payload_hash)
            if self._ended_in_a_row >= ENDED_IN_A_ROW:
                self._rest(Trouble.ENDED)

    def _rest(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self._rests_until_s = self._now_s() + REST_S
        self._ended_in_a_row = 0

    def stop(self) -> None:
        """What was under way will be heard from its beginning."""
        self._under_way.clear()
        self.pace.stop()

    # --- being asked ----------------------------------------------------------------------------

    def next(self) -> Sound | None:
        """What to hear now, from then on under way; None if there is nothing, or not now."""
        if self.is_paused or self.rests_for_s > 0:
            return None
        sound = self._to_hear()
        if sound is not None:
            self._under_way.add(sound.payload_hash)
            self.pace.begin()
        elif not self._under_way:
            self.pace.stop()
            if self._is_gathered:
                self._asked.clear()  # all of it was heard, or can't be
        return sound

    @property
    def rests_for_s(self) -> float:
        """Until it may go on; 0 if it may."""
        if self._rests_until_s is None:
            return 0.0
        left_s = self._rests_until_s - self._now_s()
        if left_s <= 0:
            self._rests_until_s, self._trouble = None, Trouble.NONE
        return max(0.0, left_s)

    @property
    def has_asked(self) -> bool:
        return bool(self._asked)

    @property
    def is_under_way(self) -> bool:
        return bool(self._under_way)

    def seconds_for_everything(self) -> float | None:
        return self.pace.seconds_for(sum(sound.duration_ms for sound in self._order))

    def standing(self) -> Standing:
        wanted = list(self._order)
        if not self.is_background_wanted and self._asked:
            wanted = self._order.sounds_of(self._asked)
        unreadable = _tracks(each for each in wanted if each.payload_hash in self._unreadable)
        open_ms = sum(each.duration_ms for each in wanted if self._is_left(each))
        return Standing(
            self._state(),
            _tracks(each for each in wanted if each.payload_hash in self._known),
            _tracks(wanted) - unreadable,
            self.pace.seconds_left(open_ms),
            unreadable,
            self._told_trouble(),
            self.has_asked,
        )

    def _to_hear(self) -> Sound | None:
        if not self.is_background_wanted or self._is_full:
            return self._order.first_asked(self._asked, self._is_open)
        looked_at = () if self._playing is None else (self._playing,)
        return self._order.next(self._asked, (*looked_at, *self._opened), self._is_open)

    def _state(self) -> State:
        if self._under_way and not self.is_paused:
            return State.WORKING
        if self._to_hear() is None:
            return State.QUIET
        if self.is_paused:
            return State.PAUSED
        return State.RESTING if self.rests_for_s > 0 else State.QUIET

    def _told_trouble(self) -> Trouble:
        if self._trouble is Trouble.NONE and self._is_full and self.is_background_wanted:
            return Trouble.FULL
        return self._trouble

    def _is_open(self, sound: Sound) -> bool:
        return self._is_left(sound) and sound.payload_hash not in self._under_way

    def _is_left(self, sound: Sound) -> bool:
        key = sound.payload_hash
        return key not in self._known and key not in self._unreadable


def _tracks(sounds: Iterable[Sound]) -> int:
    return sum(len(sound.track_ids) for sound in sounds)
