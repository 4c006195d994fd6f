"""Makes journal items of lines: a whole page of marks with one query, and one for its scenes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.core.ids import MomentId, SceneId, ThemeId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.quick_values import quickly
from app.core.timecode import Span
from app.journal.entry_parts import EntryPicture
from app.journal.records import (
    ENTRY,
    Cursor,
    EntryLinks,
    Feeling,
    JournalItem,
    JournalTrack,
    LinkedMoment,
    MarkPlace,
    Surroundings,
)
from app.journal.seals import seal_of
from app.marks.kinds import KINDS
from app.story.covering import SceneName, ThemeName
from db.queries import elsewhere, entry_parts, journal_rows, page_lines
from db.queries.journal_lines import lets_through
from db.queries.line_filter import LineFilter
from db.queries.made_query import Question
from db.queries.page_lines import AT

if TYPE_CHECKING:
    from db.store.engine import Connection

Tracks = dict[int, JournalTrack]

_new_item, _new_instant = quickly(JournalItem), quickly(Instant)
_new_track: Callable[..., JournalTrack] = quickly(JournalTrack)
_NO_LINKS = EntryLinks()

# Where the rows of a page have what is asked of each: by name, it would take a third longer.
_IS_MARK, _IS_SOUND_TRACK, _IS_AVAILABLE = AT.is_mark, AT.is_sound_track, AT.is_available
_TRACK_ID = AT.track_id
_OF_MARK, _OF_TRACK = slice(AT.is_sound_track), slice(AT.track_id, AT.is_available)


def items_of(connection: Connection, line_ids: Sequence[int]) -> tuple[JournalItem, ...]:
    """Items of lines, newest first. Unreadable rows are left out: see `app/unreadable/`."""
    return items(connection, rows_of(connection, line_ids))


def rows_of(
    connection: Connection,
    which: Question | Sequence[int],
    kinds: Collection[MarkKind] = frozenset(),
) -> list[Any]:
    """What is read of lines, newest first, also of those that are left out. Each as a LineRow.

    kinds: if all marks among them are of these; fewer tables are looked into then.
    """
    their = tuple(kind for kind in KINDS if kind in kinds)
    return page_lines.lines(connection, which, _words(their or tuple(KINDS)))


def items(connection: Connection, found: Sequence[Any]) -> tuple[JournalItem, ...]:
    """found: from `rows_of`."""
    others = [page_lines.LineRow._make(row) for row in found if not row[_IS_MARK]]
    entries = {line.id: line for line in others if line.kind == ENTRY}
    written = journal_rows.entries(connection, [line.owner_id for line in entries.values()])
    links = journal_rows.links(connection, written.keys())
    awaited = {row.sealed_track_id for row in written.values()} - {None}
    tracks = _tracks(connection, found, links, awaited)
    places = _Places(connection, tracks.keys())
    entry_links = _entry_links(connection, written.keys(), links, tracks)
    made = []
    for row in found:
        if row[_IS_MARK]:
            made.append(_mark(row, tracks, places))
        elif (line := entries.get(row[AT.id])) and (entry := written.get(line.owner_id)):
            made.append(_entry(line, entry, tracks, places, entry_links))
    return tuple(made)


def surroundings(
    connection: Connection, place: MarkPlace, wanted: LineFilter
) -> Surroundings | None:
    """What is known about a place that has no line; None if the track is unknown."""
    track_id = elsewhere.track_id(connection, place.track_uid, place.hashes)
    found = journal_rows.tracks(connection, {track_id} if track_id is not None else ())
    if track_id is None or track_id not in found:
        return None
    start_ms, end_ms = place.span.start_ms, place.span.end_ms
    return Surroundings(
        track_of(found[track_id]),
        _Places(connection, {track_id}).at(track_id, place.span),
        lets_through(connection, wanted, track_id, start_ms, end_ms),
    )


def picture_of(row: Any) -> EntryPicture:
    return EntryPicture(row.file, row.words, row.width, row.height)


def tracks_of(connection: Connection, track_ids: Iterable[int]) -> dict[TrackId, JournalTrack]:
    """Those that are there, as rows show them."""
    found = journal_rows.tracks(connection, set(track_ids))
    return {TrackId(key): track_of(row) for key, row in found.items()}


def feeling(valence: float | None, arousal: float | None) -> Feeling | None:
    return None if valence is None or arousal is None else Feeling(valence, arousal)


@cache
def _words(kinds: tuple[MarkKind, ...]) -> tuple[page_lines.MarkWords, ...]:
    specs = (KINDS[kind] for kind in kinds)
    return tuple(
        page_lines.MarkWords(
            spec.kind, spec.named_by if spec.named_by in spec.texts else "", spec.journal_texts
        )
        for spec in specs
    )


def _tracks(
    connection: Connection, rows: Sequence[Any], links: dict[str, Any], awaited: set[int]
) -> Tracks:
    """awaited: by letters."""
    theirs = {row[_TRACK_ID]: row for row in rows}
    tracks = {
        track_id: _new_track(*row[_OF_TRACK], bool(row[_IS_AVAILABLE]))
        for track_id, row in theirs.items()
        if row[_IS_SOUND_TRACK]
    }
    wanted = {row.id for row in links["track"]} | {row.track_id for row in links["moment"]}
    wanted |= awaited | theirs.keys()
    others = journal_rows.tracks(connection, wanted - tracks.keys() - {None})
    return tracks | {key: track_of(row) for key, row in others.items()}


def track_of(row: Any) -> JournalTrack:
    return JournalTrack(
        TrackId(row.id),
        row.track_title,
        row.artist,
        row.album,
        row.cover,
        row.role,
        row.work_id,
        row.work_title,
        row.duration_ms,
        bool(row.is_available),
    )


class _Places:
    """Where scenes play on the tracks of a page."""

    def __init__(self, connection: Connection, track_ids: Collection[int]) -> None:
        self._cues: dict[int, list[tuple[Span, SceneName]]] = defaultdict(list)
        for row in journal_rows.cues_on(connection, track_ids):
            span = Span(row.start_ms, row.end_ms)
            self._cues[row.track_id].append((span, _scene(row.scene_id, row)))

    def at(self, track_id: int | None, span: Span | None) -> tuple[SceneName, ...]:
        """The scenes that play there, in playing order."""
        if span is None or track_id not in self._cues:
            return ()
        return tuple({scene: None for cue, scene in self._cues[track_id] if cue.overlaps(span)})


def _scene(scene_id: int, row: Any) -> SceneName:
    return SceneName(
        SceneId(scene_id), row.title, bool(row.is_spoiler), bool(row.is_ahead), row.still
    )


def _entry_links(
    connection: Connection, entry_ids: Collection[int], links: dict[str, Any], tracks: Tracks
) -> dict[int, EntryLinks]:
    if not entry_ids:
        return {}
    scenes = journal_rows.scenes(connection, {row.id for row in links["scene"]})
    by_entry: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in links["track"]:
        by_entry[row.entry_id]["tracks"].append(tracks[row.id])
    for row in links["scene"]:
        by_entry[row.entry_id]["scenes"].append(_scene(row.id, scenes[row.id]))
    for row in links["moment"]:
        span = Span(row.start_ms, row.end_ms)
        moment = LinkedMoment(MomentId(row.id), tracks[row.track_id], span, row.label)
        by_entry[row.entry_id]["moments"].append(moment)
    for row in entry_parts.pictures(connection, entry_ids):
        by_entry[row.entry_id]["pictures"].append(picture_of(row))
    for row in entry_parts.people(connection, entry_ids):
        by_entry[row.entry_id]["people"].append(row.name)
    return {
        entry: EntryLinks(**{name: tuple(found) for name, found in parts.items()})
        for entry, parts in by_entry.items()
    }


def _mark(row: Any, tracks: Tracks, places: _Places) -> JournalItem:
    """Nearly every row of a page is made here: taken apart at once and put together in order, which
    takes half as long as by names. row: as a LineRow.
    """
    (
        line_id, kind, owner_id, start_ms, end_ms, made_at, offset_min, _is_mark, uid, preroll_ms,
        emotion_id, intensity, mode, memory, listen_id, scene_id, theme_id, is_spoiler, title, text,
    ) = row[_OF_MARK]  # fmt: skip
    track_id = row[_TRACK_ID]
    span = None if start_ms is None else Span(start_ms, end_ms)
    scenes = places.at(track_id, span)
    scene = theme = None
    if scene_id is not None:
        scene = next((one for one in scenes if one.id == scene_id), None)
    if theme_id is not None:
        theme = ThemeName(ThemeId(theme_id), title, bool(is_spoiler))
    return _new_item(
        Cursor(line_id),
        KINDS[kind].kind,
        owner_id,
        uid,
        Instant.of(made_at) if offset_min is None else _new_instant(made_at, offset_min),
        tracks.get(track_id),
        span,
        emotion_id,
        intensity,
        mode,
        title,
        text,
        memory,
        scene,
        theme,
        scenes,
        listen_id,
        None,  # before and after: an entry's
        None,
        _NO_LINKS,
        preroll_ms,
    )


def _entry(
    line: page_lines.LineRow,
    row: Any,
    tracks: Tracks,
    places: _Places,
    links: Mapping[int, EntryLinks],
) -> JournalItem:
    span = None if line.start_ms is None else Span(line.start_ms, line.end_ms)
    awaited = tracks.get(row.sealed_track_id)
    return JournalItem(
        cursor=Cursor(line.id),
        kind=ENTRY,
        owner_id=line.owner_id,
        uid=row.uid,
        made=_made(line.made_at, line.made_offset_min),
        track=None if line.track_id is None else tracks.get(line.track_id),
        span=span,
        scenes=places.at(line.track_id, span),
        title=row.title,
        text=row.text,
        before=feeling(row.before_valence, row.before_arousal),
        after=feeling(row.after_valence, row.after_arousal),
        links=links.get(line.owner_id, EntryLinks()),
        seal=seal_of(row, {} if awaited is None else {awaited.id: awaited.title}),
    )


def _made(utc_ms: int, offset_min: int | None) -> Instant:
    return Instant.of(utc_ms) if offset_min is None else Instant(utc_ms, offset_min)
