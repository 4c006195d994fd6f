"""Marks that wait to be saved, as a timeline shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from app.core.ids import EmotionId, EmotionSetId, MomentId, TagId, TrackId
from app.core.marks import Mark, MarkKind, MarkRef
from app.emotions.records import Emotion, Tag, TaggedEmotion
from app.emotions.vocabulary import Vocabulary
from app.moments.records import Moment
from app.timeline.records import TrackTimeline
from app.transactions.typed import Typed
from app.waiting.records import Deed, What

M = TypeVar("M", Tag, Moment)


class WaitingIds:
    """Gives marks that aren't in the journal yet ids below zero, until they are saved."""

    def __init__(self) -> None:
        self._refs: dict[str, MarkRef] = {}
        self._uids: dict[MarkRef, str] = {}
        self._kept: dict[MarkRef, MarkRef] = {}

    def ref_of(self, kind: MarkKind, uid: str) -> MarkRef:
        if uid not in self._refs:
            self.note(uid, MarkRef(kind, -1 - len(self._refs)))
        return self._refs[uid]

    def note(self, uid: str, ref: MarkRef) -> None:
        """Notes the reference of a mark; `id` is above zero if it is in the journal."""
        self._refs[uid] = ref
        self._uids[ref] = uid

    def note_kept(self, uid: str, ref: MarkRef) -> None:
        before = self._refs.get(uid)
        if before is not None and before != ref:
            self._kept[before] = ref
        self.note(uid, ref)

    def uid_of(self, ref: MarkRef) -> str | None:
        return self._uids.get(ref)

    def current(self, ref: MarkRef) -> MarkRef:
        return self._kept.get(ref, ref)


def shown_on(
    timeline: TrackTimeline, deeds: Sequence[Deed], ids: WaitingIds, vocabulary: Vocabulary
) -> TrackTimeline:
    """deeds: those of this track, in their order."""
    tags = {tagged.tag.uid: tagged for tagged in timeline.tags}
    moments = {moment.uid: moment for moment in timeline.moments}
    for deed in deeds:
        if deed.kind is MarkKind.TAG:
            _show_tag(tags, deed, timeline.track_id, ids, vocabulary)
        else:
            _show_moment(moments, deed, timeline.track_id, ids)
    return timeline.with_lanes(
        {MarkKind.TAG: _in_order(tags.values()), MarkKind.MOMENT: _in_order(moments.values())}
    )


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.span.start_ms, mark.id)))


def _show_tag(
    tags: dict[str, TaggedEmotion],
    deed: Deed,
    track_id: TrackId,
    ids: WaitingIds,
    vocabulary: Vocabulary,
) -> None:
    known = tags.get(deed.mark)
    if known is None and deed.what is What.PRESS:
        word = _word(deed, vocabulary)
        tags[deed.mark] = TaggedEmotion(new_tag(deed, track_id, word.id, ids), word)
    elif known is not None:
        _note_kept(deed, known.tag, ids)
        tag = _changed_tag(known.tag, deed)
        tags[deed.mark] = TaggedEmotion(tag._replace(is_waiting=True), known.emotion)


def _show_moment(
    moments: dict[str, Moment], deed: Deed, track_id: TrackId, ids: WaitingIds
) -> None:
    known = moments.get(deed.mark)
    if known is None and deed.what is What.PRESS:
        moments[deed.mark] = new_moment(deed, track_id, ids)
    elif known is not None:
        _note_kept(deed, known, ids)
        moments[deed.mark] = replace(_changed_moment(known, deed), is_waiting=True)


def _note_kept(deed: Deed, mark: Tag | Moment, ids: WaitingIds) -> None:
    """Notes that the journal has the mark by now, while its line is still in the file."""
    if mark.id > 0:
        ids.note_kept(deed.mark, MarkRef(deed.kind, mark.id))


def new_tag(deed: Deed, track_id: TrackId, emotion_id: EmotionId, ids: WaitingIds) -> Tag:
    """The tag that a press makes."""
    assert deed.span is not None and deed.raw is not None
    return Tag(
        id=TagId(ids.ref_of(deed.kind, deed.mark).id),
        uid=deed.mark,
        track_id=track_id,
        emotion_id=emotion_id,
        listen_id=None,
        span=deed.span,
        raw=deed.raw,
        intensity=deed.intensity,
        mode=deed.mode,
        note="",
        memory="",
        made_at_ms=deed.made.utc_ms,
        made_offset_min=deed.made.offset_min,
        is_waiting=True,
    )


def new_moment(deed: Deed, track_id: TrackId, ids: WaitingIds) -> Moment:
    """The favourite moment that a press makes."""
    assert deed.span is not None and deed.raw is not None
    return Moment(
        id=MomentId(ids.ref_of(deed.kind, deed.mark).id),
        uid=deed.mark,
        track_id=track_id,
        listen_id=None,
        span=deed.span,
        raw=deed.raw,
        label="",
        note="",
        made_at_ms=deed.made.utc_ms,
        made_offset_min=deed.made.offset_min,
        is_waiting=True,
    )


def _changed_tag(tag: Tag, deed: Deed) -> Tag:
    if deed.what is What.RAISE:
        return tag._replace(intensity=max(tag.intensity, deed.intensity))
    if deed.what is What.EXTEND:
        assert deed.span is not None and deed.raw is not None
        return tag._replace(span=deed.span, raw=deed.raw)
    return tag._replace(note=noted(tag.note, deed))


def _changed_moment(moment: Moment, deed: Deed) -> Moment:
    if deed.what is What.EXTEND:
        assert deed.span is not None and deed.raw is not None
        return replace(moment, span=deed.span, raw=deed.raw)
    return replace(moment, note=noted(moment.note, deed))


def noted(note: str, deed: Deed) -> str:
    """A note after a deed."""
    if deed.what is not What.NOTE:
        return note
    return Typed(deed.text, deed.before, is_long=True).over(note)


def _word(deed: Deed, vocabulary: Vocabulary) -> Emotion:
    """The emotion in this vocabulary, or as it was when the key was pressed."""
    assert deed.word is not None
    known = vocabulary.meant_by(deed.word)
    if known is not None:
        return known
    return Emotion(
        id=EmotionId(0),
        set_id=EmotionSetId(0),
        shortcut=None,
        is_retired=True,
        position=0,
        **deed.word,
    )
