"""Which marks and entries a journal page shows, newest first.

Every query walks `journal_line` (or its full-text index) backwards in time and stops at the end of
the page. Walking all of 100,000 lines with a filter that matches none takes 10 to 40 ms, so that is
the rule; an index is used only if a facet is known to be rare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    func,
    or_,
    select,
    table,
)

from db.models.cue import Cue
from db.models.journal_line import TIME_SHIFT, JournalLine
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries import counted_lines, local_time
from db.queries import journal_words as words
from db.queries.entry_parts import entries_with
from db.queries.hints import unindexed
from db.queries.local_time import DAY_MS
from db.queries.music_of_works import tracks_of_works
from db.ranges.limits import FIRST_MS, LAST_MS, WIDEST_OFFSET_MIN

_WIDEST_OFFSET_MS = WIDEST_OFFSET_MIN * 60_000
_RARE = 4000  # lines; an index to this many is faster than walking 100,000

LINE = JournalLine.__table__.c
_TEXT = table("journal_text", column("rowid"))


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines to show; empty means all. first_day and last_day: days since 1970, both included,
    in the zone of each mark; default_offset_min is used for a mark without a zone."""

    emotion_ids: Sequence[int] = ()
    kinds: Sequence[str] = ()
    work_id: int | None = None
    character_id: int | None = None
    track_id: int | None = None
    scene_id: int | None = None
    companions: Sequence[str] = ()  # spellings of a name, one of which the entry has
    first_day: int | None = None
    last_day: int | None = None
    default_offset_min: int = 0
    terms: Sequence[str] = ()  # folded
    named_emotion_ids: Sequence[int] = ()  # whose name on screen, in another language, has them
    spoilers: words.Spoilers | None = None  # found all the same; None: nothing is hidden
    counted: counted_lines.CountedLines | None = None


def line_ids_before(
    connection: Connection, wanted: LineFilter, before_id: int | None, limit: int
) -> list[int]:
    """Up to `limit` line ids below `before_id`, newest first."""
    facets = _facets(connection, wanted)
    if facets is None:
        return []
    facets += _days(wanted)
    conditions = [*_window(LINE.id, wanted, before_id), *facets]
    terms = wanted.terms
    if not terms:
        return _ids(connection, _walk(conditions, limit))
    window = _window(_TEXT.c.rowid, wanted, before_id)
    if not facets and all(len(term) >= words.TRIGRAM for term in terms):
        found = _ids(connection, _newest_saying(terms, window, limit))
    else:
        said = _said(connection, terms, window)
        found = _ids(connection, _walk([*conditions, said], limit))
    for named in _named(connection, wanted, is_all=not facets):
        found += _ids(connection, _walk([*conditions, *named], limit))
    return sorted(set(found), reverse=True)[:limit]


def lets_through(
    connection: Connection, wanted: LineFilter, track_id: int, start_ms: int, end_ms: int
) -> bool:
    """Whether a passage without a line is on the wanted track and work, and in the wanted scene
    and with the wanted character.
    """
    track, cue = Track.__table__.c, Cue.__table__.c
    conditions = [track.id == track_id]
    if (tracks := _tracks(wanted)) is not None:
        conditions.append(track.id.in_(tracks))
    if (scenes := _scenes(wanted)) is not None:
        there = select(cue.track_id).where(
            cue.scene_id.in_(scenes),
            cue.end_ms > start_ms,
            or_(cue.start_ms < end_ms, cue.start_ms <= start_ms),
        )
        conditions.append(track.id.in_(there))
    return connection.execute(select(track.id).where(*conditions)).first() is not None


def local_day(default_offset_min: int) -> ColumnElement[int]:
    """The day since 1970 on which a line was made, where it was made."""
    offset = func.coalesce(LINE.made_offset_min, default_offset_min)
    return local_time.local_day(LINE.made_at, offset)


def made_between(
    key: ColumnElement[int], first_day: int | None, last_day: int | None
) -> list[ColumnElement[bool]]:
    """Bounds on the key, wide enough for every zone, that let SQLite skip the other years."""
    bounds: list[ColumnElement[bool]] = []
    if first_day is not None:
        bounds.append(key >= _key_at(first_day * DAY_MS - _WIDEST_OFFSET_MS))
    if last_day is not None:
        bounds.append(key < _key_at((last_day + 1) * DAY_MS + _WIDEST_OFFSET_MS))
    return bounds


def _key_at(made_at: int) -> int:
    return min(LAST_MS, max(FIRST_MS, made_at)) << TIME_SHIFT


def _window(
    key: ColumnElement[int], wanted: LineFilter, before_id: int | None
) -> list[ColumnElement[bool]]:
    window = made_between(key, wanted.first_day, wanted.last_day)
    return window if before_id is None else [*window, key < before_id]


