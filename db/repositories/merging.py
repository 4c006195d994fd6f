"""Two tracks that are one recording become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, select

from db.models.album_entry import ALBUM_WORDS, AlbumEntry
from db.models.alignment import Alignment
from db.models.audio_file import AudioFile
from db.models.journal_entry import EntryTrack, JournalEntry
from db.models.listen import HeardStretch, Listen
from db.models.marks import MARK_TABLES
from db.models.trace import Trace
from db.models.track import Track
from db.models.track_source import TrackSource
from db.ranges.album_key import AlbumPlace, place_of, same_lines
from db.repositories import questions
from db.repositories.track_time import Shift
from db.repositories.tracks import further_links_to_tracks, pointing_at_tracks
from db.search.own_links import TO_PLACES, with_places_moved
from db.writing import bulk_rows
from db.writing.unit_of_work import RowImage, UnitOfWork, in_parts

_MARKS = frozenset(kept.name for kept in MARK_TABLES.values())
_TRACES = cast(Table, Trace.__table__)
_ALIGNED = cast(Table, Alignment.__table__)
_HEARD = cast(Table, HeardStretch.__table__)


@dataclass(frozen=True, slots=True)
class Join:
    """Track `other_id` goes into `keep_id`, which itself goes into none.

    shift_ms: what to add to a place in the other to get the same place in the one kept.
    """

    keep_id: int
    other_id: int
    shift_ms: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of the others. cut: how many marks and traces had some of their place before the
    start or after the end of the track kept, and lost it. lines: for each other, pairs of the album
    entries that held its words and hold them now; None for a track's own.
    """

    cut: int
    lines: Mapping[int, tuple[tuple[int | None, int | None], ...]]


def merge(unit: UnitOfWork, joins: Sequence[Join]) -> Joined:
    """Makes everything that refers to the others refer to those kept, and deletes the others.

    The album of another becomes a further one, unless it is on it already. Table by table, whatever
    the number of tracks: one by one, 500 took half a minute.
    """
    into = {join.other_id: join for join in joins}
    tracks = {track.id: track for track in _rows_of(unit, Track.id, _all_ids(joins))}
    lines, albums = _join_albums(unit, joins, tracks)
    _drop_doubled(unit, EntryTrack, lambda row: row.entry_id, into)
    _drop_doubled(unit, TrackSource, lambda row: (row.payload_hash, row.start_ms), into)
    _prefer_kept(unit, joins)
    questions.pass_on(unit, {join.other_id: join.keep_id for join in joins}, albums)
    lengths = {join.keep_id: tracks[join.keep_id].duration_ms for join in joins}
    shifts = {other: Shift(join.shift_ms, lengths[join.keep_id]) for other, join in into.items()}
    cut = _pass_on(unit, into, shifts)
    _move_places_in_texts(unit, joins, tracks, shifts)
    unit.session.expire_all()
    unit.remove_all([tracks[other_id] for other_id in into])
    return Joined(cut, lines)


def _prefer_kept(unit: UnitOfWork, joins: Sequence[Join]) -> None:
    """The sound of a track kept stays what is played first, and its file what says its words."""
    into = {join.other_id: join.keep_id for join in joins}
    kept: dict[int, list[TrackSource]] = defaultdict(list)
    coming: dict[int, list[TrackSource]] = defaultdict(list)
    for source in _rows_of(unit, TrackSource.track_id, _all_ids(joins)):
        if source.track_id in into:
            coming[into[source.track_id]].append(source)
        else:
            kept[source.track_id].append(source)
    for keep_id, theirs in coming.items():
        for source in theirs:
            source.is_preferred = False
        mine = sorted(kept[keep_id], key=lambda source: source.id)
        is_later = bool(mine) and min(source.id for source in theirs) < mine[0].id
        if is_later and not any(source.is_preferred for source in mine):
            mine[0].is_preferred = True
    unit.session.flush()


def _all_ids(joins: Iterable[Join]) -> set[int]:
    return {track_id for join in joins for track_id in (join.keep_id, join.other_id)}


def _rows_of(unit: UnitOfWork, column: Any, values: Collection[int]) -> list[Any]:
    return [
        row
        for part in in_parts(sorted(values))
        for row in unit.session.scalars(select(column.class_).where(column.in_(part)))
    ]


