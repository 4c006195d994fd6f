"""Makes journal items of lines: a whole page with one query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.ids import MomentId, SceneId, ThemeId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
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
from db.queries import elsewhere, entry_parts, journal_rows
from db.queries.journal_lines import lets_through
from db.queries.line_filter import LineFilter

if TYPE_CHECKING:
    from db.store.engine import Connection

Tracks = dict[int, JournalTrack]

_KIND, _OWNER, _TRACK = 1, 2, 3  # of a line's columns
_AS_KIND: Mapping[str, MarkKind] = {str(kind): kind for kind in KINDS}


def items_of(connection: Connection, line_ids: Sequence[int]) -> tuple[JournalItem, ...]:
    """Items of lines, newest first. Unreadable rows are left out: see `app/unreadable/`."""
    if not line_ids:
        return ()
    found = journal_rows.lines(connection, line_ids)
    owners = _owners(connection, found)
    lines = [line for line in found if line[_OWNER] in owners.get(line[_KIND], ())]
    written = owners[ENTRY]
    links = journal_rows.links(connection, written.keys())
    awaited = {row.sealed_track_id for row in written.values()} - {None}
    tracks = _tracks(connection, lines, links, awaited)
    names = _Names(
        tracks,
        _Places(connection, {line[_TRACK] for line in lines} - {None}),
        {kind: KINDS[kind].titles(connection, owners[kind].values()) for kind in KINDS},
        _themes(connection, owners[MarkKind.OCCURRENCE]),
        _entry_links(connection, written.keys(), links, tracks),
    )
    items: dict[str, _MakesItem] = dict.fromkeys(KINDS, _mark) | {ENTRY: _entry}
    return tuple(
        [items[line[_KIND]](line, owners[line[_KIND]][line[_OWNER]], names) for line in lines]
    )


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


def _owners(connection: Connection, lines: Iterable[Any]) -> dict[str, journal_rows.ById]:
    """The marks and entries of lines; without those of kinds that this version doesn't know."""
    ids: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        ids[line[_KIND]].append(line[_OWNER])
    marks: dict[str, journal_rows.ById] = {
        kind: journal_rows.marks(connection, kind, _words(kind), ids[kind]) for kind in KINDS
    }
    return marks | {ENTRY: journal_rows.entries(connection, ids[ENTRY])}


@cache
def _words(kind: MarkKind) -> journal_rows.MarkWords:
    spec = KINDS[kind]
    name = spec.named_by if spec.named_by in spec.texts else ""
    return journal_rows.MarkWords(name, spec.journal_texts)


def _themes(connection: Connection, occurrences: journal_rows.ById) -> dict[int, ThemeName]:
    """The themes whose marks are on a page."""
    ids = {row.theme_id for row in occurrences.values()}
    return {
        key: ThemeName(ThemeId(row.id), row.name, bool(row.is_spoiler))
        for key, row in journal_rows.themes(connection, ids).items()
    }


def _tracks(
    connection: Connection, lines: Iterable[Any], links: dict[str, Any], awaited: set[int]
) -> Tracks:
    """awaited: by letters."""
    wanted = {line[_TRACK] for line in lines} - {None}
    wanted |= {row.id for row in links["track"]} | {row.track_id for row in links["moment"]}
    wanted |= awaited
    return {key: track_of(row) for key, row in journal_rows.tracks(connection, wanted).items()}


def track_of(row: Any) -> JournalTrack:
    return JournalTrack(
        row.id,
        row.title,
        row.artist,
        row.album,
        row.cover,
        row.role,
        row.work_id,
        row.work_title or "",
        row.duration_ms,
        bool(row.is_available),
    )


class _Places:
    """Where scenes play on the tracks of a page."""

    def __init__(self, connection: Connection, track_ids: set[int]) -> None:
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


class _Names(NamedTuple):
    """What the lines of a page refer to."""

    tracks: Tracks
    places: _Places
    titles: Mapping[MarkKind, Mapping[int, str]]
    themes: Mapping[int, ThemeName]
    links: Mapping[int, EntryLinks]


_MakesItem = Callable[[Any, Any, _Names], JournalItem]


def _mark(line: Any, row: Any, names: _Names) -> JournalItem:
    """Every row of a page is made here: columns are taken apart at once, and fields are given in
    order, which takes half as long as by name.
    """
    line_id, kind, owner_id, track_id, start_ms, end_ms, made_at, offset_min = line
    _id, uid, preroll_ms, emotion_id, intensity, mode, memory, listen_id, *rest = row
    scene_id, theme_id, title, text = rest
    span = None if start_ms is None else Span(start_ms, end_ms)
    scenes = names.places.at(track_id, span)
    own_scene = None
    if scene_id is not None:
        own_scene = next((scene for scene in scenes if scene.id == scene_id), None)
    return JournalItem(
        Cursor(line_id),
        _AS_KIND[kind],
        owner_id,
        uid,
        _made(made_at, offset_min),
        names.tracks.get(track_id),
        span,
        emotion_id,
        intensity,
        mode,
        names.titles[kind].get(owner_id, title),
        text,
        memory,
        own_scene,
        None if theme_id is None else names.themes.get(theme_id),
        scenes,
        listen_id,
        preroll_ms=preroll_ms,
    )


def _entry(line: Any, row: Any, names: _Names) -> JournalItem:
    line_id, _kind, owner_id, track_id, start_ms, end_ms, made_at, offset_min = line
    span = None if start_ms is None else Span(start_ms, end_ms)
    awaited = names.tracks.get(row.sealed_track_id)
    return JournalItem(
        cursor=Cursor(line_id),
        kind=ENTRY,
        owner_id=owner_id,
        uid=row.uid,
        made=_made(made_at, offset_min),
        track=names.tracks.get(track_id),
        span=span,
        scenes=names.places.at(track_id, span),
        title=row.title,
        text=row.text,
        before=feeling(row.before_valence, row.before_arousal),
        after=feeling(row.after_valence, row.after_arousal),
        links=names.links.get(owner_id, EntryLinks()),
        seal=seal_of(row, {} if awaited is None else {awaited.id: awaited.title}),
    )


def _made(utc_ms: int, offset_min: int | None) -> Instant:
    return Instant.of(utc_ms) if offset_min is None else Instant(utc_ms, offset_min)
