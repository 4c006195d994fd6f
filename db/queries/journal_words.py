"""How a listener's words find lines: in what was written, and in the names of what was marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

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
)

from db.models.character import Character
from db.models.cue import Cue
from db.models.emotion import Emotion
from db.models.journal_entry import EntryMoment, EntryScene, EntryTrack
from db.models.journal_line import JournalLine
from db.models.moment import FavouriteMoment
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries.hints import unindexed

TRIGRAM = 3  # characters; the full-text index knows no shorter word

LINE = JournalLine.__table__.c


def full_text_query(terms: Iterable[str]) -> str:
    """Every term as a quoted FTS5 string, so that nothing a listener types is syntax."""
    return " ".join('"{}"'.format(term.replace('"', '""').replace("\0", "")) for term in terms)


def matches(query: str) -> ColumnElement[bool]:
    """Lines whose text holds every string of `query` (see full_text_query)."""
    return literal_column("journal_text").op("MATCH")(query)


def contains_all(text: ColumnElement[str], terms: Sequence[str]) -> ColumnElement[bool]:
    return and_(true(), *(contains(text, term) for term in terms))


def contains(text: ColumnElement[str], term: str) -> ColumnElement[bool]:
    """LIKE, which folds ASCII case only, joined by the other cases of a term like “É”."""
    spellings = {term} if term.isascii() else {term, term.lower(), term.upper(), term.title()}
    return or_(*(text.contains(spelling, autoescape=True) for spelling in sorted(spellings)))


def line_is_named(connection: Connection, terms: Sequence[str]) -> ColumnElement[bool] | None:
    """Lines on a track, of an emotion, or in a scene whose name holds every term.

    None when nothing is called so. Scenes answer for their characters too.
    """
    track = Track.__table__.c
    tracks = select(track.id).where(
        or_(contains_all(track.title, terms), contains_all(track.album, terms))
    )
    emotions = select(Emotion.__table__.c.id).where(contains_all(Emotion.__table__.c.name, terms))
    scenes = _scenes_named(terms)
    named: list[ColumnElement[bool]] = []
    if _finds(connection, tracks):
        named += [unindexed(LINE.track_id).in_(tracks), entry_is_linked(tracks)]
    if _finds(connection, emotions):
        named.append(unindexed(LINE.emotion_id).in_(emotions))
    if _finds(connection, scenes):
        named.append(plays_in(scenes))
    return or_(*named) if named else None


def plays_in(scenes: Select[tuple[int]]) -> ColumnElement[bool]:
    """Lines that overlap a cue of these scenes, and entries that point at one of them."""
    cue = Cue.__table__.c
    # Materialised once with an automatic index: 100,000 look-ups take 40 ms instead of 400.
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
    """Entries that point at one of these tracks, or at a favourite moment on one."""
    return is_entry_among(entries_on(tracks))


def entries_on(tracks: Select[tuple[int]]) -> Any:
    """Ids of entries that point at one of these tracks, or at a favourite moment on one."""
    to_track, to_moment = EntryTrack.__table__.c, EntryMoment.__table__.c
    moments = select(FavouriteMoment.__table__.c.id).where(
        FavouriteMoment.__table__.c.track_id.in_(tracks)
    )
    return union(
        select(to_track.entry_id).where(to_track.track_id.in_(tracks)),
        select(to_moment.entry_id).where(to_moment.moment_id.in_(moments)),
    )


def entries_at(scenes: Select[tuple[int]]) -> Any:
    """Ids of entries that point at one of these scenes."""
    link = EntryScene.__table__.c
    return select(link.entry_id).where(link.scene_id.in_(scenes))


def is_entry_among(entries: Any) -> ColumnElement[bool]:
    return and_(unindexed(LINE.kind) == "entry", LINE.owner_id.in_(entries))


def scenes_with_character(characters: Any) -> Select[tuple[int]]:
    appears = SceneCharacter.__table__.c
    return select(appears.scene_id).where(appears.character_id.in_(characters))


def _scenes_named(terms: Sequence[str]) -> Select[tuple[int]]:
    scene, person = Scene.__table__.c, Character.__table__.c
    people = select(person.id).where(contains_all(person.name, terms))
    return select(scene.id).where(
        or_(contains_all(scene.title, terms), scene.id.in_(scenes_with_character(people)))
    )


def _finds(connection: Connection, ids: Select[tuple[int]]) -> bool:
    return connection.execute(ids.limit(1)).first() is not None
