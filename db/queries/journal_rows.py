"""Everything that a page of journal lines shows and plays, in one query per table.

Each query is made once and then asked for other ids: making one anew takes longer than its answer.
Only what is shown is read: fetching all columns took as long as finding the rows.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal, null, select

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
from db.queries.made_query import MadeQuery, Rows, as_one, each_of
from db.queries.progress import is_scene_ahead
from db.queries.sound import is_sound, showable
from db.queries.sources import is_there

ById = dict[int, Any]

_EMPTY_TEXTS = frozenset(("memory",))


def lines(connection: Connection, line_ids: Collection[int]) -> Rows:
    """Rows (id, kind, owner_id, track_id, start_ms, end_ms, made_at, made_offset_min), the newest
    first.
    """
    return _asked(connection, _lines(), line_ids)


class MarkWords(NamedTuple):
    """Which columns of a kind's table hold a mark's name (empty if none does) and its texts."""

    name: str
    texts: tuple[str, ...]


def marks(connection: Connection, kind: str, words: MarkWords, ids: Collection[int]) -> ById:
    """What a line of this kind shows of its mark, by the mark's id; without those that can't be
    shown. Rows (id, uid, preroll_ms, emotion_id, intensity, mode, memory, listen_id, scene_id,
    theme_id, title, text): what the kind doesn't have is empty. text: the first that isn't.
    """
    return _by_id(_asked(connection, _marks(kind, words), ids))


def entries(connection: Connection, ids: Collection[int]) -> ById:
    """The whole rows of entries, by id; without those that can't be shown, nor what sealed letters
    say.
    """
    return _by_id(_asked(connection, _entries(), ids))


def tracks(connection: Connection, ids: Collection[int]) -> ById:
    """Rows (id, title, artist, album, cover, role, work_id, work_title, duration_ms, is_available:
    whether a file of the track can be found) by id.
    """
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
def _lines() -> MadeQuery:
    line = JournalLine.__table__.c
    shown = (
        line.id,
        line.kind,
        line.owner_id,
        line.track_id,
        line.start_ms,
        line.end_ms,
        line.made_at,
        line.made_offset_min,
    )
    return _made(select(*shown).order_by(line.id.desc()), line.id)


@cache
def _marks(kind: str, words: MarkWords) -> MadeQuery:
    table = MARK_TABLES[kind].table
    names = ("emotion_id", "intensity", "mode", "memory", "listen_id", "scene_id", "theme_id")
    own = (_own(table, name).label(name) for name in names)
    texts = (func.nullif(table.c[name], "") for name in words.texts)
    title = table.c[words.name] if words.name else literal("")
    shown = (
        table.c.id,
        table.c.uid,
        table.c.preroll_ms,
        *own,
        title.label("title"),
        func.coalesce(*texts, "", "").label("text"),
    )
    return _made(select(*shown), table.c.id, is_sound(table))


def _own(table: Any, name: str) -> ColumnElement[Any]:
    if name in table.c:
        column: ColumnElement[Any] = table.c[name]
        return column
    return literal("") if name in _EMPTY_TEXTS else null()


@cache
def _entries() -> MadeQuery:
    entry: Any = JournalEntry.__table__
    return _made(select(*readable()), entry.c.id, is_sound(entry))


@cache
def _tracks() -> MadeQuery:
    track, work = Track.__table__, Work.__table__
    at = track.c
    found: Select[Any] = select(
        at.id,
        at.title,
        at.artist,
        at.album,
        at.cover,
        at.role,
        at.work_id,
        work.c.title.label("work_title"),
        at.duration_ms,
        is_there(at.id).label("is_available"),
    )
    return _made(found.outerjoin_from(track, work, work.c.id == at.work_id), at.id)


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
def _themes() -> MadeQuery:
    theme = Theme.__table__.c
    return _made(select(theme.id, theme.name, theme.is_spoiler), theme.id)


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
