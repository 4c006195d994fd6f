"""Which marks and entries a journal page shows, newest first.

Every query walks `journal_line` (or its full-text index) backwards in time and stops at the end of
the page. Walking all of 100,000 lines with a filter that matches none takes 10 to 40 ms, so that is
the rule; an index is used only if a facet is known to be rare.

Each query is made once for what is asked (`line_filter.py`) and then gets the values: making it
took 2 ms, five times as long as its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, column, func, or_, select, table

from db.models.cue import Cue
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries import counted_lines
from db.queries import journal_words as words
from db.queries.entry_parts import entries_with
from db.queries.hints import unindexed
from db.queries.line_filter import Asked, LineFilter, conditions_of
from db.queries.local_days import LINE, local_day
from db.queries.made_query import MADE, MadeQuery, each_of, given
from db.queries.music_of_works import tracks_of_works

_RARE = 4000  # lines; an index to this many is faster than walking 100,000
_WINDOW: Asked = frozenset(("first_day", "last_day", "before_id"))

_TEXT = table("journal_text", column("rowid"))

Values = Mapping[str, Any]


def line_ids_before(
    connection: Connection, wanted: LineFilter, before_id: int | None, limit: int
) -> list[int]:
    """Up to `limit` line ids below `before_id`, newest first."""
    asked, values = conditions_of(wanted, before_id)
    values["limit"] = limit
    rare = _rarest(connection, asked, values)
    if rare is not None and rare.lines == 0:
        return []
    walk = _Walk(asked, None if rare is None else rare.facet)
    if not wanted.terms:
        return _walked(walk).ids(connection, **values)
    return _ids_saying(connection, wanted, walk, values)[:limit]


def _ids_saying(
    connection: Connection, wanted: LineFilter, walk: _Walk, values: dict[str, Any]
) -> list[int]:
    """Those whose text, or a name of what was marked, has the filter's words; newest first."""
    terms = wanted.terms
    long = [term for term in terms if len(term) >= words.TRIGRAM]
    values |= words.contained(terms) | {"match": words.full_text_query(long)}
    is_all = walk.asked <= {"before_id"}
    if is_all and len(long) == len(terms):
        found = _newest_saying(walk.asked).ids(connection, **values)
    else:
        said = _said(connection, terms, walk.asked, values)
        found = _walked(walk.saying(said)).ids(connection, **values)
    for named in _named(connection, wanted, values, is_all=is_all):
        found += _walked(walk.called(named)).ids(connection, **values)
    return sorted(set(found), reverse=True)


def lets_through(
    connection: Connection, wanted: LineFilter, track_id: int, start_ms: int, end_ms: int
) -> bool:
    """Whether a passage without a line is on the wanted track and work, and in the wanted scene
    and with the wanted character.
    """
    asked, values = conditions_of(wanted)
    values |= {"on_track": track_id, "start_ms": start_ms, "end_ms": end_ms}
    return bool(_passages(asked).ids(connection, **values))