def _days(wanted: LineFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    day = local_day(wanted.default_offset_min)
    if wanted.first_day is not None:
        conditions.append(day >= wanted.first_day)
    if wanted.last_day is not None:
        conditions.append(day <= wanted.last_day)
    return conditions


def _facets(connection: Connection, wanted: LineFilter) -> list[ColumnElement[bool]] | None:
    """None: no line has them all."""
    tracks, scenes = _tracks(wanted), _scenes(wanted)
    rare = _rarest(connection, _indexed_facets(wanted, tracks, scenes))
    if rare is not None and rare.lines == 0:
        return None
    conditions: list[ColumnElement[bool]] = []
    if wanted.emotion_ids:
        conditions.append(unindexed(LINE.emotion_id).in_(wanted.emotion_ids))
    if wanted.kinds:
        conditions.append(unindexed(LINE.kind).in_(wanted.kinds))
    if tracks is not None:
        on_track = unindexed(LINE.track_id).in_(tracks)
        conditions.append(or_(on_track, words.entry_is_linked(tracks)))
    if scenes is not None:
        conditions.append(words.plays_in(scenes))
    if wanted.companions:
        conditions.append(words.is_entry_among(entries_with(wanted.companions)))
    if wanted.counted is not None:
        conditions += counted_lines.conditions(wanted.counted, wanted.default_offset_min)
    if rare is not None:
        conditions.append(LINE.id.in_(rare.ids))
    return conditions


class _Rare(NamedTuple):
    """The lines that an index has for a facet; `lines` counts one twice that has it twice."""

    ids: Select[tuple[int]]
    lines: int


def _rarest(connection: Connection, facets: Iterable[Select[tuple[int]]]) -> _Rare | None:
    """The first of the facets that few lines have."""
    for ids in facets:
        lines = _count(connection, ids, _RARE)
        if lines < _RARE:
            return _Rare(ids, lines)
    return None


def _indexed_facets(
    wanted: LineFilter, tracks: Select[tuple[int]] | None, scenes: Select[tuple[int]] | None
) -> Iterator[Select[tuple[int]]]:
    if wanted.emotion_ids:
        yield select(LINE.id).where(LINE.emotion_id.in_(wanted.emotion_ids))
    if wanted.kinds:
        yield select(LINE.id).where(LINE.kind.in_(wanted.kinds))
    if tracks is not None:
        yield words.lines_on(tracks)
    if scenes is not None:
        yield words.lines_about(scenes)
    if wanted.companions:
        yield words.lines_of_entries(entries_with(wanted.companions))


def _tracks(wanted: LineFilter) -> Select[tuple[int]] | None:
    track = Track.__table__.c
    tracks: Select[tuple[int]] | None = None
    if wanted.track_id is not None:
        tracks = select(track.id).where(track.id == wanted.track_id)
    if wanted.work_id is not None:
        theirs = tracks_of_works([wanted.work_id])
        tracks = (select(track.id) if tracks is None else tracks).where(track.id.in_(theirs))
    return tracks


def _scenes(wanted: LineFilter) -> Select[tuple[int]] | None:
    """Without asking whether there are such a scene and character: every query has this in it."""
    scene, appears = Scene.__table__.c, SceneCharacter.__table__.c
    if wanted.character_id is None:
        of_id = scene.id == wanted.scene_id
        return None if wanted.scene_id is None else select(scene.id).where(of_id)
    scenes = select(appears.scene_id).where(appears.character_id == wanted.character_id)
    return scenes if wanted.scene_id is None else scenes.where(appears.scene_id == wanted.scene_id)


def _walk(conditions: Sequence[ColumnElement[bool]], limit: int) -> Select[tuple[int]]:
    return select(LINE.id).where(*conditions).order_by(LINE.id.desc()).limit(limit)


def _newest_saying(
    terms: Sequence[str], window: Sequence[ColumnElement[bool]], limit: int
) -> Select[tuple[int]]:
    """The newest lines whose own text contains every term, by the full-text index alone: it walks
    backwards in time, too.
    """
    hits = select(_TEXT.c.rowid).where(words.matches(words.full_text_query(terms)), *window)
    return hits.order_by(_TEXT.c.rowid.desc()).limit(limit)


def _named(
    connection: Connection, wanted: LineFilter, *, is_all: bool
) -> Iterator[list[ColumnElement[bool]]]:
    """Conditions on the lines of what is called by the terms, of which one has to hold.

    One walk finds them all, but for an emotion that few lines are of: its own are looked up. Where
    something else is asked for, too, that takes longer.
    """
    spoilers = wanted.spoilers
    of_many: list[ColumnElement[bool]] = []
    for part in words.named_parts(connection, wanted.terms, wanted.named_emotion_ids, spoilers):
        few = part.indexed if is_all else None
        if few is not None and _count(connection, few, _RARE) < _RARE:
            yield [part.condition, LINE.id.in_(few)]
        else:
            of_many.append(part.condition)
    if of_many:
        yield [or_(*of_many)]


def _said(
    connection: Connection,
    terms: Sequence[str],
    window: Sequence[ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Lines whose own text contains every term.

    A rare word is looked up in the full-text index. A common one is searched for in the lines
    themselves: the page is soon full, and if other conditions keep it empty, checking 100,000 hits
    one by one takes 55 ms, reading 100,000 lines 25 ms.
    """
    long = [term for term in terms if len(term) >= words.TRIGRAM]
    said = words.contains_all(LINE.text, terms)
    if not long:
        return said
    hits = select(_TEXT.c.rowid).where(words.matches(words.full_text_query(long)), *window)
    if _count(connection, hits, _RARE) < _RARE:
        short = words.contains_all(LINE.text, [term for term in terms if term not in long])
        return LINE.id.in_(hits) & short
    return said


def _ids(connection: Connection, ids: Select[tuple[int]]) -> list[int]:
    return list(connection.scalars(ids))


def _count(connection: Connection, ids: Select[tuple[int]], limit: int) -> int:
    """How many there are, counting up to `limit`."""
    count = select(func.count()).select_from(ids.limit(limit).subquery())
    return connection.execute(count).scalar_one()
