"""“The same moment”: computed whenever it is asked for, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.day_numbers import day_number
from app.core.ids import SceneId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.moment_records import (
    NEAR_MS,
    AskedMoment,
    CountedVersion,
    MomentAcrossYears,
    PointingEntry,
)
from app.journal.reading import items_of, tracks_of
from app.marks.kinds import KINDS
from app.story.alignments import alignment_record
from db.queries import same_moment as queries
from db.queries.same_moment import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.journal.records import JournalItem
    from app.transactions.ledger import Ledger
    from db.store.engine import Connection

_AT_ONCE = 500  # lines: SQLite takes only so many values in one question


class SameMoments:
    """Only reads. A mark counts if it overlaps the seconds that are asked about, or is within three
    seconds of them: in the track, whichever of its sources was heard, and at the same place of the
    versions that are aligned with it. What was carried over from a mark that counts, counts once.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def across_years(self, asked: AskedMoment) -> MomentAcrossYears:
        """Raises LookupError if the track is gone."""
        with self._ledger.read() as connection:
            spans = _spans(connection, asked)
            tracks = tracks_of(connection, spans)
            if asked.track_id not in tracks:
                raise LookupError(f"no track {asked.track_id}")
            stretches = [_near(track, span) for track, span in spans.items() if track in tracks]
            reactions = _reactions(connection, stretches)
            here = [_inside(track, span) for track, span in spans.items() if track in tracks]
            scenes = queries.scenes_at(connection, here)
            counts = _counts(reactions)
            shown = [track for track in spans if track == asked.track_id or counts.get(track)]
            sources = queries.sources(connection, shown)
            return MomentAcrossYears(
                asked,
                tracks[asked.track_id],
                reactions,
                _entries(connection, reactions, scenes, shown),
                tuple(
                    CountedVersion(
                        tracks[track], spans[track], counts.get(track, 0), sources.get(track, 0)
                    )
                    for track in shown
                    if track in tracks
                ),
                tuple(map(SceneId, scenes)),
            )

    def asked_of(self, ref: MarkRef) -> AskedMoment:
        """The moment of a mark. Raises LookupError if it is gone."""
        with self._ledger.read() as connection:
            row = queries.place_of(connection, ref.kind, ref.id)
        if row is None:
            raise LookupError(f"no {ref.kind} {ref.id}")
        return AskedMoment(TrackId(row.track_id), Span(row.start_ms, row.end_ms), row.uid)


def _spans(connection: Connection, asked: AskedMoment) -> dict[TrackId, Span]:
    """The seconds in the track and, where they are in its versions, there."""
    found = {asked.track_id: asked.span}
    rows = queries.versions(connection, asked.track_id)
    alignments = [alignment_record(row).seen_from(asked.track_id) for row in rows]
    tracks = tracks_of(connection, [one.other_track_id for one in alignments])
    for one in alignments:
        time_map, track = one.time_map, tracks.get(one.other_track_id)
        if time_map is None or track is None:
            continue
        start_ms = round(time_map.second_ms(asked.span.start_ms))
        end_ms = round(time_map.second_ms(asked.span.end_ms))
        if end_ms >= 0 and start_ms <= track.duration_ms:
            found[one.other_track_id] = Span.between(start_ms, end_ms).clamped(track.duration_ms)
    return found


def _near(track_id: int, span: Span) -> Stretch:
    return Stretch(track_id, span.start_ms - NEAR_MS, span.end_ms + NEAR_MS)


def _inside(track_id: int, span: Span) -> Stretch:
    return Stretch(track_id, span.start_ms, max(span.start_ms, span.end_ms - 1))


def _reactions(connection: Connection, stretches: list[Stretch]) -> tuple[JournalItem, ...]:
    """The oldest first."""
    kinds = [kind for kind, spec in KINDS.items() if spec.is_pressed]
    lines = queries.lines_meeting(connection, stretches, kinds)
    copies: dict[int, str] = {}
    found: list[JournalItem] = []
    for at in range(0, len(lines), _AT_ONCE):
        part = lines[at : at + _AT_ONCE]
        copies |= queries.carried(connection, part)
        found += items_of(connection, part)
    uids = {one.uid for one in found}
    return tuple(one for one in reversed(found) if copies.get(one.cursor.line_id) not in uids)


def _counts(reactions: Iterable[JournalItem]) -> Mapping[TrackId, int]:
    counts: dict[TrackId, int] = {}
    for one in reactions:
        if one.track is not None:
            counts[one.track.id] = counts.get(one.track.id, 0) + 1
    return counts


def _entries(
    connection: Connection,
    reactions: Iterable[JournalItem],
    scene_ids: list[int],
    track_ids: Iterable[int],
) -> tuple[PointingEntry, ...]:
    """Those that link to what is here, then those of its days; each the oldest first."""
    reactions = tuple(reactions)
    moments = [one.owner_id for one in reactions if one.kind is MarkKind.MOMENT]
    about = queries.entries_about(connection, moments, scene_ids)
    days = {day_number(one.day) for one in reactions}
    of_days = queries.entries_of_days(connection, list(track_ids), days)
    rest = [line for line in of_days if line not in about]
    return (
        *(PointingEntry(one, False) for one in reversed(items_of(connection, about))),
        *(PointingEntry(one, True) for one in reversed(items_of(connection, rest))),
    )
