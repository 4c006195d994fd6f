"""What is still to be heard, what is under way, and what went wrong."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from app.core.path_names import display_name
from app.listening_through.gathering import Gathered
from app.listening_through.music import Music
from app.listening_through.pace import Pace
from app.listening_through.pile import Pile
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


class Round:
    """Decides what is heard next. It starts nothing: `next` says what to hear, `take` is told what
    came of it. now_s: a clock that never goes back.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self.pace = Pace(now_s)
        self._music = Music()
        self._under_way = set[str]()
        self._ended = Counter[str]()
        self._ended_in_a_row = 0
        self._asked_ids: list[int] = []
        self._asked = Pile()  # of them, what is left
        self._asked_tracks = 0  # of all of them
        self._opened: list[int] = []
        self._playing: int | None = None
        self._rests_until_s: float | None = None
        self._trouble = Trouble.NONE
        self._is_full = self._is_gathered = False
        self.is_background_wanted = False
        self.is_paused = False

    # --- being told -----------------------------------------------------------------------------

    def gather(self, found: Gathered) -> None:
        """What there is now. What couldn't be read is tried again: its file may be another one by
        now.
        """
        self._is_gathered = True
        self._music = found.music
        self._is_full = found.is_cache_full
        self._resolve()

    def ask(self, track_ids: Sequence[int]) -> None:
        """Before everything else, also when it went wrong before."""
        self._asked_ids = list(dict.fromkeys((*track_ids, *self._asked_ids)))
        self.rest_no_longer()
        for sound in self._music.sounds_of(track_ids):
            self._ended.pop(sound.payload_hash, None)
            if sound.payload_hash in self._music.unreadable:
                self._music.put_back(sound)
        self._resolve()

    def ask_no_more(self) -> None:
        self._asked_ids.clear()
        self._resolve()

    def _resolve(self) -> None:
        sounds = self._music.sounds_of(self._asked_ids)
        self._asked_tracks = sum(len(sound.track_ids) for sound in sounds)
        self._asked = Pile(each for each in sounds if each.payload_hash in self._music.left)

    def rest_no_longer(self) -> None:
        self._rests_until_s, self._trouble, self._ended_in_a_row = None, Trouble.NONE, 0

    def forget(self, track_ids: Collection[int]) -> None:
        """The cache doesn't have these after all."""
        for sound in self._music.sounds_of(track_ids):
            self._music.put_back(sound)

    def play(self, track_id: int | None) -> None:
        self._playing = track_id

    def open(self, track_ids: Sequence[int]) -> None:
        """The listener opened a track or an album. One of its tracks is enough to know it by."""
        opened = dict.fromkeys((*track_ids[:1], *self._opened))
        self._opened = list(opened)[:_OPENED_KEPT]

    def take(self, report: Report) -> tuple[int, ...]:
        """Returns the tracks that are heard now. A report may come late, after `stop`."""
        sound = self._music.all.get(report.payload_hash)
        self._under_way.discard(report.payload_hash)
        if sound is None:
            self.pace.dropped(report.payload_hash)
            return ()
        if report.outcome is Outcome.HEARD:
            self._take_out(sound)
            self._ended_in_a_row = 0
            self._is_full = report.is_cache_full
            self.pace.heard(report.payload_hash, sound.duration_ms)
            return sound.track_ids
        self.pace.dropped(report.payload_hash)
        log.warning("“%s” %s: %s", display_name(sound.path), report.outcome, report.why)
        self._went_wrong(sound, report.outcome)
        return ()

    def _take_out(self, sound: Sound) -> None:
        self._music.take_out(sound)
        self._asked.discard(sound.payload_hash)

    def _went_wrong(self, sound: Sound, outcome: Outcome) -> None:
        if outcome is Outcome.NOT_KEPT:
            self._rest(Trouble.NOT_KEPT)
        elif outcome in (Outcome.UNREADABLE, Outcome.BLOCKED):
            self._leave_out(sound)
        else:
            self._ended[sound.payload_hash] += 1
            self._ended_in_a_row += 1
            if self._ended[sound.payload_hash] >= ENDED_TIMES:
                self._leave_out(sound)
            if self._ended_in_a_row >= ENDED_IN_A_ROW:
                self._rest(Trouble.ENDED)

    def _leave_out(self, sound: Sound) -> None:
        self._take_out(sound)
        self._music.unreadable.add(sound)

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
                self.ask_no_more()  # all of it was heard, or can't be
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
        return bool(self._asked_ids)

    @property
    def is_under_way(self) -> bool:
        return bool(self._under_way)

    def to_come(self, track_ids: Iterable[int]) -> list[int]:
        """Those that were asked for and aren't heard yet, but can be as far as is known."""
        if not self._is_gathered:
            asked = set(self._asked_ids)
            return [track_id for track_id in track_ids if track_id in asked]
        coming = {track_id for sound in self._asked for track_id in sound.track_ids}
        return [track_id for track_id in track_ids if track_id in coming]

    def seconds_to_come(self) -> float | None:
        """Until all that was asked for is heard; None if nothing is known yet."""
        return self.pace.seconds_left(self._asked.duration_ms)

    def seconds_for_everything(self) -> float | None:
        return self.pace.seconds_for(self._music.all.duration_ms)

    def standing(self) -> Standing:
        state = self._state()
        music = self._music
        total, left = music.all.tracks - music.unreadable.tracks, music.left
        if not self.is_background_wanted and self._asked_ids:
            total, left = self._asked_tracks, self._asked
        return Standing(
            state,
            total - left.tracks,
            total,
            self.pace.seconds_left(left.duration_ms),
            music.unreadable.tracks,
            self._told_trouble(),
            self.has_asked,
        )

    def _to_hear(self) -> Sound | None:
        asked = self._asked.first(self._is_free)
        if asked is not None or not self.is_background_wanted or self._is_full:
            return asked
        looked_at = () if self._playing is None else (self._playing,)
        return self._music.next((*looked_at, *self._opened), self._is_free)

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

    def _is_free(self, sound: Sound) -> bool:
        return sound.payload_hash not in self._under_way
