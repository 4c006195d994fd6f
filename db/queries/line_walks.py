"""The queries that walk the journal's lines, each made once for what is asked (`line_filter.py`).

Making one took 2 ms, five times as long as its answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    func,
    or_,
    select,
    table,
    union_all,
)

from db.models.cue import Cue
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries import counted_lines
from db.queries import journal_words as words
from db.queries.entry_parts import entries_with
from db.queries.hints import unindexed
from db.queries.line_filter import Asked
from db.queries.local_days import LINE, local_day
from db.queries.made_query import MADE, MadeQuery, each_of, given
from db.queries.music_of_works import tracks_of_works

_TEXT = table("journal_text", column("rowid"))


@dataclass(frozen=True, slots=True)
class Said:
    """How lines with the words are found. short: which of the words are no part of an index."""

    terms: int
    short: tuple[int, ...]
    is_looked_up: bool


@dataclass(frozen=True, slots=True)
class NamedParts:
    """Lines of what is called so: few, which an index has, or of several parts."""

    wanted: words.Named
    parts: tuple[str, ...]
    are_few: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """rare: the facet that few lines have."""

    asked: Asked
    rare: str | None = None
    said: Said | None = None
    named: NamedParts | None = None

    def saying(self, said: Said) -> Walk:
        return Walk(self.asked, self.rare, said)

    def called(self, named: NamedParts) -> Walk:
        return Walk(self.asked, self.rare, None, named)


@lru_cache(MADE)
def walked(walk: Walk) -> MadeQuery:
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


@lru_cache(MADE)
def on_one_track(asked: Asked) -> MadeQuery:
    """An index has a track's own lines in order, and entries that link to it are few: nobody has to
    count them first.
    """
    rest = asked - {"track_id"}
    conditions = [*_window(LINE.id, rest), *_facets(rest, None), *_days(rest)]
    limit = given("limit", Integer())

    def newest(way: ColumnElement[bool]) -> Select[tuple[int]]:
        return select(LINE.id).where(way, *conditions).order_by(LINE.id.desc()).limit(limit)

    own = newest(LINE.track_id == given("track_id"))
    if asked & counted_lines.OF_MARKS_ONLY:
        return MadeQuery(own)
    about = newest(LINE.id.in_(words.lines_of_entries(words.entries_on(select(given("track_id"))))))
    each = (own.subquery(), about.subquery())
    both = union_all(*(select(one.c.id) for one in each)).subquery()
    return MadeQuery(select(both.c.id).order_by(both.c.id.desc()).limit(limit))


@lru_cache(MADE)
def newest_saying(asked: Asked) -> MadeQuery:
    """The newest lines whose own text contains every term, by the full-text index alone: it walks
    backwards in time, too.
    """
    newest = _hits(asked).order_by(_TEXT.c.rowid.desc())
    return MadeQuery(newest.limit(given("limit", Integer())))


def _hits(asked: Asked) -> Select[Any]:
    return select(_TEXT.c.rowid).where(words.matches(), *_window(_TEXT.c.rowid, asked))


@lru_cache(MADE)
def passages(asked: Asked) -> MadeQuery:
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


@lru_cache(MADE)
def facets_with_index(asked: Asked) -> tuple[str, ...]:
    return tuple(_indexed(asked))


@lru_cache(MADE)
def facet_lines(asked: Asked, facet: str) -> MadeQuery:
    return _counted(_indexed(asked)[facet])


@lru_cache(MADE)
def lines_called(wanted: words.Named, part: str) -> MadeQuery | None:
    indexed = words.named_part(wanted, part).indexed
    return None if indexed is None else _counted(indexed)


@lru_cache(MADE)
def hits_in_window(asked: Asked) -> MadeQuery:
    return _counted(_hits(asked))


def _window(key: ColumnElement[int], asked: Asked) -> Iterator[ColumnElement[bool]]:
    if "first_day" in asked:
        yield key >= given("from_key")
    if "last_day" in asked:
        yield key < given("to_key")
    if "before_id" in asked:
        yield key < given("before_id")


def _days(asked: Asked) -> Iterator[ColumnElement[bool]]:
    day = local_day(given("offset_min", Integer()))
    if asked >= {"first_day", "last_day"}:
        yield day.between(given("first_day"), given("last_day"))  # works the day out once
    elif "first_day" in asked:
        yield day >= given("first_day")
    elif "last_day" in asked:
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


def _are_called(named: NamedParts) -> list[ColumnElement[bool]]:
    parts = [words.named_part(named.wanted, part) for part in named.parts]
    is_called = or_(*(part.condition for part in parts))
    few = parts[0].indexed if named.are_few else None
    return [is_called] if few is None else [is_called, LINE.id.in_(few)]


def _is_saying(said: Said, asked: Asked) -> ColumnElement[bool]:
    if not said.is_looked_up:
        return words.contains_all(LINE.text, range(said.terms))
    return LINE.id.in_(_hits(asked)) & words.contains_all(LINE.text, said.short)


def _counted(ids: Select[tuple[int]]) -> MadeQuery:
    """How many there are, counting up to the value `most`."""
    some = ids.limit(given("most", Integer())).subquery()
    return MadeQuery(select(func.count()).select_from(some))
