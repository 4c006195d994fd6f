"""From a key press to a kept mark, and what the screen hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import Problem
from app.core.timecode import format_ms
from app.emotions.records import Mode
from app.player.records import PlayState
from app.transactions.changes import EMOTION, Change

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.capture.capturing import Kept
    from app.core.ids import TrackId
    from app.core.marks import MarkRef
    from app.emotions.records import Emotion
    from app.timeline.records import TrackTimeline
    from ui.bridge.keys.marking_keys import MarkingKeys
    from ui.bridge.playback.playback import Playback

log = logging.getLogger(__name__)

FAVOURITE_KEY = "f"
LIVE_MS = 33
_REASONS = {
    "locked": "an import, a restore or another program is writing to it.",
    "unreachable": "its disk or folder doesn’t answer.",
    "read_only": "it can’t be written to.",
    "full": "its disk is full.",
    "damaged": "the file is damaged.",
}
AFTER_END_MS = 2_000  # so long after its end a key still means the music: hands are late


class Marking(QObject):
    """Drops marks at the playhead.

    Signals: kept(Kept) after a mark is on disk; live_changed(list of (Emotion | None, Span))
    while keys are held; problem(Problem); news(str) for small refusals.
    """

    kept = Signal(object)
    live_changed = Signal(object)
    problem = Signal(object)
    news = Signal(str)

    def __init__(
        self,
        services: Services,
        playback: Playback,
        keys: MarkingKeys,
        do: Callable[[Callable[[], object]], object],
        parent: QObject,
    ) -> None:
        """do: runs a verb, or puts it off while the journal is busy."""
        super().__init__(parent)
        self._services = services
        self._do = do
        self._playback = playback
        self._keys = keys
        self._down: dict[str, Emotion | None] = {}
        self._is_taken: Callable[[Emotion, bool], bool] = _never
        self._ended_at_ms: int | None = None
        self._live_timer = QTimer(self)
        self._live_timer.setInterval(LIVE_MS)
        self._live_timer.timeout.connect(self._show_live)
        keys.pressed.connect(self.press_key)
        keys.released.connect(self.release_key)
        keys.abandoned.connect(self.release_all)
        playback.track_changed.connect(lambda _row: self.release_all())
        playback.went_elsewhere.connect(self.release_all)
        playback.state_changed.connect(self._on_state_changed)
        keys.keys = frozenset("123456789" + FAVOURITE_KEY)  # until the vocabulary is open

    def on_change(self, change: Change) -> None:
        if change.is_restore:
            self._down.clear()
            self._services.capture.forget_all()
        if change.touches(EMOTION):
            self.take_vocabulary()

    def take_vocabulary(self) -> None:
        """Which keys mark follows from the words that have one."""
        words = self._services.emotions.emotions()
        keys = {word.shortcut.casefold() for word in words if word.shortcut}
        self._keys.keys = frozenset(keys | {FAVOURITE_KEY})

    def offer_keys_to(self, taker: Callable[[Emotion, bool], bool]) -> None:
        """Somebody who may want an emotion's key (and whether Shift is down) for something else.

        It answers whether it took the key; then nothing is marked.
        """
        self._is_taken = taker

    @property
    def is_listening(self) -> bool:
        """Whether a key may mean what is heard, or was heard just before the track ended."""
        if self._playback.is_playing:
            return True
        return (
            self._ended_at_ms is not None
            and self._playback.now_ms - self._ended_at_ms < AFTER_END_MS
        )

    # keys

    def press_key(self, key: str, is_expressed: bool) -> None:
        if self._playback.track is None:  # nothing is asked of a journal that may still be opening
            self.news.emit("Play something first: marks are dropped where the music is.")
            return
        if key == FAVOURITE_KEY:
            self._press(key, None, is_expressed)
            return
        emotion = self._services.emotions.by_shortcut(key)
        if emotion is not None and not self._is_taken(emotion, is_expressed):
            self._press(key, emotion, is_expressed)

    def release_key(self, key: str) -> None:
        if key not in self._down:
            return
        emotion = self._down.pop(key)
        playhead = self._playback.playhead()
        self._keeping(
            lambda: self._services.capture.release(emotion, playhead, self._playback.now_ms)
        )
        self._show_live()

    def release_all(self) -> None:
        """The keyboard is lost or the track changes: what was drawn so far is kept."""
        if not self._down:
            return
        self._down.clear()
        playhead = self._playback.playhead()
        self._keeping(lambda: self._services.capture.release_all(playhead, self._playback.now_ms))
        self._show_live()

    # verbs without a key

    def mark_now(self, emotion: Emotion | None, is_expressed: bool = False) -> Kept | None:
        """A tap: a point at the playhead; None as emotion is a favourite moment."""
        kept = self._drop(emotion, is_expressed)
        self._keeping(lambda: self._services.capture.release(emotion, None, self._playback.now_ms))
        return kept

    def mark_by_name(self, request: dict[str, Any]) -> str:
        """For other programs: {"emotion": name or "favourite", "note": text or None}.

        Raises Problem.
        """
        name, note = request["emotion"], request.get("note")
        emotion = None if name.casefold() in ("favourite", "favorite") else self._word(name)
        row = self._playback.track
        if row is None:
            raise Problem("Nothing is playing, so there is nothing to mark.", "", "Play something.")
        kept = self.mark_now(emotion)
        if kept is None:
            raise Problem("The mark couldn’t be kept.", "", "The window says why.")
        if note:
            self._services.capture.add_note(kept.mark, note)
        word = emotion.name if emotion else "Favourite moment"
        said = f"{word} at {format_ms(kept.span.start_ms)} in “{row.title}”"
        return f"{said}. It waits: the journal can’t be written now" if kept.is_waiting else said

    def remove_newest(self) -> MarkRef | None:
        """Takes the newest mark of this session that is there away; again, the one before it.

        Which one it was; None, and why is said, when none is gone.
        """
        services = self._services
        try:
            tracks = self._tracks_of_made()
            ref = services.capture.newest_among(tracks)
            if ref is None:
                self.news.emit("There is no mark from this session to remove.")
                return None
            if not services.waiting.take_back(ref) and not self._do(
                lambda: services.marks.remove(ref)
            ):
                return None
        except Problem as problem:
            self.problem.emit(problem)
            return None
        row = self._playback.track
        if row is None or row.id != tracks[ref]:  # it can't be seen to go
            title = services.library.track(tracks[ref]).row.title
            self.news.emit(f"Removed the newest mark, in “{title}”.")
        return ref

    def newest_in(self, timeline: TrackTimeline | None) -> MarkRef | None:
        """The newest mark of this session that a track's timeline still holds."""
        return self._services.capture.newest_among(timeline if timeline is not None else ())

    def _tracks_of_made(self) -> dict[MarkRef, TrackId]:
        """On which track each mark of this session is, in the journal or waiting for it."""
        made, waiting = self._services.capture.made, self._services.waiting
        tracks = {ref: waiting.track_of(ref) for ref in made if ref.id < 0}
        waits = {ref: track_id for ref, track_id in tracks.items() if track_id is not None}
        if made and made[-1] in waits:  # nothing need be asked of a journal that can't be reached
            return waits
        return waits | self._services.marks.tracks_of(ref for ref in made if ref.id > 0)

    # the road

    def _on_state_changed(self, state: str) -> None:
        self._ended_at_ms = self._playback.now_ms if state == PlayState.ENDED.value else None

    def _press(self, key: str, emotion: Emotion | None, is_expressed: bool) -> None:
        if self._drop(emotion, is_expressed) is not None:
            self._down[key] = emotion
            self._live_timer.start()

    def _drop(self, emotion: Emotion | None, is_expressed: bool) -> Kept | None:
        playhead = self._playback.playhead()
        if playhead is None:
            self.news.emit("Play something first: marks are dropped where the music is.")
            return None
        try:
            if emotion is None:
                kept = self._services.capture.press_favourite(playhead, self._playback.now_ms)
            else:
                mode = Mode.EXPRESSED if is_expressed else Mode.FELT
                kept = self._services.capture.press(emotion, mode, playhead, self._playback.now_ms)
        except Problem as problem:
            self.problem.emit(problem)
            return None
        except LookupError as error:
            log.info("nothing to mark: %s", error)
            self.news.emit("Not marked: the track or the feeling was deleted elsewhere.")
            return None
        self.kept.emit(kept)
        if kept.is_waiting:
            self._tell_waiting()
        return kept

    def _tell_waiting(self) -> None:
        """With the first mark that waits: why, and that it is safe."""
        reason = self._services.capture.take_reason()
        if reason is not None:
            self.news.emit(
                f"Marked. It waits for your journal: {_REASONS[reason.kind]} It is safe on disk, "
                "and goes into your journal as soon as that is possible."
            )

    def _keeping(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except LookupError as error:
            log.info("a held key’s mark is gone: %s", error)
        except Problem as problem:
            self.problem.emit(problem)

    def _show_live(self) -> None:
        self._keys.look()
        if not self._down:
            self._live_timer.stop()
        playhead = self._playback.playhead()
        is_drawing = bool(self._down) and playhead is not None
        self.live_changed.emit(
            self._services.capture.live_spans(playhead, self._playback.now_ms)
            if is_drawing and playhead
            else []
        )

    def _word(self, name: str) -> Emotion:
        emotion = self._services.emotions.named(name)
        if emotion is None:
            known = ", ".join(word.name.lower() for word in self._services.emotions.emotions())
            raise Problem(
                f"“{name}” isn’t a feeling in your vocabulary.", f"It knows: {known}, favourite."
            )
        return emotion


def _never(_emotion: Emotion, _is_expressed: bool) -> bool:
    """Nobody wants the keys for anything else."""
    return False
