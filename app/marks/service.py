"""Verbs on marks of any kind, one or many: each is one unit of work and one undo step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import ngettext
from app.emotions.vocabulary import Vocabulary
from app.marks import blocks
from app.marks.clip import NOT_A_CLIP, Clip, not_understood
from app.marks.kinds import KINDS, step_name
from app.marks.merging import groups_of, merge, with_alike
from app.marks.new_rows import copied, second_half
from app.marks.pasting import Paster
from app.marks.rows import added, change, edit, found_rows, placed_at, remove, span_of
from app.marks.spec import Verb
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import words_outlive
from db.models.track import Track
from db.queries import navigation as queries
from db.ranges.doors import expect_all_inside


@dataclass(frozen=True, slots=True)
class Pasted:
    """new_emotions: names of those that this profile didn't have before. unknown_scenes: titles of
    those it doesn't have, whose scene marks were left out. left_over: how many marks didn't fit
    into the track.
    """

    refs: tuple[MarkRef, ...]
    new_emotions: tuple[str, ...] = ()
    unknown_scenes: tuple[str, ...] = ()
    left_over: int = 0


class Marks:
    """Announces one Change for all the kinds and tracks of the marks it was given.

    Every verb raises LookupError when one of the marks is gone; then nothing was changed.
    """

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def tracks_of(self, refs: Iterable[MarkRef]) -> dict[MarkRef, TrackId]:
        """Which track each mark is on; those that are gone are left out."""
        by_kind: dict[MarkKind, list[int]] = defaultdict(list)
        for ref in refs:
            by_kind[ref.kind].append(ref.id)
        with self._ledger.read() as connection:
            return {
                MarkRef(kind, row_id): TrackId(track_id)
                for kind, ids in by_kind.items()
                for row_id, track_id in queries.tracks_of_marks(connection, kind, ids)
            }

    def move(self, spans: Mapping[MarkRef, Span], initiator: object = None) -> None:
        """Each mark to its new span. If a length changes, the undo step says “resize”."""
        if not spans:
            return
        with self._write(Verb.MOVE, spans, initiator) as writing:
            expect_all_inside("cue", [placed_at(span) for span in spans.values()])
            found = found_rows(writing, spans)
            if any(spans[ref].duration_ms != span_of(row).duration_ms for ref, row in found):
                writing.label = step_name(Verb.RESIZE, spans)
            change(writing, found, lambda ref, _row: placed_at(spans[ref]))

    def edit(self, *refs: MarkRef, initiator: object = None, **values: Any) -> None:
        """The same values into fields that all these kinds have (`KINDS[...].editable`).

        Typed text doesn't replace what was written elsewhere meanwhile. Raises TypeError for any
        other field, WordsLeftOver for a text whose mark is gone.
        """
        if not refs:
            return
        with words_outlive(values), self._write(Verb.EDIT, refs, initiator) as writing:
            edit(writing, found_rows(writing, refs), values)

    def reword(
        self,
        *refs: MarkRef,
        emotion_id: EmotionId,
        is_expressed: bool = False,
        initiator: object = None,
    ) -> None:
        """Emotion marks get another emotion. is_expressed: by the music, not felt by the listener.

        Raises TypeError for marks of another kind.
        """
        emotion = self._vocabulary.emotion(emotion_id).name
        values: dict[str, Any] = {"emotion_id": emotion_id}
        if is_expressed:
            values["mode"] = "expressed"
        with self._write(Verb.EDIT, refs, initiator) as writing:
            writing.label = ngettext(
                "Change emotion to “{emotion}”",
                "Change {n} emotions to “{emotion}”",
                len(refs),
                emotion=emotion,
            )
            edit(writing, found_rows(writing, refs), values)

    def remove(self, *refs: MarkRef, initiator: object = None) -> None:
        """Deletes them with whatever belongs to them; an undo brings all of it back."""
        if refs:
            self._remove(Verb.DELETE, refs, initiator)

    def cut(self, *refs: MarkRef, initiator: object = None) -> None:
        """Deletes them, to be pasted elsewhere."""
        if refs:
            self._remove(Verb.CUT, refs, initiator)

    def duplicate(
        self, spans: Mapping[MarkRef, Span], initiator: object = None
    ) -> tuple[MarkRef, ...]:
        """Copies each mark to the span given for it. Returns the copies, in the same order."""
        if not spans:
            return ()
        with self._write(Verb.DUPLICATE, spans, initiator) as writing:
            now = Instant.now()
            return added(
                writing,
                [
                    (ref.kind, copied(KINDS[ref.kind], row, spans[ref], now))
                    for ref, row in found_rows(writing, spans)
                ],
            )

    def split(self, *refs: MarkRef, at_ms: int, initiator: object = None) -> tuple[MarkRef, ...]:
        """Cuts every span that contains at_ms in two. Returns the second halves, if any.

        Both halves say the same; what the listener wrote stays with the first.
        """
        with self._write(Verb.SPLIT, refs, initiator) as writing:
            found = [
                (ref, row)
                for ref, row in found_rows(writing, refs)
                if row["start_ms"] < at_ms < row["end_ms"]
            ]
            writing.label = step_name(Verb.SPLIT, (ref for ref, _row in found))
            halves = [(ref.kind, second_half(KINDS[ref.kind], row, at_ms)) for ref, row in found]
            change(writing, found, lambda _ref, _row: {"end_ms": at_ms})
            return added(writing, halves)

    def merge(self, *refs: MarkRef, initiator: object = None) -> tuple[MarkRef, ...]:
        """Makes one mark of neighbours. Returns the merged marks; empty when there were none.

        Neighbours are of the same kind and say the same (emotion and mode, scene, theme and
        status), and touch, overlap or lie no more than two seconds apart: a second key press
        within two seconds still means the same emotion. A single mark is merged with its
        neighbours on the track. The earliest one stays: it gets the whole span, the greatest
        intensity, and everything that was written on any of them.
        """
        with self._write(Verb.EDIT, refs, initiator) as writing:
            found = found_rows(writing, refs)
            if len(found) == 1:
                found = with_alike(writing, *found[0])
            groups = groups_of(found)
            merge(writing, groups)
            merged = sum(len(group) for group in groups)
            writing.label = ngettext("Merge mark", "Merge {n} marks", merged)
            return tuple(group[0][0] for group in groups)

    def paste(self, clip: Clip, track_id: TrackId, at_ms: int, initiator: object = None) -> Pasted:
        """The copied marks, from at_ms on: as a block, with the same distances, inside the track.

        Raises Problem when the clip is incomplete, LookupError when there is no such track.
        """
        label = step_name(Verb.PASTE, ())
        with self._ledger.write(label, track_ids=(track_id,), initiator=initiator) as writing:
            duration_ms = max(0, writing.unit.get(Track, track_id).duration_ms)
            spans = blocks.fitted([mark.span for mark in clip.marks], at_ms, duration_ms)
            paster = Paster(writing, self._vocabulary)
            try:
                found = [
                    (mark.kind, paster.columns(mark, span, track_id))
                    for mark, span in zip(clip.marks, spans, strict=True)
                    if span is not None
                ]
                refs = added(writing, [(kind, row) for kind, row in found if row is not None])
            except NOT_A_CLIP as error:
                raise not_understood(error) from error
            writing.label = step_name(Verb.PASTE, refs)
            left_over = sum(span is None for span in spans)
            new, unknown = tuple(paster.new_emotions), tuple(paster.unknown_scenes)
            return Pasted(refs, new, unknown, left_over)

    def _remove(self, verb: Verb, refs: Iterable[MarkRef], initiator: object) -> None:
        with self._write(verb, refs, initiator) as writing:
            remove(writing, found_rows(writing, refs))

    def _write(
        self, verb: Verb, refs: Iterable[MarkRef], initiator: object
    ) -> AbstractContextManager[Writing]:
        found = list(refs)
        kinds = {KINDS[ref.kind].change for ref in found}
        return self._ledger.write(step_name(verb, found), *kinds, initiator=initiator)