def _drop_doubled(
    unit: UnitOfWork, model: type[Any], key: Callable[[Any], Any], into: Mapping[int, Join]
) -> None:
    """Of rows that will be alike, the one of the track kept stays, or else the first."""
    rows = _rows_of(unit, model.track_id, _all_ids(into.values()))
    seen: set[tuple[int, Any]] = set()
    doubled = []
    for row in sorted(rows, key=lambda row: (row.track_id in into, row.id)):
        join = into.get(row.track_id)
        alike = (row.track_id if join is None else join.keep_id), key(row)
        if join is not None and alike in seen:
            doubled.append(row)
        seen.add(alike)
    unit.remove_all(doubled)


def _join_albums(
    unit: UnitOfWork, joins: Iterable[Join], tracks: Mapping[int, Track]
) -> tuple[dict[int, tuple[tuple[int | None, int | None], ...]], dict[int, set[str]]]:
    """Albums that the tracks kept aren't on yet become further ones. The files whose tags are about
    a line that goes are then about the one that stays. Returns `Joined.lines`, and the keys of the
    albums of each track kept.
    """
    kept: dict[int, dict[AlbumEntry | None, AlbumPlace]] = {
        join.keep_id: {None: place_of(tracks[join.keep_id])} for join in joins
    }
    others = {join.other_id: join.keep_id for join in joins}
    coming: list[AlbumEntry] = []
    for entry in sorted(_rows_of(unit, AlbumEntry.track_id, tracks), key=lambda entry: entry.id):
        if entry.track_id in others:
            coming.append(entry)
        else:
            kept[entry.track_id][entry] = place_of(entry)
    own = {  # before files of their further lines join them
        other_id: _join_own_line(unit, tracks[other_id], keep_id, kept[keep_id])
        for other_id, keep_id in others.items()
    }
    pairs: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for entry in coming:
        pair = entry.id, _id_of(_join_entry(unit, entry, kept[others[entry.track_id]]))
        pairs[entry.track_id].append(pair)
    for other_id, stays in own.items():  # last: of two lines that became one, the way back
        pairs[other_id].append((None, _id_of(stays)))
    unit.session.flush()
    albums = {keep_id: {place.album for place in lines.values()} for keep_id, lines in kept.items()}
    return {other_id: tuple(found) for other_id, found in pairs.items()}, albums


def _join_entry(
    unit: UnitOfWork, entry: AlbumEntry, lines: dict[AlbumEntry | None, AlbumPlace]
) -> AlbumEntry | None:
    """Returns the entry of its line among those kept, which may be a new one: itself. None for the
    track's own.
    """
    same = same_lines(place_of(entry), lines)
    if not same:
        lines[entry] = place_of(entry)
        return entry
    _pass_on_files(unit, entry.track_id, entry.id, same[0])
    unit.remove(entry)
    return same[0]


def _id_of(entry: AlbumEntry | None) -> int | None:
    return None if entry is None else entry.id


def _join_own_line(
    unit: UnitOfWork, other: Track, keep_id: int, lines: dict[AlbumEntry | None, AlbumPlace]
) -> AlbumEntry | None:
    """Returns the entry of its line among those kept; None for the track's own."""
    same = same_lines(place_of(other), lines)
    stays = same[0] if same else None
    if other.album and not same:
        words = {name: getattr(other, name) for name in ALBUM_WORDS}
        stays = AlbumEntry(track_id=keep_id, **words)
        lines[stays] = place_of(other)
        unit.session.add(stays)
        unit.session.flush()
    _pass_on_files(unit, other.id, None, stays)
    return stays


def _pass_on_files(
    unit: UnitOfWork, track_id: int, entry_id: int | None, stays: AlbumEntry | None
) -> None:
    """From one line of a track to another; None for the track's own words."""
    theirs = select(TrackSource.payload_hash).where(TrackSource.track_id == track_id)
    mine = AudioFile.album_entry_id == entry_id  # IS NULL for None
    files = select(AudioFile).where(
        AudioFile.payload_hash.in_(theirs), mine, ~AudioFile.is_wordless
    )
    for file in unit.session.scalars(files).all():
        file.album_entry_id = None if stays is None else stays.id


