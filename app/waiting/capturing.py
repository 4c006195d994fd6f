"""Capturing marks that wait to be saved: each method writes one line and returns the mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.core.errors import Problem
from app.core.ids import ListenId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.core.words import _
from app.emotions.records import MAX_INTENSITY, Emotion, Mode, Tag
from app.emotions.tagging import START_INTENSITY, step_name
from app.marks.kinds import KINDS
from app.marks.spec import Verb
from app.moments.records import Moment
from app.moments.service import ADD_MOMENT
from app.transactions.history import RAISE
from app.transactions.typed import Typed
from app.waiting.records import WORD, Deed, TrackName, What
from app.waiting.service import WaitingMarks
from app.waiting.showing import new_moment, new_tag
from db.models.base import new_uid


class WaitingCapture:
    """Like Tagging and Moments, while the journal can't be written. Raises Problem if the file
    can't be written either, or the track has never been read from the journal.
    """

    def __init__(self, waiting: WaitingMarks) -> None:
        self._waiting = waiting

    def add_tag(
        self,
        uid: str,
        track_id: TrackId,
        emotion: Emotion,
        raw: Span,
        span: Span,
        mode: Mode,
        listen_id: ListenId | None,
    ) -> Tag:
        word = {name: getattr(emotion, name) for name in WORD}
        deed = replace(
            self._press(MarkKind.TAG, uid, track_id, raw, span, listen_id),
            word=word,
            mode=mode,
            intensity=START_INTENSITY,
        )
        self._waiting.put(deed, label=step_name(emotion.name))
        return new_tag(deed, track_id, emotion.id, self._waiting.ids)

    def add_moment(
        self, uid: str, track_id: TrackId, raw: Span, span: Span, listen_id: ListenId | None
    ) -> Moment:
        deed = self._press(MarkKind.MOMENT, uid, track_id, raw, span, listen_id)
        self._waiting.put(deed, label=str(ADD_MOMENT))
        return new_moment(deed, track_id, self._waiting.ids)

    def raise_intensity(self, tag: Tag) -> Tag:
        raised = min(MAX_INTENSITY, tag.intensity + 1)
        self._put(What.RAISE, MarkKind.TAG, tag, str(RAISE), intensity=raised)
        return tag._replace(intensity=raised, is_waiting=True)

    def extend_tag(self, tag: Tag, span: Span, raw: Span, step: str) -> Tag:
        """step: the undo step of the press or raise that this continues."""
        self._put(What.EXTEND, MarkKind.TAG, tag, "", step=step, span=span, raw=raw)
        return tag._replace(span=span, raw=raw, is_waiting=True)

    def extend_moment(self, moment: Moment, span: Span, raw: Span, step: str) -> Moment:
        self._put(What.EXTEND, MarkKind.MOMENT, moment, "", step=step, span=span, raw=raw)
        return replace(moment, span=span, raw=raw, is_waiting=True)

    def write_note(self, mark: Tag | Moment, text: Typed) -> None:
        kind = mark.ref.kind
        label = str(KINDS[kind].words.steps[Verb.EDIT])
        self._put(What.NOTE, kind, mark, label, before=text.before, text=str(text))

    def step_of(self, uid: str) -> str:
        """The undo step of the newest deed that waits for this mark; empty if none waits."""
        mine = [deed.step for deed in self._waiting.waiting if deed.mark == uid]
        return mine[-1] if mine else ""

    def _press(
        self,
        kind: MarkKind,
        uid: str,
        track_id: TrackId,
        raw: Span,
        span: Span,
        listen_id: ListenId | None,
    ) -> Deed:
        key = new_uid()
        track = self._track(track_id)
        return Deed(
            key, key, What.PRESS, kind, uid, track, Instant.now(), span, raw, listen_id=listen_id
        )

    def _put(
        self,
        what: What,
        kind: MarkKind,
        mark: Tag | Moment,
        label: str,
        *,
        step: str = "",
        **says: Any,
    ) -> None:
        if mark.id < 0 and not self._waiting.is_waiting(mark.ref):
            raise LookupError(f"{mark.uid} was undone")
        key = new_uid()
        track = self._track(mark.track_id)
        if mark.id > 0:
            self._waiting.ids.note(mark.uid, mark.ref)
        deed = Deed(key, step or key, what, kind, mark.uid, track, Instant.now(), **says)
        self._waiting.put(deed, label="" if step else label)

    def _track(self, track_id: TrackId) -> TrackName:
        name = self._waiting.tracks.name_of(track_id)
        if name is None:
            raise Problem(
                _("This can’t be saved for later."),
                _("The track couldn’t be read from the journal yet."),
                _("Try again when the journal can be read."),
                details=f"track {track_id}",
            )
        return name
