"""What lines of the journal refer to, in one query per table; the lines are in `page_lines.py`.

Each query is made once and then asked for other ids: making one anew takes longer than its answer.
Only what is shown is read: fetching all columns took as long as finding the rows.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from db.models.cue import Cue
from db.models.journal_entry import EntryMoment, EntryScene, EntryTrack, JournalEntry
from db.models.moment import FavouriteMoment
from db.models.scene import Scene
from db.models.track import Track
from db.models.work import Work
from db.queries.letters import readable, sealed
from db.queries.made_query import MadeQuery, Rows, as_one, each_of
from db.queries.page_lines import shown_of_track
from db.queries.progress import is_scene_ahead
from db.queries.sound import is_sound, showable

ById = dict[int, Any]


def entries(connection: Connection, ids: Collection[int]) -> ById:
    """The whole rows of entries, by id; without those that can't be shown, nor what sealed letters
    say.
    """
    return _by_id(_asked(connection, _entries(), ids))


def tracks(connection: Connection, ids: Collection[int]) -> ById:
    """Rows (id, track_title, artist, album, cover, role, work_id, work_title, duration_ms,
    is_available: whether a file of the track can be found) by id.
    """
    if not ids:
        return {}
    found = _asked(connection, _tracks(), ids)
    return _by_id(showable(Track.__table__, found))  # type: ignore[arg-type]


def cues_on(connection: Connection, track_ids: Collection[int]) -> Rows:
    """Cues of these tracks in playing order, with title, still, is_spoiler and is_ahead."""
    return _asked(connection, _cues(), track_ids)


def scenes(connection: Connection, ids: Collection[int]) -> ById:
    """Rows (id, title, still, is_spoiler, is_ahead) of scenes by id."""
    return _by_id(_asked(connection, _scenes(), ids))


def links(connection: Connection, entry_ids: Collection[int]) -> dict[str, Rows]:
    """What entries that may be read link to: rows (entry_id, id), by track, scene and moment.

    A moment's row also has track_id, start_ms, end_ms and label.
    """
    return {name: _asked(connection, made(), entry_ids) for name, made in _LINKS.items()}


def _asked(connection: Connection, query: MadeQuery, ids: Collection[int]) -> Rows:
    return query.rows(connection, ids=as_one(ids)) if ids else []


def _by_id(rows: Rows) -> ById:
    return {row.id: row for row in rows}


def _made(query: Select[Any], key: Any, *conditions: ColumnElement[bool]) -> MadeQuery:
    return MadeQuery(query.where(key.in_(each_of("ids")), *conditions))


@cache
def _entries() -> MadeQuery:
    entry: Any = JournalEntry.__table__
    return _made(select(*readable()), entry.c.id, is_sound(entry))


@cache
def _tracks() -> MadeQuery:
    track, work = Track.__table__, Work.__table__
    found: Select[Any] = select(track.c.id, *shown_of_track())
    found = found.outerjoin_from(track, work, work.c.id == track.c.work_id)
    return _made(found, track.c.id)


@cache
def _cues() -> MadeQuery:
    cue: Any = Cue.__table__
    scene = Scene.__table__
    found: Select[Any] = (
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
        .order_by(cue.c.track_id, cue.c.start_ms, cue.c.id)
    )
    return _made(found, cue.c.track_id, is_sound(cue))


@cache
def _scenes() -> MadeQuery:
    scene = Scene.__table__.c
    shown = (scene.id, scene.title, scene.still, scene.is_spoiler, is_scene_ahead())
    return _made(select(*shown), scene.id)


@cache
def _track_links() -> MadeQuery:
    return _linked(EntryTrack.__table__, "track_id")


@cache
def _scene_links() -> MadeQuery:
    return _linked(EntryScene.__table__, "scene_id")


def _linked(table: Any, column: str) -> MadeQuery:
    link = table.c
    found = select(link.entry_id, link[column].label("id")).order_by(link.id)
    return _made(found, link.entry_id, link.entry_id.not_in(sealed()))


@cache
def _moment_links() -> MadeQuery:
    moments: Any = FavouriteMoment.__table__
    moment, link = moments.c, EntryMoment.__table__.c
    shown = (moment.id, moment.track_id, moment.start_ms, moment.end_ms, moment.label)
    found = (
        select(link.entry_id, *shown)
        .join_from(EntryMoment.__table__, moments, link.moment_id == moment.id)
        .order_by(link.id)
    )
    return _made(found, link.entry_id, link.entry_id.not_in(sealed()), is_sound(moments))


_LINKS = {"track": _track_links, "scene": _scene_links, "moment": _moment_links}
