"""Verbs on one mark or on many, whatever their kinds: each is one unit of work, one undo step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from app.emotions.vocabulary import Vocabulary
from app.ids import EmotionId, TrackId
from app.ledger import Ledger, Writing
from app.marks import blocks
from app.marks.clip import Clip, not_understood
from app.marks.joining import covering, neighbours, told_together
from app.marks.kinds import KINDS, counted
from app.marks.new_rows import copied, second_half
from app.marks.pasting import Paster
from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef
from db.models.cue import Cue
from db.models.emotional_tag import EmotionalTag
from db.models.moment import FavouriteMoment
from db.models.theme import Occurrence
from db.models.track import Track
from db.queries import wandering as queries
from db.repositories import marks as repository
from db.repositories import rows

Found = list[tuple[MarkRef, Any]]
MODELS: dict[MarkKind, type[Any]] = {
    MarkKind.TAG: EmotionalTag,
    MarkKind.MOMENT: FavouriteMoment,
    MarkKind.CUE: Cue,
    MarkKind.OCCURRENCE: Occurrence,
}
NewMarks = list[tuple[MarkKind, dict[str, Any]]]  # with the columns of each


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
                for row_id, track_id in queries.tracks_of_marks(connection, kind.value, ids)
            }

    def move(self, spans: Mapping[MarkRef, Span], initiator: object = None) -> None:
        """Each mark to its new span. Where a length changes, the step is called a resize."""
        if not spans:
            return
        with self._write("Move", spans, initiator) as writing:
            for ref, row in _found(writing, spans):
                span = spans[ref]
                if span.duration_ms != row.end_ms - row.start_ms:
                    writing.label = f"Resize {counted(spans)}"
                row.start_ms, row.end_ms = span.start_ms, span.end_ms

    def edit(self, *refs: MarkRef, initiator: object = None, **values: Any) -> None:
        """The same values into fields that all these kinds have (`KINDS[...].editable`).

        Raises TypeError for any other field.
        """
        if not refs:
            return
        with self._write("Edit", refs, initiator) as writing:
            for ref, row in _found(writing, refs):
                rows.edit(row, values, KINDS[ref.kind].editable)

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
            writing.label = f"Change {counted(refs)} to {word}"
            for ref, row in _found(writing, refs):
                rows.edit(row, values, KINDS[ref.kind].editable)

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
            return _added(
                writing,
                [
                    (ref.kind, copied(KINDS[ref.kind], row, spans[ref]))
                    for ref, row in _found(writing, spans)
                ],
            )

    def split(self, *refs: MarkRef, at_ms: int, initiator: object = None) -> tuple[MarkRef, ...]:
        """Cuts every span that has at_ms inside it in two. The second halves; none when none has.

        Both halves say the same; what the listener wrote stays with the first.
        """
        with self._write("Split", refs, initiator) as writing:
            found = [
                (ref, row)
                for ref, row in _found(writing, refs)
                if row.start_ms < at_ms < row.end_ms
            ]
            writing.label = f"Split {counted(ref for ref, _ in found)}" if found else "Split"
            halves = [(ref.kind, second_half(KINDS[ref.kind], row, at_ms)) for ref, row in found]
            for _, row in found:
                row.end_ms = at_ms
            return _added(writing, halves)

    def merge(self, *refs: MarkRef, initiator: object = None) -> tuple[MarkRef, ...]:
        """Makes one mark of neighbours. The marks that are left; none when there was nothing to do.

        Neighbours are of the same kind and say the same (emotion and mode, scene, theme and
        status), and touch, overlap or lie no more than two seconds apart, as a second key press
        within two seconds still means the same feeling. One mark alone is merged with its
        neighbours on the track. The earliest stays: it takes on the whole stretch, the greatest
        intensity, and everything that was written on any of them.
        """
        with self._write("Merge", refs, initiator) as writing:
            found = _found(writing, refs)
            if len(found) == 1:
                found = _with_alike(writing, *found[0])
            kept, merged = [], []
            for group in _groups(found):
                merged += [ref for ref, _ in group]
                kept.append(_merge(writing, group))
            writing.label = f"Merge {counted(merged)}" if merged else "Merge"
            return tuple(kept)

    def paste(self, clip: Clip, track_id: TrackId, at_ms: int, initiator: object = None) -> Pasted:
        """The copied marks from at_ms on, keeping their distances; as a block inside the track.

        Raises Problem when the clip doesn't say what it must, LookupError without the track.
        """
        with self._ledger.write("Paste", track_ids=(track_id,), initiator=initiator) as writing:
            duration_ms = writing.unit.get(Track, track_id).duration_ms
            spans = blocks.fitted([mark.span for mark in clip.marks], at_ms, duration_ms)
            paster = Paster(writing, self._vocabulary)
            try:
                found = [
                    (mark.kind, paster.columns(mark, span, track_id))
                    for mark, span in zip(clip.marks, spans, strict=True)
                    if span is not None
                ]
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise not_understood(error) from error
            refs = _added(writing, [(kind, row) for kind, row in found if row is not None])
            writing.label = f"Paste {counted(refs)}" if refs else "Paste"
            left_over = sum(span is None for span in spans)
            return Pasted(refs, tuple(paster.new_words), tuple(paster.strangers), left_over)

    def _remove(self, verb: str, refs: Iterable[MarkRef], initiator: object) -> None:
        with self._write(verb, refs, initiator) as writing:
            _remove(writing, _found(writing, refs))

    def _write(
        self, verb: str, refs: Iterable[MarkRef], initiator: object
    ) -> AbstractContextManager[Writing]:
        found = list(refs)
        kinds = {KINDS[ref.kind].change for ref in found}
        label = f"{verb} {counted(found)}" if found else verb
        return self._ledger.write(label, *kinds, initiator=initiator)


def _found(writing: Writing, refs: Iterable[MarkRef]) -> Found:
    """The rows, noting their tracks. Raises LookupError unless all are there."""
    wanted = list(refs)
    by_kind: dict[MarkKind, list[int]] = defaultdict(list)
    for ref in wanted:
        by_kind[ref.kind].append(ref.id)
    there = {
        MarkRef(kind, row_id): row
        for kind, ids in by_kind.items()
        for row_id, row in repository.by_id(writing.session, MODELS[kind], ids).items()
    }
    if missing := [ref for ref in wanted if ref not in there]:
        raise LookupError(f"no {missing[0].kind} {missing[0].id}")
    writing.track_ids.update(row.track_id for row in there.values())
    return [(ref, there[ref]) for ref in wanted]


def _added(writing: Writing, marks: NewMarks) -> tuple[MarkRef, ...]:
    """New rows, and pointers at them in their order."""
    made = [(kind, MODELS[kind](**values)) for kind, values in marks]
    writing.session.add_all(row for _, row in made)
    writing.session.flush()
    writing.kinds.update(KINDS[kind].change for kind, _ in made)
    writing.track_ids.update(row.track_id for _, row in made)
    writing.ids.update(row.id for _, row in made)
    return tuple(MarkRef(kind, row.id) for kind, row in made)


def _remove(writing: Writing, found: Found) -> None:
    for kind in {ref.kind for ref, _ in found}:
        writing.unit.remove_all([row for ref, row in found if ref.kind is kind])


def _with_alike(writing: Writing, ref: MarkRef, row: Any) -> Found:
    """The mark and those of its track that say the same and are linked to it, one by one."""
    kind = KINDS[ref.kind]
    same = {name: getattr(row, name) for name in kind.what}
    alike = repository.alike(writing.session, MODELS[ref.kind], row.track_id, same)
    found = {MarkRef(ref.kind, other.id): other for other in alike}
    chains = neighbours({other: _span(found[other]) for other in found})
    chain = next((chain for chain in chains if ref in chain), [])
    return [(other, found[other]) for other in chain]


def _groups(found: Found) -> list[Found]:
    """Those that can be merged with one another, each group in time order."""
    alike: dict[tuple[object, ...], dict[MarkRef, Any]] = defaultdict(dict)
    for ref, row in found:
        says = tuple(getattr(row, name) for name in KINDS[ref.kind].what)
        alike[(ref.kind, row.track_id, *says)][ref] = row
    return [
        [(ref, same[ref]) for ref in group]
        for same in alike.values()
        for group in neighbours({ref: _span(row) for ref, row in same.items()})
    ]


def _merge(writing: Writing, group: Found) -> MarkRef:
    (heir, row), others = group[0], group[1:]
    kind, members = KINDS[heir.kind], [row for _, row in group]
    span = covering(_span(member) for member in members)
    row.start_ms, row.end_ms = span.start_ms, span.end_ms
    for name in kind.texts:
        setattr(row, name, told_together(getattr(member, name) for member in members))
    if kind.is_pressed:
        row.raw_end_ms = max(member.raw_end_ms for member in members)
    if heir.kind is MarkKind.TAG:
        row.intensity = max(member.intensity for member in members)
    if heir.kind is MarkKind.MOMENT:
        for ref, _ in others:
            repository.hand_over_moment(writing.session, ref.id, heir.id)
    _remove(writing, others)
    return heir


def _span(row: Any) -> Span:
    return Span(row.start_ms, row.end_ms)
