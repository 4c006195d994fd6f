"""Marks of a track's other versions, seen from it; and where its own were carried over from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.marks import Mark, MarkKind
from app.emotions.records import TaggedEmotion
from app.library.records import track_rows_of
from app.marks.carrying import CARRIED, there
from app.marks.kinds import KINDS
from app.moments.records import Moment
from app.story.alignments import Alignment, alignment_record
from app.timeline.records import MarkElsewhere, Versions, carried_uid
from db.queries.alignments import alignments_of
from db.queries.carried import origins
from db.queries.library import rows_by_id
from db.queries.timeline import duration_ms

if TYPE_CHECKING:
    from app.marks.spec import Reading

    Lanes = Mapping[MarkKind, tuple[Mark, ...]]


def _uid(mark: Mark) -> str:
    if isinstance(mark, TaggedEmotion):
        return mark.tag.uid
    assert isinstance(mark, Moment)
    return mark.uid


def read_versions(reading: Reading, track_id: TrackId, lanes: Lanes) -> Versions:
    """lanes: the track's own marks. One query while it is aligned with nothing."""
    own = [mark for kind in CARRIED for mark in lanes.get(kind, ())]
    known = {uid for mark in own if (uid := carried_uid(mark)) is not None}
    found = [
        alignment_record(row).seen_from(track_id)
        for row in alignments_of(reading.connection, track_id)
    ]
    versions = {one.other_track_id: one for one in reversed(found)}  # of several, the newest
    titles = origins(reading.connection, known) if known else {}
    if not versions:
        return Versions(origins=titles)
    length_ms = duration_ms(reading.connection, track_id) or 0
    own_uids = {_uid(mark) for mark in own}
    marks = [
        elsewhere
        for one in versions.values()
        for elsewhere in _elsewhere(reading, one, length_ms)
        if _uid(elsewhere.mark) not in known and carried_uid(elsewhere.mark) not in own_uids
    ]
    return Versions(frozenset(versions), tuple(sorted(marks, key=_in_time)), titles)


def _in_time(one: MarkElsewhere) -> tuple[int, int]:
    return one.span.start_ms, one.span.end_ms


def _elsewhere(reading: Reading, alignment: Alignment, length_ms: int) -> Iterable[MarkElsewhere]:
    """alignment: with this track first."""
    back = alignment.seen_from(alignment.other_track_id)
    time_map = back.time_map
    rows = rows_by_id(reading.connection, [back.track_id])
    if time_map is None or not rows:
        return
    (row,) = track_rows_of(list(rows.values()))
    for kind in sorted(CARRIED):
        for mark in KINDS[kind].read(reading, back.track_id, None):
            span = there(time_map, mark.span, length_ms)
            if span is not None:
                yield MarkElsewhere(mark, span, alignment.id, back.track_id, row.title)
