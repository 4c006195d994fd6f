"""Search: lines by words in what was written, and in the names of what was marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    literal_column,
    or_,
    select,
    true,
    union,
    union_all,
)

from db.models.character import Character
from db.models.cue import Cue
from db.models.emotion import Emotion
from db.models.journal_entry import EntryMoment, EntryPerson, EntryScene, EntryTrack
from db.models.journal_line import JournalLine
from db.models.moment import FavouriteMoment
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries.entry_parts import entries_naming
from db.queries.hints import unindexed
from db.queries.letters import sealed
from db.queries.made_query import MADE, MadeQuery, as_one, each_of, given
from db.queries.names_beyond_ascii import Called, called, escaped, named, names_beyond_ascii
from db.queries.progress import characters_ahead, scenes_ahead


@dataclass(frozen=True, slots=True)
class Spoilers:
    """Scenes and characters that are found although they give something away; no others are."""

    scenes: Sequence[int] = ()
    characters: Sequence[int] = ()


_SAID = "said_{}"  # names of values
TRIGRAM = 3  # characters; the full-text index contains no shorter terms

LINE = JournalLine.__table__.c


def full_text_query(terms: Iterable[str]) -> str:
    """Every term as a quoted FTS5 string, so that nothing the listener types is syntax."""
    return " ".join('"{}"'.format(term.replace('"', '""').replace("\0", "")) for term in terms)


def matches() -> ColumnElement[bool]:
    """Lines whose text contains every string of the value `match` (see full_text_query)."""
    return literal_column("journal_text").op("MATCH")(given("match"))


def contains_all(text: ColumnElement[str], terms: Iterable[int]) -> ColumnElement[bool]:
    """text: folded. terms: which of those that `contained` gives."""
    return and_(true(), *(text.like(given(_SAID.format(term)), escape="/") for term in terms))


def contained(terms: Iterable[str]) -> dict[str, str]:
    """Values for `contains_all`."""
    return {_SAID.format(at): f"%{escaped(term)}%" for at, term in enumerate(terms)}


class NamedPart(NamedTuple):
    """Lines of tracks, of emotions or in scenes that are called something.

    condition: tells them in a walk. indexed: ids that an index has for them; None where finding out
    how many there are takes as long as the walk.
    """

    condition: ColumnElement[bool]
    indexed: Select[tuple[int]] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Which names are looked for. has_spoilers: what gives something away isn't found by them."""

    called: Called
    has_spoilers: bool


def looked_for(
    connection: Connection,
    terms: Sequence[str],
    emotion_ids: Sequence[int],
    spoilers: Spoilers | None,
) -> tuple[Named, dict[str, Any]]:
    """What to ask for, and with which values.

    emotion_ids: emotions that are known to have such a name otherwise. spoilers: what may match all
    the same of what gives something away; None where everything may.
    """
    names = names_beyond_ascii(connection)
    wanted, values = called(names, terms, {"emotion": emotion_ids})
    if spoilers is not None:
        values |= {
            "characters_shown": as_one(spoilers.characters),
            "characters_ahead": as_one(_characters_ahead().ids(connection)),
            "scenes_shown": as_one(spoilers.scenes),
            "scenes_ahead": as_one(_scenes_ahead().ids(connection)),
        }
    return Named(wanted, spoilers is not None), values


def parts_there(connection: Connection, wanted: Named, values: dict[str, Any]) -> list[str]:
    """Without those in which nothing has such a name."""
    (are_there,) = _are_there(wanted).rows(connection, **values)
    return [part for part, is_there in zip(_PARTS, are_there, strict=True) if is_there]


@cache
def _characters_ahead() -> MadeQuery:
    return MadeQuery(characters_ahead())


@cache
def _scenes_ahead() -> MadeQuery:
    return MadeQuery(scenes_ahead())


_PARTS = ("tracks", "emotions", "scenes", "people")


@lru_cache(MADE)
def _are_there(wanted: Named) -> MadeQuery:
    things = (_tracks, _emotions, _scenes, _entries)
    are_there: Any = select(*(of(wanted).exists() for of in things))
    return MadeQuery(are_there)


def named_part(wanted: Named, part: str) -> NamedPart:
    """Lines on a track, of an emotion, in a scene or of an entry with somebody whose name contains
    every term. A scene also matches by its characters' names.
    """
    match part:
        case "tracks":
            tracks = _tracks(wanted)
            return NamedPart(or_(unindexed(LINE.track_id).in_(tracks), entry_is_linked(tracks)))
        case "emotions":
            emotions = _emotions(wanted)
            of_emotion = select(LINE.id).where(LINE.emotion_id.in_(emotions))
            return NamedPart(unindexed(LINE.emotion_id).in_(emotions), of_emotion)
        case "scenes":
            return NamedPart(plays_in(_scenes(wanted)))
        case _:
            entries = _entries(wanted)
            return NamedPart(is_entry_among(entries), lines_of_entries(entries))


