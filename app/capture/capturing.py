"""Marking: one key press says what you feel, while the music plays on.

A press saves a mark at once; while the journal can't be written, the mark waits beside it. The same
key again within two seconds raises its intensity. A key held longer than a tap marks a span that
ends when it is released.

A press comes late by the listener's reaction time. That is real time: at double speed, twice as
much music has passed. It is subtracted in heard time (see `app/capture/heard_trail.py`): a press
just after a loop starts again belongs to the end of the round before, and no press reaches back
over a seek, to music that wasn't heard, or before the start of its track. A held key's span ends
with the music that was heard without a break: at a seek, or where the track ended. A span can't
cross the point where a loop starts again; then the longer side is marked.
"""

from __future__ import annotations

import logging
from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.capture.heard_trail import HeardPath
from app.core.ids import EmotionId, ListenId, TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.moments.records import Moment
from app.transactions.typed import Typed

if TYPE_CHECKING:
    from app.capture.kept_or_waiting import KeptOrWaiting
    from app.core.track_move import TrackMove
    from app.emotions.records import Emotion, Mode, Tag
    from app.profile.settings import SettingsFile
    from app.transactions.storage_problems import StorageProblem
    from app.waiting.service import WaitingMarks

log = logging.getLogger(__name__)

REPEAT_MS = 2000
HOLD_MS = 400  # a tap is over sooner: most key taps last 70-150 ms


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where the music is at this instant.

    listen_id: the listen that is being recorded, if any. rate: playback speed. heard: what led up
    to it; None for the track from its start.
    """

    track_id: TrackId
    position_ms: int
    is_playing: bool
    listen_id: ListenId | None = None
    rate: float = 1.0
    heard: HeardPath | None = None

    @property
    def path(self) -> HeardPath:
        return self.heard or HeardPath.whole(self.track_id, self.position_ms)

    def reaction(self, reaction_ms: int) -> int:
        """In milliseconds of music; a paused listener points exactly."""
        return round(reaction_ms * self.rate) if self.is_playing else 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What a press or release saved on disk. is_new: a mark was added, not raised or extended.

    is_waiting: on disk, but not in the journal yet.
    """

    ref: MarkRef
    mark: Tag | Moment
    emotion: Emotion | None
    intensity: int
    is_new: bool

    @property
    def track_id(self) -> TrackId:
        return self.mark.track_id

    @property
    def span(self) -> Span:
        return self.mark.span

    @property
    def is_waiting(self) -> bool:
        return self.mark.is_waiting


@dataclass(slots=True)
class _Held:
    """A key that is down: the mark it made, and when it went down.

    pressed_at_ms: real time; heard_ms: heard time; reaction_ms: in music.
    """

    mark: Tag | Moment
    track_id: TrackId
    emotion: Emotion | None
    pressed_at_ms: int
    heard_ms: int
    reaction_ms: int


@dataclass(slots=True)
class _Last:
    """The newest tag, as long as the same key may still raise it."""

    emotion_id: EmotionId
    mode: Mode
    tag: Tag
    track_id: TrackId
    pressed_at_ms: int


