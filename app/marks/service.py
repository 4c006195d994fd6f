"""Verbs on one mark or on many, whatever their kinds: each is one unit of work, one undo step."""

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
from app.emotions.vocabulary import Vocabulary
from app.marks import blocks
from app.marks.clip import NOT_A_CLIP, Clip, not_understood
from app.marks.kinds import KINDS, step_name
from app.marks.merging import groups_of, merge, with_alike
from app.marks.new_rows import copied, second_half
from app.marks.pasting import Paster
from app.marks.rows import added, change, edit, found_rows, placed_at, remove, span_of
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import words_outlive
from db.models.track import Track
from db.queries import navigation as queries
from db.ranges.doors import expect_all_inside


@dataclass(frozen=True, slots=True)
class Pasted:
    """new_words: emotions this profile did not know and has now. strangers: titles of scenes that
    it doesn't know, whose cues were left out. left_over: marks for which the track is too short.
    """

    refs: tuple[MarkRef, ...]
    new_words: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    left_over: int = 0


class Marks:
    """Announces one Change for all the kinds and tracks of the marks it was given.

    Every verb raises LookupError when one of the marks is gone; then nothing was changed.
    """

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def tracks_of(self, refs: Iterable[MarkRef]) -> dict[MarkRef, TrackId]:
        """On which track each mark is; those that are gone are left out."""
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
        """Each mark to its new span. Where a length changes, the step is called a resize."""
        if not spans:
            return
        with self._write("Move", spans, initiator) as writing:
            expect_all_inside("cue", [placed_at(span) for span in spans.values()])
            found = found_rows(writing, spans)
            if any(spans[ref].duration_ms != span_of(row).duration_ms for ref, row in found):
                writing.label = f"Resize {step_name(spans)}"
            change(writing, found, lambda ref, _row: placed_at(spans[ref]))

    def edit(self, *refs: MarkRef, initiator: object = None, **values: Any) -> None:
        """The same values into fields that all these kinds have (`KINDS[...].editable`).

        Typed words replace none that were written meanwhile. Raises TypeError for any other field,
        WordsLeftOver for a text whose mark is gone.
        """
        if not refs:
            return
        with words_outlive(values), self._write("Edit", refs, initiator) as writing:
            edit(writing, found_rows(writing, refs), values)

    def reword(
        self,
        *refs: MarkRef,
        emotion_id: EmotionId,
        is_expressed: bool = False,
        initiator: object = None,
    ) -> None:
        """Tags say another emotion; is_expressed: and that it is the music's, not the listener's.

        Raises TypeError for marks that are no tags.
        """
        word = self._vocabulary.emotion(emotion_id).name.lower()
        values: dict[str, Any] = {"emotion_id": emotion_id}
        if is_expressed:
            values["mode"] = "expressed"
        with self._write("Change", refs, initiator) as writing:
            writing.label = f"Change {step_name(refs)} to {word}"
            edit(writing, found_rows(writing, refs), values)

    def remove(self, *refs: MarkRef, initiator: object = None) -> None:
        """And with them what hangs on them; an undo brings all of it back."""
        if refs:
            self._remove("Remove", refs, initiator)

    def cut(self, *refs: MarkRef, initiator: object = None) -> None:
        """Removed, because they will be pasted elsewhere."""
        if refs:
            self._remove("Cut", refs, initiator)

    def duplicate(
        self, spans: Mapping[MarkRef, Span], initiator: object = None
    ) -> tuple[MarkRef, ...]:
        """A copy of each mark at the span that is given for it. The copies, in their order."""
        if not spans:
            return ()
        with self._write("Duplicate", spans, initiator) as writing:
            now = Instant.now()
            return added(
                writing,
                [
                    (ref.kind, copied(KINDS[ref.kind], row, spans[ref], now))
                    for ref, row in found_rows(writing, spans)
                ],
            )

    def split(self, *refs: MarkRef, at_ms: int, initiator: object = None) -> tuple[MarkRef, ...]:
        """Cuts every span that has at_ms inside it in two. The second halves; none when none has.

        Both halves say the same; what the listener wrote stays with the first.
        """
        with self._write("Split", refs, initiator) as writing:
            found = [
                (ref, row)
                for ref, row in found_rows(writing, refs)
                if row["start_ms"] < at_ms < row["end_ms"]
            ]
            writing.label = f"Split {step_name(ref for ref, _ in found)}" if found else "Split"
            halves = [(ref.kind, second_half(KINDS[ref.kind], row, at_ms)) for ref, row in found]
            change(writing, found, lambda _ref, _row: {"end_ms": at_ms})
            return added(writing, halves)

    def merge(self, *refs: MarkRef, initiator: object = None) -> tuple[MarkRef, ...]:
        """Makes one mark of neighbours. The marks that are left; none when there was nothing to do.

        Neighbours are of the same kind and say the same (emotion and mode, scene, theme and
        status), and touch, overlap or lie no more than two seconds apart, as a second key press
        within two seconds still means the same feeling. One mark alone is merged with its
        neighbours on the track. The earliest stays: it takes on the whole stretch, the greatest
        intensity, and everything that was written on any of them.
        """
        with self._write("Merge", refs, initiator) as writing:
            found = found_rows(writing, refs)
            if len(found) == 1:
                found = with_alike(writing, *found[0])
            groups = groups_of(found)
            merge(writing, groups)
            merged = [ref for group in groups for ref, _ in group]
            writing.label = f"Merge {step_name(merged)}" if merged else "Merge"
            return tuple(group[0][0] for group in groups)

    def paste(self, clip: Clip, track_id: TrackId, at_ms: int, initiator: object = None) -> Pasted:
        """The copied marks from at_ms on, keeping their distances; as a block inside the track.

        Raises Problem when the clip doesn't say what it must, LookupError without the track.
        """
        with self._ledger.write("Paste", track_ids=(track_id,), initiator=initiator) as writing:
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
            writing.label = f"Paste {step_name(refs)}" if refs else "Paste"
            left_over = sum(span is None for span in spans)
            return Pasted(refs, tuple(paster.new_words), tuple(paster.strangers), left_over)

    def _remove(self, verb: str, refs: Iterable[MarkRef], initiator: object) -> None:
        with self._write(verb, refs, initiator) as writing:
            remove(writing, found_rows(writing, refs))

    def _write(
        self, verb: str, refs: Iterable[MarkRef], initiator: object
    ) -> AbstractContextManager[Writing]:
        found = list(refs)
        kinds = {KINDS[ref.kind].change for ref in found}
        label = f"{verb} {step_name(found)}" if found else verb
        return self._ledger.write(label, *kinds, initiator=initiator)
