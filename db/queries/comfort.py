"""What was felt in music that can be played, and when each place of it was heard last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, select, union

from db.models.emotional_tag import EmotionalTag
from db.models.journal_entry import EntryMoment, EntryPerson, EntryTrack, JournalEntry
from db.models.journal_line import JournalLine
from db.models.listen import HeardStretch, Listen
from db.models.moment import FavouriteMoment
from db.models.track import Track
from db.queries.letters import sealed
from db.queries.sound import is_sound
from db.queries.sources import is_there
from db.ranges.limits import MOST_MS
from db.writing.unit_of_work import in_parts

_TAG: Any = EmotionalTag.__table__
_ENTRY: Any = JournalEntry.__table__
_LISTEN: Any = Listen.__table__
_STRETCH: Any = HeardStretch.__table__
MARK_COLUMNS = ("id", "track_id", "emotion_id", "start_ms", "end_ms", "intensity", "made_at")

Rows = Sequence[Row[*tuple[Any, ...]]]
PlainRows = Sequence[tuple[Any, ...]]


def marks(connection: Connection) -> PlainRows:
    """MARK_COLUMNS of every emotion mark, and whether it was felt (1) or expressed (0), by track
    and start.
    """
    columns = (_TAG.c[name] for name in MARK_COLUMNS)
    is_felt = (_TAG.c.mode == "felt").label("is_felt")
    found = select(*columns, is_felt).where(is_sound(_TAG))
    return _plain(connection.execute(found.order_by(_TAG.c.track_id, _TAG.c.start_ms)))


def playable(connection: Connection) -> Rows:
    """(track_id, duration_ms) of the tracks with a file, by id; 0 for an unknown length."""
    track: Any = Track.__table__
    found = select(track.c.id, track.c.duration_ms).where(
        is_there(track.c.id), track.c.duration_ms.between(0, MOST_MS)
    )
    return connection.execute(found.order_by(track.c.id)).all()


def heard(connection: Connection) -> PlainRows:
    """(track_id, start_ms, end_ms, started_at) of what was heard, in the order of the listens."""
    found = (
        select(_LISTEN.c.track_id, _STRETCH.c.start_ms, _STRETCH.c.end_ms, _LISTEN.c.started_at)
        .join_from(_STRETCH, _LISTEN, _STRETCH.c.listen_id == _LISTEN.c.id)
        .where(is_sound(_LISTEN), is_sound(_STRETCH), _STRETCH.c.end_ms > _STRETCH.c.start_ms)
    )
    return _plain(connection.execute(found.order_by(_LISTEN.c.started_at)))


def companions(connection: Connection, track_ids: Collection[int]) -> Rows:
    """(track_id, written_at, written_offset_min, name) of entries that may be read and say who
    listened, for each of these tracks that they link to, or to a moment of.
    """
    tracks, moments = EntryTrack.__table__.c, EntryMoment.__table__.c
    moment: Any = FavouriteMoment.__table__.c
    entry, person = _ENTRY.c, EntryPerson.__table__.c
    ids = list(track_ids)
    linked = union(
        select(tracks.track_id, tracks.entry_id).where(tracks.track_id.in_(ids)),
        select(moment.track_id, moments.entry_id)
        .join(EntryMoment.__table__, moments.moment_id == moment.id)
        .where(moment.track_id.in_(ids)),
    ).subquery()
    found: Any = (
        select(linked.c.track_id, entry.written_at, entry.written_offset_min, person.name)
        .join(_ENTRY, entry.id == linked.c.entry_id)
        .join(EntryPerson.__table__, person.entry_id == entry.id)
        .where(entry.id.not_in(sealed()), is_sound(_ENTRY))
        .order_by(entry.written_at, person.id)
    )
    return connection.execute(found).all()


def _plain(result: CursorResult[*tuple[Any, ...]]) -> PlainRows:
    """Tuples as sqlite3 makes them: to make rows of 100,000 takes as long as reading them."""
    cursor = result.cursor
    assert cursor is not None
    rows: PlainRows = cursor.fetchall()
    result.close()
    return rows


def lines_of(connection: Connection, tag_ids: Collection[int]) -> dict[int, int]:
    """The journal's line of each of these marks."""
    line: Any = JournalLine.__table__
    found = select(line.c.owner_id, line.c.id).where(line.c.kind == "tag")
    return {
        row.owner_id: row.id
        for part in in_parts(sorted(tag_ids))
        for row in connection.execute(found.where(line.c.owner_id.in_(part)))
    }
