"""What sealed letters say, show, and whom they name: for a keepsake that they were ticked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models.journal_entry import (
    EntryMoment,
    EntryPerson,
    EntryPicture,
    EntryScene,
    EntryTrack,
    JournalEntry,
)
from db.models.journal_line import JournalLine
from db.models.moment import FavouriteMoment
from db.models.scene import Scene
from db.queries.letters import sealed
from db.queries.music_of_works import tracks_of_works

_ENTRY: Any = JournalEntry.__table__.c
_LINE: Any = JournalLine.__table__.c
_PICTURE: Any = EntryPicture.__table__.c
_PERSON: Any = EntryPerson.__table__.c
Rows = Sequence[Any]


def letters(connection: Connection, ids: Collection[int]) -> Rows:
    """The whole rows of those entries that are sealed."""
    asked: Any = select(JournalEntry.__table__).where(_ENTRY.id.in_(ids), _ENTRY.id.in_(sealed()))
    return connection.execute(asked).all()


def lines_of_letters(connection: Connection, work_id: int) -> list[int]:
    """The journal's lines of sealed letters that link to a work's music or scenes: a filter doesn't
    find them, as that would tell what they are about.
    """

    tracks = tracks_of_works([work_id])
    moments = select(FavouriteMoment.id).where(FavouriteMoment.track_id.in_(tracks))
    scenes = select(Scene.id).where(Scene.work_id == work_id)
    linked = (
        select(EntryTrack.entry_id).where(EntryTrack.track_id.in_(tracks)),
        select(EntryMoment.entry_id).where(EntryMoment.moment_id.in_(moments)),
        select(EntryScene.entry_id).where(EntryScene.scene_id.in_(scenes)),
    )
    asked: Any = select(_LINE.id).where(
        _LINE.kind == "entry",
        _LINE.owner_id.in_(sealed()),
        or_(*(_LINE.owner_id.in_(entries) for entries in linked)),
    )
    return [row.id for row in connection.execute(asked)]


def pictures(connection: Connection, ids: Collection[int]) -> Rows:
    """Rows (entry_id, file, words), in each entry's order."""
    asked: Any = select(_PICTURE.entry_id, _PICTURE.file, _PICTURE.words)
    ordered = asked.where(_PICTURE.entry_id.in_(ids)).order_by(_PICTURE.position, _PICTURE.id)
    return connection.execute(ordered).all()


def people(connection: Connection, ids: Collection[int]) -> Rows:
    """Rows (entry_id, name), in the order in which they were added."""
    asked: Any = select(_PERSON.entry_id, _PERSON.name).where(_PERSON.entry_id.in_(ids))
    return connection.execute(asked.order_by(_PERSON.id)).all()
