"""An answer to “And now?” becomes a mark of today on the seconds that were asked about."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _
from app.emotions.records import MAX_INTENSITY, Mode

if TYPE_CHECKING:
    from app.core.ids import EmotionId, ListenId, TrackId
    from app.core.timecode import Span
    from app.emotions.records import Emotion, Tag
    from app.moments.records import Moment
    from ui.bridge.context import Context

log = logging.getLogger(__name__)


@dataclass
class _Answer:
    """A press. tag: what it wrote, once it did: while the journal is busy, it waits."""

    emotion_id: EmotionId
    mode: Mode
    pressed_ms: int
    tag: Tag | None = None


class Answering(QObject):
    """The same feeling again within two seconds makes the answer stronger, as while listening.

    Signal: kept(MarkRef), a mark is on disk.
    """

    kept = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._last: _Answer | None = None

    def forget(self) -> None:
        """What comes next is about other seconds."""
        self._last = None

    def feel(self, track_id: TrackId, span: Span, emotion: Emotion, mode: Mode) -> None:
        services = self._context.services
        answer = _Answer(emotion.id, mode, self._context.playback.now_ms)
        before, self._last = self._before(answer), answer
        listen_id = self._listen_id(track_id)

        def write() -> None:
            weaker = None if before is None else before.tag
            if weaker is not None and weaker.intensity < MAX_INTENSITY:
                answer.tag = self._raised(weaker)
            answer.tag = answer.tag or services.tagging.add_tag(
                track_id, emotion.id, span, mode=mode, listen_id=listen_id
            )

        def say() -> None:
            assert answer.tag is not None
            # Translators: emotion is the name of one, written on the seconds that were heard
            self._context.say_done(_("“{emotion}” added, with today’s date.", emotion=emotion.name))
            self.kept.emit(answer.tag.ref)

        self._context.do(write, say)

    def love(self, track_id: TrackId, span: Span) -> None:
        services = self._context.services
        made: list[Moment] = []
        listen_id, self._last = self._listen_id(track_id), None

        def say() -> None:
            self._context.say_done(_("Favourite moment added, with today’s date."))
            self.kept.emit(made[-1].ref)

        self._context.do(
            lambda: made.append(services.moments.add_moment(track_id, span, listen_id=listen_id)),
            say,
        )

    def _raised(self, tag: Tag) -> Tag | None:
        """None if it was undone or deleted meanwhile."""
        try:
            return self._context.services.tagging.raise_intensity(tag.id)
        except LookupError as fault:
            log.info("what would be made stronger is gone: %s", fault)
            return None

    def _before(self, answer: _Answer) -> _Answer | None:
        """The one that this makes stronger, written or not."""
        from app.capture.capturing import REPEAT_MS

        last = self._last
        if last is None or answer.pressed_ms - last.pressed_ms > REPEAT_MS:
            return None
        is_same = (last.emotion_id, last.mode) == (answer.emotion_id, answer.mode)
        return last if is_same else None

    def _listen_id(self, track_id: TrackId) -> ListenId | None:
        """The listen that is being recorded, if it is this track’s."""
        playback = self._context.playback
        is_heard = playback.track is not None and playback.track.id == track_id
        return playback.listen_id if is_heard else None