def _pass_on(unit: UnitOfWork, into: Mapping[int, Join], shifts: Mapping[int, Shift]) -> int:
    connection = unit.session.connection()
    cut = 0
    moving = [other_id for other_id, shift in shifts.items() if shift.by_ms]
    listens = {row.id: row.track_id for row in _rows_of(unit, Listen.track_id, moving)}
    _move_heard(unit, {listen_id: shifts[track_id] for listen_id, track_id in listens.items()})
    for model in pointing_at_tracks():
        table = cast(Table, model.__table__)
        rows = bulk_rows.read_where(connection, table, table.c.track_id, into)
        values = {
            row_id: {"track_id": into[other_id].keep_id, **_moved(table, row, shifts[other_id])}
            for row_id, row in rows.items()
            for other_id in (row["track_id"],)
        }
        if table.name in _MARKS or table is _TRACES:
            cut += sum(shifts[row["track_id"]].cuts(row) for row in rows.values())
        _write(unit, table, rows, values, [n for n, new in values.items() if _is_void(new)])
    _pass_on_links(unit, into, shifts)
    return cut


def _pass_on_links(unit: UnitOfWork, into: Mapping[int, Join], shifts: Mapping[int, Shift]) -> None:
    """Rows of other tracks that link to these. Of two versions that are one track now, no place in
    one is any longer a place in the other.
    """
    connection = unit.session.connection()
    for column in further_links_to_tracks():
        table = column.table
        rows = bulk_rows.read_where(connection, table, column, into)
        values = {
            row_id: {
                column.name: into[other_id].keep_id,
                **(shifts[other_id].moved_link(row) if shifts[other_id].by_ms else {}),
            }
            for row_id, row in rows.items()
            for other_id in (row[column.name],)
        }
        bulk_rows.change(unit, table, rows, values)
    kept = {join.keep_id for join in into.values()}
    aligned = bulk_rows.read_where(connection, _ALIGNED, _ALIGNED.c.track_id, kept)
    of_itself = {
        row_id: row for row_id, row in aligned.items() if row["track_id"] == row["other_track_id"]
    }
    bulk_rows.remove(unit, _ALIGNED, of_itself)


def _move_places_in_texts(
    unit: UnitOfWork,
    joins: Iterable[Join],
    tracks: Mapping[int, Track],
    shifts: Mapping[int, Shift],
) -> None:
    """Links inside entries name a track by its uid, and a place by its time. Sealed letters, too:
    nobody reads them meanwhile, but they open some day.
    """
    uids = {tracks[join.other_id].uid: tracks[join.keep_id].uid for join in joins}
    by_uid = {tracks[other_id].uid: shift for other_id, shift in shifts.items()}

    def place(uid: str, at_ms: int) -> int:
        return by_uid[uid].place(at_ms) if uid in by_uid else at_ms

    linking = select(JournalEntry).where(JournalEntry.text.icontains(TO_PLACES, autoescape=True))
    for entry in unit.session.scalars(linking):
        text = with_places_moved(entry.text, lambda uid: uids.get(uid, uid), place)
        if text != entry.text:
            entry.text = text
    unit.session.flush()


def _is_void(values: Mapping[str, Any]) -> bool:
    """Whether it is a trace that has lost all of its samples."""
    return values.get("samples") == b""


def _write(
    unit: UnitOfWork,
    table: Table,
    rows: Mapping[int, RowImage],
    values: Mapping[int, Mapping[str, Any]],
    gone: Collection[int],
) -> None:
    bulk_rows.remove(unit, table, {row_id: rows[row_id] for row_id in gone})
    staying = {row_id: row for row_id, row in rows.items() if row_id not in set(gone)}
    bulk_rows.change(unit, table, staying, {row_id: values[row_id] for row_id in staying})


def _moved(table: Table, row: RowImage, shift: Shift) -> dict[str, Any]:
    return shift.moved_row(table.name, row) if shift.by_ms else {}


def _move_heard(unit: UnitOfWork, shifts: Mapping[int, Shift]) -> None:
    """shifts: by listen. How much was heard stays as it is: the silence at the start was, too.
    Passages without length say where one began again.
    """
    heard = bulk_rows.read_where(unit.session.connection(), _HEARD, _HEARD.c.listen_id, shifts)
    moved = {row_id: shifts[row["listen_id"]].moved(row) for row_id, row in heard.items()}
    gone = [
        row_id
        for row_id, new in moved.items()
        if new["start_ms"] == new["end_ms"] and heard[row_id]["start_ms"] < heard[row_id]["end_ms"]
    ]
    _write(unit, _HEARD, heard, moved, gone)
