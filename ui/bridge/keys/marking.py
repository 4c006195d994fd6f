"""From a key press to a saved mark, and what the screen is told about it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import Problem
from app.core.timecode import format_ms
from app.core.words import Text, _
from app.emotions.records import Mode
from app.player.records import PlayState
from app.transactions.changes import EMOTION, Change
from ui.bridge.journal.now_asked import NowAsked
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.words.lists import comma_list
from ui.words.waiting import marked_but_waits

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

LIVE_MS = 33
_PLAY_FIRST = Text("Play something first: marks are put at the playhead.")
AFTER_END_MS = 2_000  # how long after its end a key still marks a track: hands are late


class Marking(QObject):
    """Sets marks at the playhead.

    Signals: kept(Kept), a mark is on disk; live_changed(list of (Emotion | None, Span)), while keys
    are held; problem(Problem); news(str), small news in words.
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
        asked: NowAsked | None = None,
    ) -> None:
        """do: runs a verb, or lets it wait while the journal is busy. asked: knows whom the keys
        answer.
        """
        super().__init__(parent)
        self._services = services
        self._do = do
        self._playback = playback
        self._keys = keys
        self._down: dict[str, Emotion | None] = {}
        self._is_taken: Callable[[Emotion, bool], bool] = _never
        self._asked = asked or NowAsked()
        self._ended_at_ms: int | None = None
        self._live_timer = QTimer(self)
        self._live_timer.setInterval(LIVE_MS)
        self._live_timer.timeout.connect(self._show_live)
        keys.pressed.connect(self.press_key)
        keys.released.connect(self.release_key)
        keys.abandoned.connect(self.release_all)
        playback.moved.connect(lambda move: self._services.capture.follow(move))
        playback.track_changed.connect(lambda _row: self.release_all())
        playback.went_elsewhere.connect(self.release_all)
        playback.state_changed.connect(self._on_state_changed)
        keys.keys = frozenset("123456789" + FAVOURITE_KEY)  # until the emotions are loaded

    def on_change(self, change: Change) -> None:
        if change.is_restore:
            self._down.clear()
            self._services.capture.forget_all()
        if change.touches(EMOTION):
            self.take_vocabulary()

    def take_vocabulary(self) -> None:
        """The marking keys are those of the emotions."""
        words = self._services.emotions.emotions()
        keys = {word.shortcut.casefold() for word in words if word.shortcut}
        self._keys.keys = frozenset(keys | {FAVOURITE_KEY})

    def offer_keys_to(self, taker: Callable[[Emotion, bool], bool]) -> None:
        """taker: may use an emotion's key for something else; it is given the emotion and whether
        Shift is down. If it returns True, nothing is marked.
        """
        self._is_taken = taker

    @property
    def is_listening(self) -> bool:
        """Whether a key can mean the music: it plays, or the track has only just ended."""
        if self._playback.is_playing:
            return True
        return (
            self._ended_at_ms is not None
            and self._playback.now_ms - self._ended_at_ms < AFTER_END_MS
        )

    # keys

    def press_key(self, key: str, is_expressed: bool) -> None:
        if (asking := self._asked.by) is not None:
            emotion = None if key == FAVOURITE_KEY else self._services.emotions.by_shortcut(key)
            if emotion is not None or key == FAVOURITE_KEY:
                asking.answer(emotion, is_expressed=is_expressed)
            return
        if self._playback.track is None:  # the journal may still be opening: don't query it
            self.news.emit(str(_PLAY_FIRST))
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
        """The focus is lost or the track changes: what was drawn so far is saved."""
        if not self._down:
            return
        self._down.clear()
        playhead = self._playback.playhead()
        self._keeping(lambda: self._services.capture.release_all(playhead, self._playback.now_ms))
        self._show_live()

    # verbs without a key

    def mark_now(self, emotion: Emotion | None, is_expressed: bool = False) -> Kept | None:
        """A tap: a point at the playhead. emotion: None for a favourite moment."""
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
            raise Problem(
                _("Nothing is playing, so there is nothing to mark."),
                "",
                _("Play something first."),
            )
        kept = self.mark_now(emotion)
        if kept is None:
            raise Problem(_("The mark couldn’t be saved."), "", _("The window says why."))
        if note:
            self._services.capture.add_note(kept.mark, note)
        name = emotion.name if emotion else _("Favourite moment")
        time = format_ms(kept.span.start_ms)
        if kept.is_waiting:
            # Translators: mark is an emotion or “Favourite moment”
            return _(
                "{mark} at {time} in “{title}”. It waits to be saved: the journal can’t be written "
                "to now",
                mark=name, time=time, title=row.title,
            )  # fmt: skip
        # Translators: mark is an emotion or “Favourite moment”
        return _("{mark} at {time} in “{title}”", mark=name, time=time, title=row.title)

    def remove_newest(self) -> MarkRef | None:
        """Deletes the newest mark of this session; called again, the one before it.

        Returns which one; None if nothing was deleted, after saying why.
        """
        services = self._services
        try:
            tracks = self._tracks_of_made()
            ref = services.capture.newest_among(tracks)
            if ref is None:
                self.news.emit(_("There is no mark from this session to delete."))
                return None
            if not services.waiting.take_back(ref) and not self._do(
                lambda: services.marks.remove(ref)
            ):
                return None
        except Problem as problem:
            self.problem.emit(problem)
            return None
        row = self._playback.track
        if row is None or row.id != tracks[ref]:  # the listener can't see it disappear
            self._say_removed(tracks[ref])
        return ref

    def _say_removed(self, track_id: TrackId) -> None:
        try:
            title = self._services.library.track(track_id).row.title
        except (Problem, LookupError) as problem:
            log.warning("it can't be told on which track a mark was deleted: %s", problem)
        else:
            self.news.emit(_("The newest mark was deleted, in “{title}”.", title=title))

    def newest_in(self, timeline: TrackTimeline | None) -> MarkRef | None:
        """The newest mark of this session that is still on a track's timeline."""
        return self._services.capture.newest_among(timeline if timeline is not None else ())

    def _tracks_of_made(self) -> dict[MarkRef, TrackId]:
        """The track of each mark of this session, whether saved or waiting to be."""
        made, waiting = self._services.capture.made, self._services.waiting
        tracks = {ref: waiting.track_of(ref) for ref in made if ref.id < 0}
        waits = {ref: track_id for ref, track_id in tracks.items() if track_id is not None}
        if made and made[-1] in waits:  # no need to query a journal that can't be reached
            return waits
        return waits | self._services.marks.tracks_of(ref for ref in made if ref.id > 0)

    # from key to mark

    def _on_state_changed(self, state: str) -> None:
        self._ended_at_ms = self._playback.now_ms if state == PlayState.ENDED.value else None

    def _press(self, key: str, emotion: Emotion | None, is_expressed: bool) -> None:
        if self._drop(emotion, is_expressed) is not None:
            self._down[key] = emotion
            self._live_timer.start()

    def _drop(self, emotion: Emotion | None, is_expressed: bool) -> Kept | None:
        playhead = self._playback.playhead()
        if playhead is None:
            self.news.emit(str(_PLAY_FIRST))
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
            self.news.emit(_("Not marked: the track or the emotion was deleted elsewhere."))
            return None
        self.kept.emit(kept)
        if kept.is_waiting:
            self._tell_waiting()
        return kept

    def _tell_waiting(self) -> None:
        """For the first mark that waits: why, and that it is safe."""
        reason = self._services.capture.take_reason()
        if reason is not None:
            self.news.emit(marked_but_waits(reason.kind))

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
            known = comma_list(word.name for word in self._services.emotions.emotions())
            raise Problem(
                _("“{name}” isn’t one of your emotions.", name=name),
                # Translators: names are those of the emotions; favourite stays as it is
                _("You can use: {names}, favourite.", names=known),
            )
        return emotion


def _never(_emotion: Emotion, _is_expressed: bool) -> bool:
    """By default, nothing else uses the keys."""
    return False
