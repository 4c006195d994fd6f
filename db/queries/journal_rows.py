"""Everything that a page of journal lines shows and plays, in one query per table.

Each query is made once and then asked for other ids: making one anew takes longer than its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, select

from db.models.cue import Cue
from db.models.journal_entry import EntryMoment, EntryScene, EntryTrack, JournalEntry
from db.models.journal_line import JournalLine
from db.models.marks import MARK_TABLES
from db.models.moment import FavouriteMoment
from db.models.scene import Scene
from db.models.theme import Theme
from db.models.track import Track
from db.models.work import Work
from db.queries.letters import readable, sealed
from db.queries.progress import is_scene_ahead
from db.queries.sound import is_sound, showable
from db.queries.sources import is_there

Rows = Sequence[Row[Any]]
ById = dict[int, Row[Any]]

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def owner_table(kind: str) -> Any:
    """The table that the lines of a kind come from."""
    return JournalEntry.__table__ if kind == "entry" else MARK_TABLES[kind].table


def lines(connection: Connection, line_ids: Collection[int]) -> Rows:
    """Newest first."""
    return _asked(connection, _lines(), line_ids)


def owners(connection: Connection, kind: str, ids: Collection[int]) -> ById:
    """The rows that lines of a kind come from, by id; without those that can't be shown, nor what
    sealed letters say.
    """
    return _by_id(_asked(connection, _owners(kind), ids))


def tracks(connection: Connection, ids: Collection[int]) -> ById:
    """With work_title and is_available: whether a file of the track can be found."""
    found = _asked(connection, _tracks(), ids)
    return _by_id(showable(Track.__table__, found))  # type: ignore[arg-type]


def cues_on(connection: Connection, track_ids: Collection[int]) -> Rows:
    """Cues of these tracks in playing order, with title, still, is_spoiler and is_ahead."""
    return _asked(connection, _cues(), track_ids)


def themes(connection: Connection, ids: Collection[int]) -> ById:
    """Rows (id, name, is_spoiler) of themes by id."""
    return _by_id(_asked(connection, _themes(), ids))


def scenes(connection: Connection, ids: Collection[int]) -> ById:
    """Rows (id, title, still, is_spoiler, is_ahead) of scenes by id."""
    return _by_id(_asked(connection, _scenes(), ids))


def _asked(connection: Connection, query: Select[Any], ids: Collection[int]) -> Rows:
    return connection.execute(query, {_IDS.key: tuple(ids)}).all() if ids else []


def _by_id(rows: Rows) -> ById:
    return {row.id: row for row in rows}


@cache
def _lines() -> Select[Any]:
    line = JournalLine.__table__
    return select(line).where(line.c.id.in_(_IDS)).order_by(line.c.id.desc())


@cache
def _owners(kind: str) -> Select[Any]:
    table = owner_table(kind)
    columns = readable() if kind == "entry" else table.columns
    return select(*columns).where(table.c.id.in_(_IDS), is_sound(table))


@cache
def _tracks() -> Select[Any]:
    track, work = Track.__table__, Work.__table__
    work_title = work.c.title.label("work_title")
    found: Select[Any] = select(track, work_title, is_there(track.c.id).label("is_available"))
    of_work = work.c.id == track.c.work_id
    return found.outerjoin_from(track, work, of_work).where(track.c.id.in_(_IDS))


@cache
def _cues() -> Select[Any]:
    cue: Any = Cue.__table__
    scene = Scene.__table__
    return (
        select(
            cue.c.track_id,
            cue.c.start_ms,
            cue.c.end_ms,
            cue.c.scene_id,
            scene.c.title,
            scene.c.still,
            scene.c.is_spoiler,
            is_scene_ahead(),
        )
        .join_from(cue, scene, scene.c.id == cue.c.scene_id)
        .where(cue.c.track_id.in_(_IDS), is_sound(cue))
        .order_by(cue.c.track_id, cue.c.start_ms, cue.c.id)
    )


@cache
def _themes() -> Select[Any]:
    theme = Theme.__table__.c
    return select(theme.id, theme.name, theme.is_spoiler).where(theme.id.in_(_IDS))


@cache
def _scenes() -> Select[Any]:
    scene = Scene.__table__.c
    found: Select[Any] = select(
        scene.id, scene.title, scene.still, scene.is_spoiler, is_scene_ahead()
    )
    return found.where(scene.id.in_(_IDS))


def links(connection: Connection, entry_ids: Collection[int]) -> dict[str, Rows]:
    """What entries that may be read link to: rows (entry_id, id), by track, scene and moment.

    A moment's row also has track_id, start_ms, end_ms and label.
    """
    if not entry_ids:
        return {"track": [], "scene": [], "moment": []}
    moments: Any = FavouriteMoment.__table__
    moment, link = moments.c, EntryMoment.__table__.c
    to_moment = (
        select(
            link.entry_id,
            moment.id,
            moment.track_id,
            moment.start_ms,
            moment.end_ms,
            moment.label,
        )
        .join_from(EntryMoment.__table__, FavouriteMoment.__table__, link.moment_id == moment.id)
        .where(link.entry_id.in_(entry_ids), link.entry_id.not_in(sealed()), is_sound(moments))
        .order_by(link.id)
    )
    return {
        "track": _linked(connection, EntryTrack.__table__, "track_id", entry_ids),
        "scene": _linked(connection, EntryScene.__table__, "scene_id", entry_ids),
        "moment": connection.execute(to_moment).all(),
    }


def _linked(connection: Connection, table: Any, column: str, entry_ids: Collection[int]) -> Rows:
    return connection.execute(
        select(table.c.entry_id, table.c[column].label("id"))
        .where(table.c.entry_id.in_(entry_ids), table.c.entry_id.not_in(sealed()))
        .order_by(table.c.id)
    ).all()
