"""Makes journal items of lines: a whole page with one query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.ids import EmotionId, ListenId, MomentId, SceneId, ThemeId, TrackId, WorkId
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
from app.journal.seals import Seal, seal_of
from app.marks.kinds import KINDS
from app.marks.spec import MarkSpec
from app.story.covering import SceneName, ThemeName
from db.queries import elsewhere, entry_parts, journal_rows
from db.queries.journal_lines import LineFilter, lets_through

if TYPE_CHECKING:
    from db.store.engine import Connection

Tracks = dict[int, JournalTrack]


def items_of(connection: Connection, line_ids: Sequence[int]) -> tuple[JournalItem, ...]:
    """Items of lines, newest first. Unreadable rows are left out: see `app/unreadable/`."""
    if not line_ids:
        return ()
    found = [line for line in journal_rows.lines(connection, line_ids) if line.kind in _kinds()]
    owners = _owners(connection, found)
    lines = [line for line in found if line.owner_id in owners[line.kind]]
    links = journal_rows.links(connection, owners[ENTRY].keys())
    awaited = {row.sealed_track_id for row in owners[ENTRY].values()} - {None}
    tracks = _tracks(connection, lines, links, awaited)
    places = _Places(connection, {line.track_id for line in lines if line.track_id is not None})
    themes = _themes(connection, owners)
    titles = {kind: spec.titles(connection, owners[kind].values()) for kind, spec in KINDS.items()}
    entry_links = _entry_links(connection, owners[ENTRY].keys(), links, tracks)
    fields = {kind: _fields_of(rows) for kind, rows in owners.items()}
    return tuple(
        _item(
            line, _Owner(owners[line.kind][line.owner_id], fields[line.kind]),
            tracks, places, titles, themes, entry_links,
        )
        for line in lines
    )  # fmt: skip


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


def _kinds() -> tuple[MarkKind, ...]:
    return (*KINDS, ENTRY)


def _owners(connection: Connection, lines: Iterable[Any]) -> dict[str, journal_rows.ById]:
    ids: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        ids[line.kind].append(line.owner_id)
    return {kind: journal_rows.owners(connection, kind, ids[kind]) for kind in _kinds()}


class _Owner(NamedTuple):
    """A line's mark or entry. fields: what its kind has; asking a row for something else takes as
    long as reading ten that are there."""

    row: Any
    fields: frozenset[str]

    def get(self, name: str, default: Any = None) -> Any:
        return getattr(self.row, name) if name in self.fields else default


def _fields_of(rows: journal_rows.ById) -> frozenset[str]:
    """Of rows of one kind."""
    return next((frozenset(row._fields) for row in rows.values()), frozenset())


def _themes(
    connection: Connection, owners: Mapping[str, journal_rows.ById]
) -> dict[int, ThemeName]:
    """The themes whose marks are on a page."""
    ids = {row.theme_id for row in owners[MarkKind.OCCURRENCE].values()}
    return {
        key: ThemeName(ThemeId(row.id), row.name, bool(row.is_spoiler))
        for key, row in journal_rows.themes(connection, ids).items()
    }


def _tracks(
    connection: Connection, lines: Iterable[Any], links: dict[str, Any], awaited: set[int]
) -> Tracks:
    """awaited: by letters."""
    wanted = {line.track_id for line in lines if line.track_id is not None}
    wanted |= {row.id for row in links["track"]} | {row.track_id for row in links["moment"]}
    wanted |= awaited
    return {key: track_of(row) for key, row in journal_rows.tracks(connection, wanted).items()}


def track_of(row: Any) -> JournalTrack:
    return JournalTrack(
        id=TrackId(row.id),
        title=row.title,
        artist=row.artist,
        album=row.album,
        cover=row.cover,
        role=row.role,
        work_id=None if row.work_id is None else WorkId(row.work_id),
        work_title=row.work_title or "",
        duration_ms=row.duration_ms,
        is_available=bool(row.is_available),
    )


class _Places:
    """Where scenes play on the tracks of a page."""

    def __init__(self, connection: Connection, track_ids: set[int]) -> None:
        self._cues: dict[int, list[tuple[Span, SceneName]]] = defaultdict(list)
        for row in journal_rows.cues_on(connection, track_ids):
            span = Span(row.start_ms, row.end_ms)
            self._cues[row.track_id].append((span, _scene(row.scene_id, row)))

    def scenes(self, line: Any) -> tuple[SceneName, ...]:
        if line.track_id is None or line.start_ms is None:
            return ()
        return self.at(line.track_id, Span(line.start_ms, line.end_ms))

    def at(self, track_id: int, span: Span) -> tuple[SceneName, ...]:
        """The scenes that play there, in playing order."""
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


def _item(
    line: Any,
    owner: _Owner,
    tracks: Tracks,
    places: _Places,
    titles: Mapping[MarkKind, Mapping[int, str]],
    themes: Mapping[int, ThemeName],
    entry_links: dict[int, EntryLinks],
) -> JournalItem:
    row, offset = owner.row, line.made_offset_min
    made = Instant.of(line.made_at) if offset is None else Instant(line.made_at, offset)
    common: dict[str, Any] = {
        "cursor": Cursor(line.id),
        "kind": MarkKind(line.kind),
        "owner_id": line.owner_id,
        "uid": row.uid,
        "made": made,
        "track": tracks.get(line.track_id),
        "span": None if line.start_ms is None else Span(line.start_ms, line.end_ms),
        "scenes": places.scenes(line),
    }
    if line.kind == ENTRY:
        links = entry_links.get(row.id, EntryLinks())
        return JournalItem(**common, **_entry(row), links=links, seal=_seal(row, tracks))
    spec = KINDS[common["kind"]]
    own = owner.get(spec.named_by) if spec.named_by in spec.texts else ""
    title = titles[spec.kind].get(row.id, own)
    scene_id = owner.get("scene_id")
    scene = next((s for s in common["scenes"] if s.id == scene_id), None)
    theme = themes.get(owner.get("theme_id", 0))
    return JournalItem(**common, **_mark(spec, owner), title=title, scene=scene, theme=theme)


def _mark(spec: MarkSpec, owner: _Owner) -> dict[str, Any]:
    """Fields that the kind doesn't have are empty."""
    emotion_id, listen_id = owner.get("emotion_id"), owner.get("listen_id")
    texts = (owner.get(name) for name in spec.journal_texts)
    return {
        "emotion_id": None if emotion_id is None else EmotionId(emotion_id),
        "intensity": owner.get("intensity"),
        "mode": owner.get("mode"),
        "text": next((text for text in texts if text), ""),
        "memory": owner.get("memory", ""),
        "listen_id": None if listen_id is None else ListenId(listen_id),
        "preroll_ms": owner.row.preroll_ms,
    }


def _seal(row: Any, tracks: Tracks) -> Seal | None:
    track = tracks.get(row.sealed_track_id)
    return seal_of(row, {} if track is None else {track.id: track.title})


def _entry(owner: Any) -> dict[str, Any]:
    return {
        "title": owner.title,
        "text": owner.text,
        "before": feeling(owner.before_valence, owner.before_arousal),
        "after": feeling(owner.after_valence, owner.after_arousal),
    }
