"""Alignments: where the same musical moment is in two versions of a track."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.core.ids import AlignmentId, TrackId
from app.core.time_map import TimeMap
from app.core.words import _
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.alignment import Alignment as AlignmentRow
from db.models.track import Track as TrackRow
from db.queries import alignments as queries
from db.repositories import rows


class AlignedBy(StrEnum):
    """LISTENER: set by hand. SEARCH: found in the sound."""

    LISTENER = "listener"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Alignment:
    """anchors: pairs of a time in the track and of the same moment in the other one, in ms."""

    id: AlignmentId
    uid: str
    track_id: TrackId
    other_track_id: TrackId
    anchors: tuple[tuple[int, int], ...]
    found_by: AlignedBy

    @property
    def time_map(self) -> TimeMap | None:
        """From the track to the other one; None if no anchor could be read."""
        return TimeMap(self.anchors) if self.anchors else None

    def seen_from(self, track_id: TrackId) -> Alignment:
        """The same with this one of its two tracks first."""
        if track_id == self.track_id:
            return self
        turned = tuple((there, here) for here, there in self.anchors)
        return replace(
            self, track_id=self.other_track_id, other_track_id=self.track_id, anchors=turned
        )


class Alignments:
    """Verbs on alignments. Each is one undo step, and announces Change(ALIGNMENT)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_track(self, track_id: TrackId) -> tuple[Alignment, ...]:
        """With this track first in each; the newest first."""
        with self._ledger.read() as connection:
            found = queries.alignments_of(connection, track_id)
        return tuple(alignment_record(row).seen_from(track_id) for row in found)

    def align(
        self,
        track_id: TrackId,
        other_track_id: TrackId,
        anchors: Iterable[tuple[int, int]],
        found_by: AlignedBy = AlignedBy.LISTENER,
        initiator: object = None,
    ) -> AlignmentId:
        """Replaces what was known of these two.

        Raises ValueError for a track with itself, for no anchors, and for anchors that aren't later
        one by one or lie outside of the tracks; LookupError when a track is gone.
        """
        pairs = tuple((int(here), int(there)) for here, there in anchors)
        TimeMap(pairs)
        with self._write(_("Align versions"), (track_id, other_track_id), initiator) as writing:
            _expect_inside(writing, track_id, other_track_id, pairs)
            says = {"anchors": pairs, "found_by": str(found_by)}
            known = _between(writing, track_id, other_track_id)
            if not known:
                tracks = {"track_id": track_id, "other_track_id": other_track_id}
                row = rows.add(writing.session, AlignmentRow, **tracks, **says)
            else:
                row = known[0]
                row.track_id, row.other_track_id = track_id, other_track_id
                row.anchors, row.found_by = pairs, str(found_by)
                writing.unit.remove_all(known[1:])
            writing.ids.add(row.id)
            return AlignmentId(row.id)

    def remove(self, alignment_id: AlignmentId, initiator: object = None) -> None:
        """Marks that were carried over by it stay. Raises LookupError when it is gone."""
        with self._write(_("Delete alignment"), (), initiator) as writing:
            row = writing.unit.get(AlignmentRow, alignment_id)
            writing.track_ids |= {row.track_id, row.other_track_id}
            writing.unit.remove(row)

    def _write(self, label: str, track_ids: Iterable[int], initiator: object) -> Any:
        return self._ledger.write(
            label, changes.ALIGNMENT, track_ids=track_ids, initiator=initiator
        )


def alignment_record(row: Any) -> Alignment:
    """From a mapped row or a query's."""
    return Alignment(
        AlignmentId(row.id),
        row.uid,
        TrackId(row.track_id),
        TrackId(row.other_track_id),
        row.anchors,
        AlignedBy(row.found_by),
    )


def _between(writing: Writing, track_id: int, other_track_id: int) -> list[Any]:
    """Those of these two tracks, the newest first."""
    found = queries.alignments_of(writing.session.connection(), track_id)
    return [
        writing.unit.get(AlignmentRow, row.id)
        for row in found
        if {row.track_id, row.other_track_id} == {track_id, other_track_id}
    ]


def _expect_inside(
    writing: Writing, track_id: int, other_track_id: int, pairs: tuple[tuple[int, int], ...]
) -> None:
    lengths = [writing.unit.get(TrackRow, key).duration_ms for key in (track_id, other_track_id)]
    is_outside = any(
        not 0 <= place <= length
        for pair in pairs
        for place, length in zip(pair, lengths, strict=True)
    )
    if track_id == other_track_id or is_outside:
        raise ValueError(f"no alignment of {track_id} with {other_track_id}: {pairs}")