@lru_cache(MADE)
def _passages(asked: Asked) -> MadeQuery:
    track, cue = Track.__table__.c, Cue.__table__.c
    found = select(track.id).where(track.id == given("on_track"))
    if (tracks := _tracks(asked)) is not None:
        found = found.where(track.id.in_(tracks))
    if (scenes := _scenes(asked)) is not None:
        start_ms, end_ms = given("start_ms", Integer()), given("end_ms", Integer())
        there = select(cue.track_id).where(
            cue.scene_id.in_(scenes),
            cue.end_ms > start_ms,
            or_(cue.start_ms < end_ms, cue.start_ms <= start_ms),
        )
        found = found.where(track.id.in_(there))
    return MadeQuery(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """How lines with the words are found. short: which of the words are no part of an index."""

    terms: int
    short: tuple[int, ...]
    is_looked_up: bool


@dataclass(frozen=True, slots=True)
class _NamedParts:
    """Lines of what is called so: few, which an index has, or of several parts."""

    wanted: words.Named
    parts: tuple[str, ...]
    are_few: bool


@dataclass(frozen=True, slots=True)
class _Walk:
    """rare: the facet that few lines have."""

    asked: Asked
    rare: str | None = None
    said: _Said | None = None
    named: _NamedParts | None = None

    def saying(self, said: _Said) -> _Walk:
        return _Walk(self.asked, self.rare, said)

    def called(self, named: _NamedParts) -> _Walk:
        return _Walk(self.asked, self.rare, None, named)


@lru_cache(MADE)
def _walked(walk: _Walk) -> MadeQuery:
    asked = walk.asked
    conditions = [*_window(LINE.id, asked), *_facets(asked, walk.rare), *_days(asked)]
    if walk.rare is not None:
        conditions.append(LINE.id.in_(_indexed(asked)[walk.rare]))
    if walk.said is not None:
        conditions.append(_is_saying(walk.said, asked))
    if walk.named is not None:
        conditions += _are_called(walk.named)
    found = select(LINE.id).where(*conditions).order_by(LINE.id.desc())
    return MadeQuery(found.limit(given("limit", Integer())))


def _window(key: ColumnElement[int], asked: Asked) -> Iterator[ColumnElement[bool]]:
    if "first_day" in asked:
        yield key >= given("from_key")
    if "last_day" in asked:
        yield key < given("to_key")
    if "before_id" in asked:
        yield key < given("before_id")


def _days(asked: Asked) -> Iterator[ColumnElement[bool]]:
    day = local_day(given("offset_min", Integer()))
    if "first_day" in asked:
        yield day >= given("first_day")
    if "last_day" in asked:
        yield day <= given("last_day")


def _facets(asked: Asked, rare: str | None) -> Iterator[ColumnElement[bool]]:
    """Of the rare one the index has just these lines; but where a scene plays, it doesn't know."""
    tracks, scenes = _tracks(asked), _scenes(asked)
    if "emotion_ids" in asked and rare != "emotions":
        yield unindexed(LINE.emotion_id).in_(each_of("emotion_ids"))
    if "kinds" in asked and rare != "kinds":
        yield unindexed(LINE.kind).in_(each_of("kinds"))
    if tracks is not None and rare != "tracks":
        yield or_(unindexed(LINE.track_id).in_(tracks), words.entry_is_linked(tracks))
    if scenes is not None:
        yield words.plays_in(scenes)
    if "companions" in asked and rare != "companions":
        yield words.is_entry_among(entries_with(each_of("companions")))
    yield from counted_lines.conditions(asked)


@dataclass(frozen=True, slots=True)
class _Rare:
    """lines: as many as the index has for the facet; it counts one twice that has it twice."""

    facet: str
    lines: int


def _rarest(connection: Connection, asked: Asked, values: Values) -> _Rare | None:
    """The first of the facets that few lines have."""
    for facet in _facets_with_index(asked - _WINDOW):
        lines = _count(_facet_lines(asked, facet), connection, values)
        if lines < _RARE:
            return _Rare(facet, lines)
    return None


@lru_cache(MADE)
def _facets_with_index(asked: Asked) -> tuple[str, ...]:
    return tuple(_indexed(asked))


@lru_cache(MADE)
def _facet_lines(asked: Asked, facet: str) -> MadeQuery:
    return _counted(_indexed(asked)[facet])


def _indexed(asked: Asked) -> dict[str, Select[tuple[int]]]:
    """Ids that an index has for each facet."""
    tracks, scenes = _tracks(asked), _scenes(asked)
    found: dict[str, Select[tuple[int]]] = {}
    if "emotion_ids" in asked:
        of_them = LINE.emotion_id.in_(each_of("emotion_ids"))
        found["emotions"] = select(LINE.id).where(of_them)
    if "kinds" in asked:
        found["kinds"] = select(LINE.id).where(LINE.kind.in_(each_of("kinds")))
    if tracks is not None:
        found["tracks"] = words.lines_on(tracks)
    if scenes is not None:
        found["scenes"] = words.lines_about(scenes)
    if "companions" in asked:
        found["companions"] = words.lines_of_entries(entries_with(each_of("companions")))
    return found


def _tracks(asked: Asked) -> Select[tuple[int]] | None:
    track = Track.__table__.c
    tracks: Select[tuple[int]] | None = None
    if "track_id" in asked:
        tracks = select(track.id).where(track.id == given("track_id"))
    if "work_id" in asked:
        theirs = tracks_of_works([given("work_id")])
        tracks = (select(track.id) if tracks is None else tracks).where(track.id.in_(theirs))
    return tracks


def _scenes(asked: Asked) -> Select[tuple[int]] | None:
    """Without asking whether there are such a scene and character: every query has this in it."""
    scene, appears = Scene.__table__.c, SceneCharacter.__table__.c
    if "character_id" not in asked:
        of_id = scene.id == given("scene_id")
        return select(scene.id).where(of_id) if "scene_id" in asked else None
    scenes = select(appears.scene_id).where(appears.character_id == given("character_id"))
    return scenes.where(appears.scene_id == given("scene_id")) if "scene_id" in asked else scenes


@lru_cache(MADE)
def _newest_saying(asked: Asked) -> MadeQuery:
    """The newest lines whose own text contains every term, by the full-text index alone: it walks
    backwards in time, too.
    """
    newest = _hits(asked).order_by(_TEXT.c.rowid.desc())
    return MadeQuery(newest.limit(given("limit", Integer())))


def _hits(asked: Asked) -> Select[Any]:
    return select(_TEXT.c.rowid).where(words.matches(), *_window(_TEXT.c.rowid, asked))


def _named(
    connection: Connection, wanted: LineFilter, values: dict[str, Any], *, is_all: bool
) -> Iterator[_NamedParts]:
    """The lines of what is called by the terms; the values for them are added.

    One walk finds them all, but for an emotion that few lines are of: its own are looked up. Where
    something else is asked for, too, that takes longer.
    """
    ids, spoilers = wanted.named_emotion_ids, wanted.spoilers
    named, its_values = words.looked_for(connection, wanted.terms, ids, spoilers)
    values |= its_values
    of_many: list[str] = []
    for part in words.parts_there(connection, named, values):
        lines = _lines_called(named, part) if is_all else None
        if lines is not None and _count(lines, connection, values) < _RARE:
            yield _NamedParts(named, (part,), are_few=True)
        else:
            of_many.append(part)
    if of_many:
        yield _NamedParts(named, tuple(of_many), are_few=False)


@lru_cache(MADE)
def _lines_called(wanted: words.Named, part: str) -> MadeQuery | None:
    indexed = words.named_part(wanted, part).indexed
    return None if indexed is None else _counted(indexed)


def _are_called(named: _NamedParts) -> list[ColumnElement[bool]]:
    parts = [words.named_part(named.wanted, part) for part in named.parts]
    is_called = or_(*(part.condition for part in parts))
    few = parts[0].indexed if named.are_few else None
    return [is_called] if few is None else [is_called, LINE.id.in_(few)]


def _said(connection: Connection, terms: Sequence[str], asked: Asked, values: Values) -> _Said:
    """How to find lines whose own text contains every term.

    A rare word is looked up in the full-text index. A common one is searched for in the lines
    themselves: the page is soon full, and if other conditions keep it empty, checking 100,000 hits
    one by one takes 55 ms, reading 100,000 lines 25 ms.
    """
    short = tuple(at for at, term in enumerate(terms) if len(term) < words.TRIGRAM)
    has_long = len(short) < len(terms)
    is_rare = has_long and _count(_hits_in_window(asked & _WINDOW), connection, values) < _RARE
    return _Said(len(terms), short, is_rare)


@lru_cache(MADE)
def _hits_in_window(asked: Asked) -> MadeQuery:
    return _counted(_hits(asked))


def _is_saying(said: _Said, asked: Asked) -> ColumnElement[bool]:
    if not said.is_looked_up:
        return words.contains_all(LINE.text, range(said.terms))
    return LINE.id.in_(_hits(asked)) & words.contains_all(LINE.text, said.short)


def _counted(ids: Select[tuple[int]]) -> MadeQuery:
    """How many there are, counting up to the value `most`."""
    some = ids.limit(given("most", Integer())).subquery()
    return MadeQuery(select(func.count()).select_from(some))


def _count(query: MadeQuery, connection: Connection, values: Values) -> int:
    return query.ids(connection, **values, most=_RARE)[0]