class Capture:
    """Turns presses and releases into marks. `now_ms` is any steady clock, in milliseconds.

    Every verb raises Problem when the mark couldn't be saved; then nothing was.
    """

    def __init__(
        self, keeping: KeptOrWaiting, waiting: WaitingMarks, settings: SettingsFile
    ) -> None:
        self._keeping = keeping
        self._waiting = waiting
        self._settings = settings
        self._held: dict[EmotionId | None, _Held] = {}
        self._last: _Last | None = None
        self._made: list[MarkRef] = []

    @property
    def made(self) -> tuple[MarkRef, ...]:
        """The marks of this session, oldest first; also deleted ones, which undo may bring back."""
        return tuple(self._waiting.current(ref) for ref in self._made)

    def take_reason(self) -> StorageProblem | None:
        """Why marks wait; given once each time they begin to."""
        return self._keeping.take_reason()

    def newest_among(self, there: Container[MarkRef]) -> MarkRef | None:
        """The newest mark of this session among those that exist: it may have been undone."""
        return next((ref for ref in reversed(self.made) if ref in there), None)

    def write_note(self, mark: Tag | Moment, text: Typed) -> None:
        self._keeping.write_note(mark, text)

    def add_note(self, mark: Tag | Moment, text: str) -> None:
        """Adds it below what is written there already."""
        there = mark.note
        both = f"{there}\n{text}" if there and text not in there.splitlines() else there or text
        self._keeping.write_note(mark, Typed(both, there, is_long=True))
        last = self._last
        if last is not None and last.tag.uid == mark.uid:  # it may be raised, or get a note, again
            last.tag = last.tag._replace(note=both)

    def follow(self, move: TrackMove) -> None:
        """The track has become part of another: what is held goes on in that."""
        held = [held for held in self._held.values() if held.track_id == move.from_id]
        for one in held:
            one.track_id = move.to_id
        if self._last is not None and self._last.track_id == move.from_id:
            self._last.track_id = move.to_id

    def forget_all(self) -> None:
        """The journal was replaced: this session's ids may mean other marks now."""
        self._made.clear()
        self._held.clear()
        self._last = None

    def press(self, emotion: Emotion, mode: Mode, playhead: Playhead, now_ms: int) -> Kept:
        """An emotion key goes down."""
        raised = self._raise_last(emotion, mode, playhead, now_ms)
        is_new = raised is None
        tag = self._add_tag(emotion, mode, playhead) if raised is None else raised
        self._last = _Last(emotion.id, mode, tag, playhead.track_id, now_ms)
        self._hold(tag, emotion, playhead, now_ms)
        return _kept_tag(tag, emotion, is_new)

    def press_favourite(self, playhead: Playhead, now_ms: int) -> Kept:
        """The favourite key goes down."""
        moment = self._keeping.add_moment(
            playhead.track_id,
            Span.point(playhead.position_ms),
            _meant(playhead, self._settings.current.moment_reaction_ms),
            playhead.listen_id,
        )
        self._made.append(moment.ref)
        self._hold(moment, None, playhead, now_ms)
        return _kept_moment(moment, True)

    def release(
        self, emotion: Emotion | None, playhead: Playhead | None, now_ms: int
    ) -> Kept | None:
        """A key is released (None: the favourite key). Returns the mark if it became a span.

        If nothing plays, the point stays as it is.
        """
        held = self._held.pop(None if emotion is None else emotion.id, None)
        drawn = None if held is None or playhead is None else _drawn(held, playhead, now_ms)
        if held is None or drawn is None:
            return None
        if isinstance(held.mark, Moment):
            return _kept_moment(self._keeping.extend_moment(held.mark, *drawn), False)
        return _kept_tag(self._keeping.extend_tag(held.mark, *drawn), held.emotion, False)

    def release_all(self, playhead: Playhead | None, now_ms: int) -> list[Kept]:
        """Releases every key: the window lost the keyboard, or the track changed."""
        kept = [self.release(held.emotion, playhead, now_ms) for held in list(self._held.values())]
        return [item for item in kept if item is not None]

    def live_spans(self, playhead: Playhead, now_ms: int) -> list[tuple[Emotion | None, Span]]:
        """The spans that held keys are marking, once they are held longer than a tap."""
        found = [(held, _drawn(held, playhead, now_ms)) for held in self._held.values()]
        return [
            (held.emotion, drawn[0])
            for held, drawn in found
            if drawn is not None and held.track_id == playhead.track_id
        ]

    def _raise_last(
        self, emotion: Emotion, mode: Mode, playhead: Playhead, now_ms: int
    ) -> Tag | None:
        """The newest tag, one stronger; None when this press is a new mark."""
        last = self._last
        if last is None or now_ms - last.pressed_at_ms > REPEAT_MS:
            return None
        if (last.emotion_id, last.mode, last.track_id) != (emotion.id, mode, playhead.track_id):
            return None
        try:
            return self._keeping.raise_intensity(last.tag)
        except LookupError:  # it was undone or deleted meanwhile
            return None

    def _add_tag(self, emotion: Emotion, mode: Mode, playhead: Playhead) -> Tag:
        tag = self._keeping.add_tag(
            playhead.track_id,
            emotion,
            Span.point(playhead.position_ms),
            _meant(playhead, self._settings.current.tag_reaction_ms),
            mode,
            playhead.listen_id,
        )
        self._made.append(tag.ref)
        return tag

    def _hold(
        self, mark: Tag | Moment, emotion: Emotion | None, playhead: Playhead, now_ms: int
    ) -> None:
        current = self._settings.current
        own = current.moment_reaction_ms if emotion is None else current.tag_reaction_ms
        key, heard_ms = None if emotion is None else emotion.id, playhead.path.now_ms
        self._held.pop(key, None)
        self._held[key] = _Held(
            mark, playhead.track_id, emotion, now_ms, heard_ms, playhead.reaction(own)
        )


def _meant(playhead: Playhead, reaction_ms: int) -> Span:
    """The point that was heard when the listener began to react.

    Source: Schubert 2004, Music Perception 21:561 (1-3 s; 0-1 s for sudden loudness).
    """
    path = playhead.path
    meant = path.earlier(path.now_ms, playhead.reaction(reaction_ms))
    return Span.point(path.position(meant))


def _drawn(held: _Held, playhead: Playhead, now_ms: int) -> tuple[Span, Span] | None:
    """The span that a held key has marked so far, and the raw one from press to release.

    None while it may still be a tap, and when no music has passed since. Press and release come
    equally late, so the span keeps its length where it can.
    """
    path = playhead.path
    if now_ms - held.pressed_at_ms < HOLD_MS or not path.is_of(held.track_id, held.heard_ms):
        return None
    until = path.unbroken_until(held.heard_ms)
    if until <= held.heard_ms:
        return None
    start = path.earlier(held.heard_ms, held.reaction_ms)
    sides = path.stretches(start, max(start, until - held.reaction_ms))
    pressed = path.stretches(held.heard_ms, until)
    raw = Span.between(pressed[0].start_ms, pressed[-1].end_ms)
    return max(sides, key=lambda side: side.duration_ms), raw


def _kept_tag(tag: Tag, emotion: Emotion | None, is_new: bool) -> Kept:
    return Kept(tag.ref, tag, emotion, tag.intensity, is_new)


def _kept_moment(moment: Moment, is_new: bool) -> Kept:
    return Kept(moment.ref, moment, None, 0, is_new)
