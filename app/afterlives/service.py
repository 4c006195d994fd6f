"""Reads afterlives with what lies around them, by a few queries however many there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from app.afterlives.records import Afterlife, AfterlivesOf
from app.core.ids import TrackId, WorkId
from app.core.instant import Instant
from app.library.records import track_rows_of
from app.story.alignments import Alignment, alignment_record
from app.story.echoes import Echo, echo_records
from db.queries import alignments as aligned
from db.queries import echoes as queries
from db.queries import library

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.transactions.ledger import Ledger


class Afterlives:
    """Changes nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_track(self, track_id: TrackId) -> AfterlivesOf:
        """Raises LookupError when it is gone, Problem."""
        with self._ledger.read() as connection:
            echoes = echo_records(queries.echoes_of_track(connection, track_id))
            lives, tracks = _lives(connection, echoes, {track_id})
            if track_id not in tracks:
                raise LookupError(f"no track {track_id}")
            track = tracks[track_id]
            return AfterlivesOf(
                track.title, track, None, _first_heard(connection, [track_id]), lives
            )

    def of_work(self, work_id: WorkId) -> AfterlivesOf:
        """Those of its tracks are among them. Raises as `of_track` does."""
        with self._ledger.read() as connection:
            titles = {row.id: row.title for row in library.work_names(connection)}
            if work_id not in titles:
                raise LookupError(f"no work {work_id}")
            echoes = echo_records(queries.echoes_in_work(connection, work_id))
            lives, _tracks = _lives(connection, echoes, set())
            first = _first_heard(connection, queries.tracks_of_work(connection, work_id))
            return AfterlivesOf(titles[work_id], None, work_id, first, lives)

    def counts(self, track_ids: Collection[TrackId]) -> dict[int, int]:
        """How many each of these tracks has; those without are left out."""
        with self._ledger.read() as connection:
            return queries.counts_by_track(connection, track_ids)


def _lives(
    connection: Any, echoes: Sequence[Echo], also: set[TrackId]
) -> tuple[tuple[Afterlife, ...], dict[int, TrackRow]]:
    ids = {key for one in echoes for key in (one.track_id, one.linked_track_id) if key is not None}
    found = library.rows_by_id(connection, ids | also)
    tracks = {int(row.id): row for row in track_rows_of(list(found.values()))}
    pairs = _alignments(connection, {one.track_id for one in echoes if one.linked_track_id})
    lives = [
        Afterlife(
            one,
            tracks.get(one.track_id) if one.track_id is not None else None,
            tracks.get(one.linked_track_id) if one.linked_track_id is not None else None,
            pairs.get((one.track_id, one.linked_track_id)),
        )
        for one in echoes
    ]
    return tuple(sorted(lives, key=_in_order)), tracks


def _in_order(life: Afterlife) -> tuple[bool, str]:
    return not life.echo.date, life.echo.date


def _alignments(
    connection: Any, track_ids: Collection[TrackId | None]
) -> dict[tuple[int | None, int | None], Alignment]:
    """By the two tracks; of several the newest."""
    found: dict[tuple[int | None, int | None], Alignment] = {}
    for track_id in track_ids:
        if track_id is None:
            continue
        for row in aligned.alignments_of(connection, track_id):
            one = alignment_record(row).seen_from(track_id)
            found.setdefault((one.track_id, one.other_track_id), one)
    return found


def _first_heard(connection: Any, track_ids: Collection[int]) -> Instant | None:
    found = queries.first_listen(connection, track_ids)
    return None if found is None else Instant(*found)
