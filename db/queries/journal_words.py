"""Search: lines by words in what was written, and in the names of what was marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from db.queries.names_beyond_ascii import Names, named, names_beyond_ascii
from db.queries.progress import among, characters_ahead, scenes_ahead


@dataclass(frozen=True, slots=True)
class Spoilers:
    """Scenes and characters that are found although they give something away; no others are."""

    scenes: Sequence[int] = ()
    characters: Sequence[int] = ()


TRIGRAM = 3  # characters; the full-text index contains no shorter terms

LINE = JournalLine.__table__.c


def full_text_query(terms: Iterable[str]) -> str:
    """Every term as a quoted FTS5 string, so that nothing the listener types is syntax."""
    return " ".join('"{}"'.format(term.replace('"', '""').replace("\0", "")) for term in terms)


def matches(query: str) -> ColumnElement[bool]:
    """Lines whose text contains every string of `query` (see full_text_query)."""
    return literal_column("journal_text").op("MATCH")(query)


def contains_all(text: ColumnElement[str], terms: Sequence[str]) -> ColumnElement[bool]:
    """text: folded."""
    return and_(true(), *(text.contains(term, autoescape=True) for term in terms))


class NamedPart(NamedTuple):
    """Lines of tracks, of emotions or in scenes that are called something.

    condition: tells them in a walk. indexed: ids that an index has for them; None where finding out
    how many there are takes as long as the walk.
    """

    condition: ColumnElement[bool]
    indexed: Select[tuple[int]] | None = None


def named_parts(
    connection: Connection,
    terms: Sequence[str],
    emotion_ids: Sequence[int] = (),
    spoilers: Spoilers | None = None,
) -> list[NamedPart]:
    """Lines on a track, of an emotion, in a scene or of an entry with somebody whose name contains
    every term.

    emotion_ids: emotions that are known to have such a name otherwise. Without what has no such
    name. A scene also matches by its characters' names. spoilers: what may match all
    the same of what gives something away; None where everything may.
    """
    names = names_beyond_ascii(connection)
    track = Track.__table__.c
    tracks = select(track.id).where(named(names, terms, track.title, track.album))
    emotion = Emotion.__table__.c
    emotions = select(emotion.id).where(named(names, terms, emotion.name, others=emotion_ids))
    scenes = _scenes_named(connection, names, terms, spoilers)
    entries = entries_naming(named(names, terms, EntryPerson.__table__.c.name))
    are_there = select(tracks.exists(), emotions.exists(), scenes.exists(), entries.exists())
    has_tracks, has_emotions, has_scenes, has_people = connection.execute(are_there).one()
    parts: list[NamedPart] = []
    if has_tracks:
        on_track = or_(unindexed(LINE.track_id).in_(tracks), entry_is_linked(tracks))
        parts.append(NamedPart(on_track))
    if has_emotions:
        of_emotion = select(LINE.id).where(LINE.emotion_id.in_(emotions))
        parts.append(NamedPart(unindexed(LINE.emotion_id).in_(emotions), of_emotion))
    if has_scenes:
        parts.append(NamedPart(plays_in(scenes)))
    if has_people:
        parts.append(NamedPart(is_entry_among(entries), lines_of_entries(entries)))
    return parts


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


def _scenes_named(
    connection: Connection, names: Names, terms: Sequence[str], spoilers: Spoilers | None
) -> Select[tuple[int]]:
    scene, person = Scene.__table__.c, Character.__table__.c
    people = select(person.id).where(named(names, terms, person.name))
    if spoilers is not None:
        is_later = or_(person.is_spoiler, person.id.in_(among(connection, characters_ahead())))
        people = people.where(or_(~is_later, person.id.in_(spoilers.characters)))
    scenes = select(scene.id).where(
        or_(named(names, terms, scene.title), scene.id.in_(scenes_with_character(people)))
    )
    if spoilers is not None:
        is_later = or_(scene.is_spoiler, scene.id.in_(among(connection, scenes_ahead())))
        scenes = scenes.where(or_(~is_later, scene.id.in_(spoilers.scenes)))
    return scenes