def _tracks(wanted: Named) -> Select[tuple[int]]:
    track = Track.__table__.c
    return select(track.id).where(named(wanted.called, track.title, track.album))


def _emotions(wanted: Named) -> Select[tuple[int]]:
    emotion = Emotion.__table__.c
    return select(emotion.id).where(named(wanted.called, emotion.name))


def _entries(wanted: Named) -> Select[tuple[int]]:
    return entries_naming(named(wanted.called, EntryPerson.__table__.c.name))


def _scenes(wanted: Named) -> Select[tuple[int]]:
    """What is ahead is a value: inside a long condition, the query for it would be more than
    SQLite's parser takes.
    """
    scene, person = Scene.__table__.c, Character.__table__.c
    people = select(person.id).where(named(wanted.called, person.name))
    if wanted.has_spoilers:
        is_later = or_(person.is_spoiler, person.id.in_(each_of("characters_ahead")))
        people = people.where(or_(~is_later, person.id.in_(each_of("characters_shown"))))
    is_named = named(wanted.called, scene.title)
    scenes = select(scene.id).where(or_(is_named, scene.id.in_(scenes_with_character(people))))
    if wanted.has_spoilers:
        is_later = or_(scene.is_spoiler, scene.id.in_(each_of("scenes_ahead")))
        scenes = scenes.where(or_(~is_later, scene.id.in_(each_of("scenes_shown"))))
    return scenes


def lines_on(tracks: Select[tuple[int]]) -> Select[tuple[int]]:
    """Ids of lines on these tracks, and of entries that link to one."""
    return _on_or_about(tracks, entries_on(tracks))


def lines_of_entries(entries: Any) -> Select[tuple[int]]:
    return select(LINE.id).where(LINE.kind == "entry", LINE.owner_id.in_(entries))


def lines_about(scenes: Select[tuple[int]]) -> Select[tuple[int]]:
    """Ids of lines on tracks that play in these scenes, wherever on the track, and of entries that
    link to one.
    """
    cue = Cue.__table__.c
    return _on_or_about(select(cue.track_id).where(cue.scene_id.in_(scenes)), entries_at(scenes))


def _on_or_about(tracks: Select[tuple[int]], entries: Any) -> Select[tuple[int]]:
    on_track = select(LINE.id).where(LINE.track_id.in_(tracks))
    both = union_all(on_track, lines_of_entries(entries)).subquery()
    return select(both.c.id)


def plays_in(scenes: Select[tuple[int]]) -> ColumnElement[bool]:
    """Lines that overlap a scene mark of these scenes, and entries that link to one of them."""
    cue = Cue.__table__.c
    # Materialised once with an automatic index: 100,000 lookups take 40 ms instead of 400.
    cues = (
        select(cue.track_id, cue.start_ms, cue.end_ms)
        .where(cue.scene_id.in_(scenes))
        .cte()
        .prefix_with("MATERIALIZED", dialect="sqlite")
    )
    there: Any = select(literal_column("1")).where(
        cues.c.track_id == LINE.track_id,
        LINE.start_ms < cues.c.end_ms,
        or_(LINE.end_ms > cues.c.start_ms, LINE.start_ms >= cues.c.start_ms),
    )
    return or_(
        unindexed(LINE.track_id).in_(select(cues.c.track_id))
        & there.correlate(LINE.id.table).exists(),
        is_entry_among(entries_at(scenes)),
    )


def entry_is_linked(tracks: Select[tuple[int]]) -> ColumnElement[bool]:
    """Entries that link to one of these tracks, or to a favourite moment on one."""
    return is_entry_among(entries_on(tracks))


def entries_on(tracks: Select[tuple[int]]) -> Any:
    """Ids of entries that link to one of these tracks, or to a favourite moment on one."""
    to_track, to_moment = EntryTrack.__table__.c, EntryMoment.__table__.c
    moments = select(FavouriteMoment.__table__.c.id).where(
        FavouriteMoment.__table__.c.track_id.in_(tracks)
    )
    return union(
        _links(to_track.entry_id).where(to_track.track_id.in_(tracks)),
        _links(to_moment.entry_id).where(to_moment.moment_id.in_(moments)),
    )


def entries_at(scenes: Select[tuple[int]]) -> Any:
    """Ids of entries that link to one of these scenes."""
    link = EntryScene.__table__.c
    return _links(link.entry_id).where(link.scene_id.in_(scenes))


def _links(entry_id: ColumnElement[int]) -> Select[tuple[int]]:
    """Of entries that may be read."""
    found: Select[Any] = select(entry_id).where(entry_id.not_in(sealed()))
    return found


def is_entry_among(entries: Any) -> ColumnElement[bool]:
    return and_(unindexed(LINE.kind) == "entry", LINE.owner_id.in_(entries))


def scenes_with_character(characters: Any) -> Select[tuple[int]]:
    appears = SceneCharacter.__table__.c
    return select(appears.scene_id).where(appears.character_id.in_(characters))
