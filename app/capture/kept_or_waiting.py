"""How marking writes to the journal; while that can't be written, the mark waits beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.core.errors import Problem
from app.core.ids import MomentId, TagId
from app.core.marks import MarkRef
from app.emotions.records import Tag
from app.transactions.storage_problems import StorageProblem, may_wait
from app.waiting.capturing import WaitingCapture
from db.models.base import new_uid

if TYPE_CHECKING:
    from app.core.ids import ListenId, TrackId
    from app.core.timecode import Span
    from app.emotions.records import Emotion, Mode
    from app.emotions.tagging import Tagging
    from app.marks.service import Marks
    from app.moments.records import Moment
    from app.moments.service import Moments
    from app.transactions.ledger import Ledger
    from app.transactions.typed import Typed
    from app.waiting.service import WaitingMarks

log = logging.getLogger(__name__)

PATIENCE_MS = 120  # for a busy journal; writing the file and looking for the mark get 100 more

T = TypeVar("T")


class KeptOrWaiting:
    """Verbs raise Problem when neither the journal nor the file can be written; LookupError for a
    mark that is gone.

    While something waits, what comes after it waits too: it may be about the same mark.
    """

    def __init__(
        self,
        ledger: Ledger,
        tagging: Tagging,
        moments: Moments,
        marks: Marks,
        waiting: WaitingMarks,
    ) -> None:
        self._ledger = ledger
        self._tagging = tagging
        self._moments = moments
        self._marks = marks
        self._waiting = waiting
        self._beside = WaitingCapture(waiting)
        self._reason: StorageProblem | None = None

    def add_tag(
        self,
        track_id: TrackId,
        emotion: Emotion,
        raw: Span,
        span: Span,
        mode: Mode,
        listen_id: ListenId | None,
    ) -> Tag:
        uid = new_uid()  # the same in both places: what was saved after all isn't saved twice
        return self._do(
            lambda: self._tagging.add_tag(
                track_id, emotion.id, raw, span=span, mode=mode, listen_id=listen_id, uid=uid
            ),
            lambda: self._beside.add_tag(uid, track_id, emotion, raw, span, mode, listen_id),
        )

    def add_moment(
        self, track_id: TrackId, raw: Span, span: Span, listen_id: ListenId | None
    ) -> Moment:
        uid = new_uid()
        return self._do(
            lambda: self._moments.add_moment(
                track_id, raw, span=span, listen_id=listen_id, uid=uid
            ),
            lambda: self._beside.add_moment(uid, track_id, raw, span, listen_id),
        )

    def raise_intensity(self, tag: Tag) -> Tag:
        tag = tag._replace(id=TagId(self._waiting.current(tag.ref).id))
        return self._do(
            lambda: self._tagging.raise_intensity(tag.id),
            lambda: self._beside.raise_intensity(tag),
            tag.ref,
        )

    def extend_tag(self, tag: Tag, span: Span, raw: Span) -> Tag:
        tag = tag._replace(id=TagId(self._waiting.current(tag.ref).id))
        step = self._beside.step_of(tag.uid)
        return self._do(
            lambda: self._tagging.extend(tag.id, span, raw),
            lambda: self._beside.extend_tag(tag, span, raw, step),
            tag.ref,
        )

    def extend_moment(self, moment: Moment, span: Span, raw: Span) -> Moment:
        ref = self._waiting.current(moment.ref)
        step = self._beside.step_of(moment.uid)
        return self._do(
            lambda: self._moments.extend(MomentId(ref.id), span, raw),
            lambda: self._beside.extend_moment(moment, span, raw, step),
            ref,
        )

    def write_note(self, mark: Tag | Moment, text: Typed) -> None:
        ref = self._waiting.current(mark.ref)
        self._do(
            lambda: self._marks.edit(ref, note=text),
            lambda: self._beside.write_note(mark, text),
            ref,
        )

    def take_reason(self) -> StorageProblem | None:
        """Why marks began to wait; None when it was taken already."""
        reason, self._reason = self._reason, None
        return reason

    def _do(self, keep: Callable[[], T], wait: Callable[[], T], about: MarkRef | None = None) -> T:
        """about: the mark that must exist."""
        if self._waiting.waiting:
            self._expect_there(about)
            return wait()
        try:
            with self._ledger.hurrying(PATIENCE_MS):
                return keep()
        except StorageProblem as problem:
            if not may_wait(problem):
                raise
            self._reason = problem
            self._expect_there(about)
            return self._wait(problem, wait)

    def _expect_there(self, ref: MarkRef | None) -> None:
        """Raises LookupError for a mark that isn't in the journal any more, if that can be read."""
        if ref is None or ref.id < 0:
            return
        try:
            with self._ledger.hurrying(PATIENCE_MS // 3):
                is_there = bool(self._marks.tracks_of([ref]))
        except Problem as problem:
            log.info("can’t find out whether %s exists: %s", ref, problem.details)
            return
        if not is_there:
            raise LookupError(f"no {ref.kind} {ref.id}")

    def _wait(self, problem: StorageProblem, wait: Callable[[], T]) -> T:
        try:
            return wait()
        except Problem as no_file:
            log.warning("it can’t wait either: %s %s", no_file, no_file.details)
            raise problem from no_file
