"""What was marked and written at one moment of the music, in a track and its aligned versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select, union_all

from db.models.cue import Cue
from db.models.journal_entry import EntryMoment, EntryScene, EntryTrack, JournalEntry
from db.models.journal_line import JournalLine
from db.models.marks import MARK_TABLES
from db.models.track_source import TrackSource
from db.queries.alignments import alignments_of
from db.queries.letters import sealed
from db.queries.local_time import local_day
from db.queries.sound import is_sound

LINE = JournalLine.__table__.c


class Stretch(NamedTuple):
    """Of a track; both ends belong to it."""

    track_id: int
    first_ms: int
    last_ms: int


def lines_meeting(
    connection: Connection, stretches: Sequence[Stretch], kinds: Collection[str]
) -> list[int]:
    """The lines of marks that meet one of these stretches, the newest first."""
    found: set[int] = set()
    for track_id, first_ms, last_ms in stretches:
        meets = (LINE.start_ms <= last_ms) & (LINE.end_ms >= first_ms)
        found.update(
            connection.scalars(
                select(LINE.id).where(LINE.track_id == track_id, LINE.kind.in_(kinds), meets)
            )
        )
    return sorted(found, reverse=True)


def place_of(connection: Connection, kind: str, mark_id: int) -> Any | None:
    """Where a mark is: (uid, track_id, start_ms, end_ms); None if it is gone."""
    table: Any = MARK_TABLES[kind].table
    mark = table.c
    found = select(mark.uid, mark.track_id, mark.start_ms, mark.end_ms)
    return connection.execute(found.where(mark.id == mark_id, is_sound(table))).first()


def versions(connection: Connection, track_id: int) -> Sequence[Any]:
    """Alignments of a track with its versions; of two with the same one, the newest."""
    newest: dict[frozenset[int], Any] = {}
    for row in alignments_of(connection, track_id):
        newest.setdefault(frozenset((row.track_id, row.other_track_id)), row)
    return list(newest.values())


def sources(connection: Connection, track_ids: Collection[int]) -> dict[int, int]:
    """How many different sounds each track has."""
    found = (
        select(TrackSource.track_id, func.count())
        .where(TrackSource.track_id.in_(track_ids))
        .group_by(TrackSource.track_id)
    )
    return {row[0]: row[1] for row in connection.execute(found)}


def carried(connection: Connection, line_ids: Collection[int]) -> dict[int, str]:
    """Of the marks on these lines that were carried over from another version: the uid of the mark
    that each is a copy of, by line.
    """
    found: dict[int, str] = {}
    for kind in ("tag", "moment"):
        mark: Any = MARK_TABLES[kind].table.c
        copies: Select[Any] = (
            select(LINE.id, mark.carried_from)
            .join_from(JournalLine.__table__, MARK_TABLES[kind].table, LINE.owner_id == mark.id)
            .where(LINE.kind == kind, LINE.id.in_(line_ids), mark.carried_from.is_not(None))
        )
        found |= {row[0]: row[1] for row in connection.execute(copies)}
    return found


def scenes_at(connection: Connection, stretches: Sequence[Stretch]) -> list[int]:
    """The scenes that play there, as the stretches are given, then in playing order."""
    cue: Any = Cue.__table__
    found: dict[int, None] = {}
    for track_id, first_ms, last_ms in stretches:
        there = (cue.c.start_ms <= last_ms) & (
            or_(cue.c.end_ms > first_ms, cue.c.start_ms == first_ms)
        )
        playing = select(cue.c.scene_id).where(cue.c.track_id == track_id, there, is_sound(cue))
        ids = connection.scalars(playing.order_by(cue.c.start_ms, cue.c.id))
        found.update(dict.fromkeys(ids))
    return list(found)


def entries_about(
    connection: Connection, moment_ids: Collection[int], scene_ids: Collection[int]
) -> list[int]:
    """The lines of entries that link to one of these favourite moments or scenes, newest first."""
    to_moment, to_scene = EntryMoment.__table__.c, EntryScene.__table__.c
    both = union_all(
        select(to_moment.entry_id).where(to_moment.moment_id.in_(moment_ids)),
        select(to_scene.entry_id).where(to_scene.scene_id.in_(scene_ids)),
    ).subquery()
    return _lines_of_entries(connection, select(both.c.entry_id))


def entries_of_days(
    connection: Connection, track_ids: Collection[int], days: Collection[int]
) -> list[int]:
    """The lines of entries about one of these tracks that were written on one of these days, each
    since 1970 and where it was written; the newest first.
    """
    entry, link = JournalEntry.__table__.c, EntryTrack.__table__.c
    day = local_day(entry.written_at, entry.written_offset_min)
    theirs = (
        select(link.entry_id)
        .join_from(EntryTrack.__table__, JournalEntry.__table__, entry.id == link.entry_id)
        .where(link.track_id.in_(track_ids), day.in_(days))
    )
    return _lines_of_entries(connection, theirs)


def _lines_of_entries(connection: Connection, entry_ids: Select[tuple[int]]) -> list[int]:
    """Of those that are sealed nothing is told before they open."""
    is_theirs = LINE.owner_id.in_(entry_ids), LINE.owner_id.not_in(sealed())
    lines = select(LINE.id).where(LINE.kind == "entry", *is_theirs)
    return list(connection.scalars(lines.order_by(LINE.id.desc())))
