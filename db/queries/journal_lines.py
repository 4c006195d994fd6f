"""Which marks and entries a journal page shows, newest first.

Every query walks `journal_line` (or its full-text index) backwards in time and stops at the end of
the page. Walking all of 100,000 lines with a filter that matches none takes 10 to 40 ms, so that is
the rule; an index is used only if a facet is known to be rare. The queries are in `line_walks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.queries import journal_words as words
from db.queries import line_walks as walks
from db.queries.line_filter import Asked, LineFilter, conditions_of
from db.queries.made_query import MadeQuery, Question

_RARE = 4000  # lines; an index to this many is faster than walking 100,000
_WINDOW: Asked = frozenset(("first_day", "last_day", "before_id"))
_ABOUT_MUSIC: Asked = frozenset(("track_id", "work_id", "scene_id", "character_id", "companions"))

Values = Mapping[str, Any]


def line_ids_before(
    connection: Connection, wanted: LineFilter, before_id: int | None, limit: int
) -> list[int]:
    """Up to `limit` line ids below `before_id`, newest first."""
    found = lines_before(connection, wanted, before_id, limit)
    return found.ids(connection) if isinstance(found, Question) else found


def lines_before(
    connection: Connection, wanted: LineFilter, before_id: int | None, limit: int
) -> Question | list[int]:
    """The same, where one query finds them without having asked it yet."""
    asked, values = conditions_of(wanted, before_id)
    values["limit"] = limit
    if not wanted.terms and asked & _ABOUT_MUSIC == {"track_id"}:
        return Question(walks.on_one_track(asked), values)
    rare = _rarest(connection, asked, values)
    if rare is not None and rare.lines == 0:
        return []
    walk = walks.Walk(asked, None if rare is None else rare.facet)
    if not wanted.terms:
        return Question(walks.walked(walk), values)
    return _ids_saying(connection, wanted, walk, values)[:limit]


def _ids_saying(
    connection: Connection, wanted: LineFilter, walk: walks.Walk, values: dict[str, Any]
) -> list[int]:
    """Those whose text, or a name of what was marked, has the filter's words; newest first."""
    terms = wanted.terms
    long = [term for term in terms if len(term) >= words.TRIGRAM]
    values |= words.contained(terms) | {"match": words.full_text_query(long)}
    is_all = walk.asked <= {"before_id"}
    if is_all and len(long) == len(terms):
        found = walks.newest_saying(walk.asked).ids(connection, **values)
    else:
        said = _said(connection, terms, walk.asked, values)
        found = walks.walked(walk.saying(said)).ids(connection, **values)
    for named in _named(connection, wanted, values, is_all=is_all):
        found += walks.walked(walk.called(named)).ids(connection, **values)
    return sorted(set(found), reverse=True)


def lets_through(
    connection: Connection, wanted: LineFilter, track_id: int, start_ms: int, end_ms: int
) -> bool:
    """Whether a passage without a line is on the wanted track and work, and in the wanted scene
    and with the wanted character.
    """
    asked, values = conditions_of(wanted)
    values |= {"on_track": track_id, "start_ms": start_ms, "end_ms": end_ms}
    return bool(walks.passages(asked).ids(connection, **values))


@dataclass(frozen=True, slots=True)
class _Rare:
    """lines: as many as the index has for the facet; it counts one twice that has it twice."""

    facet: str
    lines: int


def _rarest(connection: Connection, asked: Asked, values: Values) -> _Rare | None:
    """The first of the facets that few lines have."""
    for facet in walks.facets_with_index(asked - _WINDOW):
        lines = _count(walks.facet_lines(asked, facet), connection, values)
        if lines < _RARE:
            return _Rare(facet, lines)
    return None


def _named(
    connection: Connection, wanted: LineFilter, values: dict[str, Any], *, is_all: bool
) -> Iterator[walks.NamedParts]:
    """The lines of what is called by the terms; the values for them are added.

    One walk finds them all, but for an emotion that few lines are of: its own are looked up. Where
    something else is asked for, too, that takes longer.
    """
    ids, spoilers = wanted.named_emotion_ids, wanted.spoilers
    named, its_values = words.looked_for(connection, wanted.terms, ids, spoilers)
    values |= its_values
    of_many: list[str] = []
    for part in words.parts_there(connection, named, values):
        lines = walks.lines_called(named, part) if is_all else None
        if lines is not None and _count(lines, connection, values) < _RARE:
            yield walks.NamedParts(named, (part,), are_few=True)
        else:
            of_many.append(part)
    if of_many:
        yield walks.NamedParts(named, tuple(of_many), are_few=False)


def _said(connection: Connection, terms: Sequence[str], asked: Asked, values: Values) -> walks.Said:
    """How to find lines whose own text contains every term.

    A rare word is looked up in the full-text index. A common one is searched for in the lines
    themselves: the page is soon full, and if other conditions keep it empty, checking 100,000 hits
    one by one takes 55 ms, reading 100,000 lines 25 ms.
    """
    short = tuple(at for at, term in enumerate(terms) if len(term) < words.TRIGRAM)
    has_long = len(short) < len(terms)
    is_rare = has_long and _count(walks.hits_in_window(asked & _WINDOW), connection, values) < _RARE
    return walks.Said(len(terms), short, is_rare)


def _count(query: MadeQuery, connection: Connection, values: Values) -> int:
    return query.ids(connection, **values, most=_RARE)[0]
