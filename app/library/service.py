"""The library's verbs: browse, choose a file to play, edit, locate, remove."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.ids import AudioFileId, LineKey, TrackId, WorkId
from app.core.words import _, ngettext
from app.library.availability import Availability
from app.library.file_places import FilePlaces
from app.library.keeping_lengths import put_right
from app.library.listing import Listing
from app.library.records import (
    Album,
    HeldFile,
    MarkedTracks,
    Role,
    Track,
    TrackFilter,
    TrackRow,
    WorkName,
    track_rows_of,
)
from app.library.shelf import Shelf
from app.library.typed_words import checked
from app.transactions import changes

if TYPE_CHECKING:
    from app.library.reader import Fallback
    from app.transactions.ledger import Ledger, Writing

log = logging.getLogger(__name__)

WHOLE_LIBRARY = TrackFilter()


class LibraryService:
    """Every verb announces a Change of TRACK or AUDIO_FILE with the tracks it changed.

    fallback: reads the tags of formats that the tag reader doesn't know.
    """

    def __init__(self, ledger: Ledger, fallback: Fallback | None = None) -> None:
        self._ledger = ledger
        self._listing = Listing(ledger)
        self._places = FilePlaces(ledger, fallback)
        self.availability = Availability(ledger)

    # --- looking --------------------------------------------------------------------------------

    def know(self, lines: Iterable[TrackRow]) -> None:
        """What is on the shelf until something changes."""
        self._listing.know(lines)

    def shelf(self) -> Shelf:
        """Every track on each of its albums, in the library's order."""
        return self._listing.shelf()

    def lines(self) -> list[TrackRow]:
        """The shelf's."""
        return list(self.shelf().lines)

    def in_order(self, track_ids: Collection[int]) -> list[int]:
        """Those of the tracks that are in the library, in its order: by the first of their lines.

        Reads the library only if its order may have changed.
        """
        return self._listing.in_order(track_ids)

    def tracks(self, wanted: TrackFilter = WHOLE_LIBRARY) -> list[TrackRow]:
        """Tracks in their own words: all in the library's order, a part of them in any."""
        if wanted == WHOLE_LIBRARY:
            return [line for line in self.shelf().lines if line.entry_id is None]
        from db.queries import library

        with self._ledger.read() as connection:
            rows = library.track_rows(
                connection,
                ids=wanted.ids,
                album=wanted.album,
                work_id=wanted.work_id,
                role=wanted.role,
            )
        return track_rows_of(rows)

    def albums(self) -> list[Album]:
        return self.shelf().albums

    def works(self) -> list[WorkName]:
        from db.queries import library

        with self._ledger.read() as connection:
            rows = library.work_names(connection)
        return [WorkName(WorkId(row.id), row.title, row.kind) for row in rows]

    def rows_of(self, lines: Sequence[LineKey]) -> list[TrackRow | None]:
        """In this order. A track that is no longer on an album has its own row; None if it isn’t in
        the library.
        """
        shelf = self._listing.around({track_id for track_id, _entry_id in lines})
        return [shelf.row_of(line) for line in lines]

    def track(self, track_id: int, entry_id: int | None = None) -> Track:
        """entry_id: whose words its row has; the track’s own if there is no such entry of it.

        Raises LookupError if there is no such track.
        """
        from db.queries import library, sources

        with self._ledger.read() as connection:
            asks = library.track_rows if entry_id is None else library.track_lines
            rows = track_rows_of(asks(connection, ids=(track_id,)))
            uid = library.track_uid(connection, track_id)
            files = sources.files_of(connection, track_id)
        row = Shelf(rows).row_of((track_id, entry_id))
        if row is None or uid is None:
            raise LookupError(f"no track {track_id}")
        return Track(row, uid, tuple(_held_file(file) for file in files))

    def first_files(self, track_ids: Collection[int]) -> dict[TrackId, HeldFile]:
        """Of each track the file that is tried first, whether or not it is there now."""
        from db.queries import sources

        with self._ledger.read() as connection:
            rows = sources.files_of_tracks(connection, track_ids)
        return {TrackId(row.track_id): _held_file(row[:-1]) for row in reversed(rows)}

    def playable(self, track_id: int) -> Path | None:
        """A file of the track that is there now, or None."""
        from db.queries import sources

        with self._ledger.read() as connection:
            files = sources.files_of(connection, track_id)
        return next((Path(file.path) for file in files if Path(file.path).is_file()), None)

    def lines_under(self, paths: Collection[Path]) -> list[LineKey]:
        """Of each track with available files at or under these paths, the album of the first file
        by name; in order of their names.
        """
        from db.queries import sources

        with self._ledger.read() as connection:
            files = sources.all_files(connection)
        is_under = _is_under(paths)
        held = sorted(
            (file.path, file.track_id, file.album_entry_id or 0)
            for file in files
            if file.is_available and is_under(str(file.path))
        )
        first: dict[int, int | None] = {}
        for _path, track_id, entry_id in held:
            first.setdefault(track_id, entry_id or None)
        return list(first.items())

    def mark_counts(self, track_ids: Collection[int]) -> dict[TrackId, int]:
        """Marks per track; tracks without any are left out."""
        from db.queries import library

        with self._ledger.read() as connection:
            counts = library.mark_counts(connection, track_ids)
        return {TrackId(track_id): count for track_id, count in counts.items()}

    # --- describing -----------------------------------------------------------------------------

    def set_role(self, track_ids: Collection[int], role: Role, initiator: object = None) -> None:
        label = _("Set role: {role}", role=role.label)
        self._set(label, track_ids, {"role": str(role)}, initiator)

    def set_roles(self, roles: Mapping[TrackId, Role], initiator: object = None) -> None:
        """Each track its own, in one step."""
        from db.models.track import Track as TrackModel

        with self._ledger.write(
            _("Set roles"), changes.TRACK, track_ids=roles.keys(), initiator=initiator
        ) as writing:
            for track_id, role in roles.items():
                _write(writing, writing.unit.get(TrackModel, track_id), {"role": str(role)})

    def assign_work(
        self, track_ids: Collection[int], work_id: int | None, initiator: object = None
    ) -> None:
        label = _("Assign work") if work_id is not None else _("Remove from its work")
        self._set(label, track_ids, {"work_id": work_id}, initiator)

    def edit_lines(
        self, lines: Collection[LineKey], initiator: object = None, **words: Any
    ) -> None:
        """words: title, artist, composer, album, album_artist, disc_number, track_number, year.

        From now on the lines keep the listener's text, whatever their files' tags say; what other
        albums say about their tracks stays. Raises Problem for an empty title or a number below 0,
        TypeError for an unknown name.
        """
        kept = checked(words)
        from db.models.track import BY_LISTENER
        from db.repositories import album_entries

        with self._ledger.write(
            _("Edit track"), changes.TRACK, track_ids={line[0] for line in lines},
            initiator=initiator,
        ) as writing:  # fmt: skip
            for line in lines:
                held = album_entries.holder_of(writing.unit, line)
                _write(writing, held, {**kept, "words_by": BY_LISTENER})

    def _set(
        self, label: str, track_ids: Collection[int], columns: dict[str, Any], initiator: object
    ) -> None:
        from db.models.track import Track as TrackModel

        with self._ledger.write(
            label, changes.TRACK, track_ids=track_ids, initiator=initiator
        ) as writing:
            for track_id in track_ids:
                _write(writing, writing.unit.get(TrackModel, track_id), columns)

    def put_length_right(
        self, track_id: int, payload_hash: str, duration_ms: int, initiator: object = None
    ) -> bool:
        """What decoding a whole file of the track found: see `keeping_lengths.put_right`."""
        return put_right(self._ledger, track_id, payload_hash, duration_ms, initiator)

    # --- files ----------------------------------------------------------------------------------

    def locate(
        self, track_id: int, path: Path, *, force: bool = False, initiator: object = None
    ) -> None:
        """Tells where a track's file is now.

        Raises DifferentRecording if its audio isn't the track's, unless `force`, and
        AudioUnreadable if it has none.
        """
        self._places.locate(track_id, path, force=force, initiator=initiator)

    def remove_lines(
        self, lines: Collection[LineKey], *, with_marks: bool = False, initiator: object = None
    ) -> None:
        """Removes tracks from albums. Files on disk stay.

        A track that stays on another album keeps its marks, and takes that album's words if it
        loses its own; one that stays on none (`Shelf.leaving`) is removed from the library. Raises
        MarkedTracks if such a track has marks and `with_marks` is false.
        """
        from db.repositories import album_entries
        from db.repositories import tracks as repository

        leaving = self.shelf().leaving(lines)
        marks = {} if with_marks else self.mark_counts(leaving)
        if marks:
            raise MarkedTracks(marks)
        staying = [line for line in lines if line[0] not in set(leaving)]
        label = (
            ngettext("Remove track", "Remove {n} tracks", len(leaving))
            if leaving
            else _("Remove from album")
        )
        with self._ledger.write(
            label, changes.EVERYTHING, track_ids={line[0] for line in lines}, initiator=initiator
        ) as writing:
            repository.remove(writing.unit, leaving)
            album_entries.remove(writing.unit, staying)


def _is_under(paths: Collection[Path]) -> Callable[[str], bool]:
    """Asked of 100,000 files by their texts: as Paths, they take 2 s instead of 30 ms."""
    tops = [os.path.normcase(path.absolute()) for path in paths]
    inside = tuple(top.rstrip(os.sep) + os.sep for top in tops)

    def is_under(path: str) -> bool:
        path = os.path.normcase(path)
        return path.startswith(inside) or path in tops

    return is_under


def _write(writing: Writing, row: Any, columns: dict[str, Any]) -> None:
    for name, value in writing.settled(columns, partial(getattr, row)).items():
        setattr(row, name, value)


def _held_file(file: Any) -> HeldFile:
    return HeldFile(AudioFileId(file[0]), Path(file[1]), *file[2:])
