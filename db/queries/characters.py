"""What is asked about a character, or about two who are on together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from db.models.character import Character
from db.models.journal_entry import EntryScene, EntryTrack, JournalEntry
from db.models.scene import Scene, SceneCharacter
from db.queries.letters import sealed
from db.queries.progress import characters_ahead
from db.queries.sound import showable

_CHARACTER: Any = Character.__table__
_APPEARS: Any = SceneCharacter.__table__
_SCENE: Any = Scene.__table__
_ENTRY: Any = JournalEntry.__table__
_ENTRY_SCENE: Any = EntryScene.__table__
_ENTRY_TRACK: Any = EntryTrack.__table__


def work_ids(connection: Connection, character_ids: Collection[int]) -> dict[int, int]:
    """The work of each of these characters."""
    found = select(_CHARACTER.c.id, _CHARACTER.c.work_id)
    rows = connection.execute(found.where(_CHARACTER.c.id.in_(character_ids)))
    return {row.id: row.work_id for row in rows}


def works_with(connection: Connection, character_ids: Collection[int]) -> set[int]:
    """Works in whose scenes any of them is."""
    found = select(_SCENE.c.work_id).join(_APPEARS, _APPEARS.c.scene_id == _SCENE.c.id)
    there = found.where(_APPEARS.c.character_id.in_(character_ids)).distinct()
    return set(connection.scalars(there))


def by_uids(connection: Connection, uids: Collection[str]) -> dict[str, int]:
    """The ids of these characters, as far as they are there."""
    found = select(_CHARACTER.c.uid, _CHARACTER.c.id).where(_CHARACTER.c.uid.in_(uids))
    return {row.uid: row.id for row in connection.execute(found)}


def by_scenes(connection: Connection) -> Sequence[Any]:
    """(id, is_spoiler, is_ahead, name) of all who are in a scene, those in most scenes first."""
    often = (
        select(_APPEARS.c.character_id, func.count().label("many"))
        .group_by(_APPEARS.c.character_id)
        .subquery()
    )
    ahead = _CHARACTER.c.id.in_(characters_ahead()).label("is_ahead")
    found = select(_CHARACTER.c.id, _CHARACTER.c.is_spoiler, ahead, _CHARACTER.c.name).join(
        often, often.c.character_id == _CHARACTER.c.id
    )
    return connection.execute(found.order_by(often.c.many.desc(), _CHARACTER.c.id)).all()


def entries_about(
    connection: Connection, scene_ids: Collection[int], track_ids: Collection[int]
) -> Sequence[Any]:
    """Those linked to any of these scenes or tracks, the latest first; none that is sealed."""
    by_scene = select(_ENTRY_SCENE.c.entry_id).where(_ENTRY_SCENE.c.scene_id.in_(scene_ids))
    by_track = select(_ENTRY_TRACK.c.entry_id).where(_ENTRY_TRACK.c.track_id.in_(track_ids))
    found = select(_ENTRY).where(or_(_ENTRY.c.id.in_(by_scene), _ENTRY.c.id.in_(by_track)))
    found = found.where(_ENTRY.c.id.not_in(sealed()))
    latest = _ENTRY.c.written_at.desc(), _ENTRY.c.id.desc()
    return showable(_ENTRY, connection.execute(found.order_by(*latest)))
