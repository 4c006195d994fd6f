"""What a page of journal lines shows of each line, its mark and its track: one query for all kinds.

A query for each table, put together by ids, took 1.5 times as long.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, null, select

from db.models.journal_line import JournalLine
from db.models.marks import MARK_TABLES
from db.models.scene import Scene
from db.models.theme import Theme
from db.models.track import Track
from db.models.work import Work
from db.queries.made_query import MADE, MadeQuery, Question, as_one, each_of
from db.queries.sound import is_sound
from db.queries.sources import is_there

_LINE: Any = JournalLine.__table__
_TRACK: Any = Track.__table__
_WORK: Any = Work.__table__
_SCENE: Any = Scene.__table__
_THEME: Any = Theme.__table__


class LineRow(NamedTuple):
    """What the mark's kind doesn't have is empty, and a mark that is named after a scene or a theme
    has the title of that. text: the first of the mark's texts that isn't empty. is_mark: the
    line is of a mark that can be shown. is_sound_track: so can its track, and as it is; otherwise
    `journal_rows.tracks` has it, if there is one.
    """

    id: int
    kind: str
    owner_id: int
    start_ms: int | None
    end_ms: Any  # as start_ms
    made_at: int
    made_offset_min: int | None
    is_mark: int
    uid: str
    preroll_ms: int | None
    emotion_id: Any  # or None
    intensity: int | None
    mode: str | None
    memory: str
    listen_id: Any  # or None
    scene_id: int | None
    theme_id: int | None
    theme_is_spoiler: int | None
    title: str
    text: str
    is_sound_track: int
    track_id: int | None
    track_title: str
    artist: str
    album: str
    cover: str | None
    role: str
    work_id: int | None
    work_title: str
    duration_ms: int
    is_available: int


AT = LineRow(*range(len(LineRow._fields)))  # where each value is, for those that are taken by place


class MarkWords(NamedTuple):
    """Which columns of a kind's table hold a mark's name (empty if none does) and its texts."""

    kind: str
    name: str
    texts: tuple[str, ...]


def lines(
    connection: Connection, which: Question | Collection[int], words: tuple[MarkWords, ...]
) -> list[Any]:
    """As a LineRow, but without its names: to give them to 50 rows takes as long as to find the
    scenes. The newest first. which: by ids, or what finds these. words: of the kinds that are
    known; of others, no line is a mark's.
    """
    if isinstance(which, Question):
        return _lines(words, which.made).tuples(connection, **which.values)
    return _lines(words).tuples(connection, ids=as_one(which)) if which else []


def shown_of_track() -> tuple[Any, ...]:
    """Joined with works. is_available: whether a file of the track can be found."""
    track = _TRACK.c
    return (
        track.title.label("track_title"),
        track.artist,
        track.album,
        track.cover,
        track.role,
        track.work_id,
        func.coalesce(_WORK.c.title, "").label("work_title"),
        track.duration_ms,
        is_there(track.id).label("is_available"),
    )


@lru_cache(MADE)
def _lines(words: tuple[MarkWords, ...], made: MadeQuery | None = None) -> MadeQuery:
    """made: finds their ids, where these aren't values. One query for both takes a tenth less."""
    line, marks = _LINE.c, _Marks(words)
    ids = each_of("ids") if made is None else made.query.correlate(None)
    found: Select[Any] = select(
        line.id,
        line.kind,
        line.owner_id,
        line.start_ms,
        line.end_ms,
        line.made_at,
        line.made_offset_min,
        *marks.shown(),
        is_sound(_TRACK, [column.name for column in shown_of_track()]),
        line.track_id,
        *shown_of_track(),
    ).where(line.id.in_(ids))
    joined = marks.joined()
    joined = joined.outerjoin(_TRACK, _TRACK.c.id == line.track_id)
    joined = joined.outerjoin(_WORK, _WORK.c.id == _TRACK.c.work_id)
    return MadeQuery(found.select_from(joined).order_by(line.id.desc()))


class _Marks:
    """The tables of all kinds, of which a line has a row in one."""

    def __init__(self, words: tuple[MarkWords, ...]) -> None:
        self._tables = {of.kind: MARK_TABLES[of.kind].table for of in words}
        columns = [(self._tables[of.kind].c, of) for of in words]
        self._names = [of_kind[of.name] for of_kind, of in columns if of.name]
        self._texts = [of_kind[name] for of_kind, of in columns for name in of.texts]

    def joined(self) -> Any:
        joined: Any = _LINE
        for kind, table in self._tables.items():
            is_its = (_LINE.c.kind == kind) & (table.c.id == _LINE.c.owner_id)
            joined = joined.outerjoin(table, is_its)
        joined = joined.outerjoin(_SCENE, _SCENE.c.id == self._one_of("scene_id"))
        return joined.outerjoin(_THEME, _THEME.c.id == self._one_of("theme_id"))

    def shown(self) -> tuple[ColumnElement[Any], ...]:
        # As conditions, which SQLite only follows until one fails.
        are_sound = {
            kind: case((is_sound(table), 1), else_=0) for kind, table in self._tables.items()
        }
        return (
            case(are_sound, value=_LINE.c.kind, else_=0),
            self._one_of("uid"),
            self._one_of("preroll_ms"),
            self._one_of("emotion_id"),
            self._one_of("intensity"),
            self._one_of("mode"),
            func.coalesce(self._one_of("memory"), ""),
            self._one_of("listen_id"),
            self._one_of("scene_id"),
            self._one_of("theme_id"),
            _THEME.c.is_spoiler,
            _first([*self._names, _SCENE.c.title, _THEME.c.name, literal("")]),
            _first([*(func.nullif(text, "") for text in self._texts), literal("")]),
        )

    def _one_of(self, name: str) -> ColumnElement[Any]:
        """The column of whichever mark it is."""
        return _first([table.c[name] for table in self._tables.values() if name in table.c])


def _first(values: list[Any]) -> ColumnElement[Any]:
    """The first value that is there."""
    match values:
        case []:
            return null()
        case [only]:
            found: ColumnElement[Any] = only
            return found
        case _:
            return func.coalesce(*values)
