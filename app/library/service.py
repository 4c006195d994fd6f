"""The verbs of the library: browse, choose a file to play, edit, locate, merge, remove."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.counting import counted
from app.core.errors import Problem
from app.core.ids import AudioFileId, TrackId, WorkId
from app.library.availability import Availability
from app.library.records import (
    Album,
    DifferentRecording,
    HeldFile,
    MarkedTracks,
    Role,
    Track,
    TrackFilter,
    TrackRow,
    WorkName,
    albums_of,
    track_rows_of,
)
from app.transactions import changes
from app.transactions.typed import trimmed

if TYPE_CHECKING:
    from app.library.reader import Fallback
    from app.transactions.changes import Change
    from app.transactions.ledger import Ledger

WHOLE_LIBRARY = TrackFilter()

_WORDS = frozenset({"title", "artist", "album", "album_artist"})
_NUMBERS = frozenset({"disc_number", "track_number", "year"})


class LibraryService:
    """Every verb announces a Change of TRACK or AUDIO_FILE with the tracks it touched.

    fallback: reads the tags of formats that the tag reader lacks; None goes without.
    """

    def __init__(self, ledger: Ledger, fallback: Fallback | None = None) -> None:
        self._ledger = ledger
        self._fallback = fallback
        self._known: list[TrackRow] | None = None
        self.availability = Availability(ledger)
        ledger.feed.subscribe_first(self._on_change)

    # --- looking --------------------------------------------------------------------------------

    def know(self, rows: Sequence[TrackRow]) -> None:
        """What `tracks` answers for the whole library, until something changes."""
        self._known = list(rows)

    def tracks(self, wanted: TrackFilter = WHOLE_LIBRARY) -> list[TrackRow]:
        """In shelf order: album artist, album, disc, number."""
        known = self._known  # a change may forget it meanwhile: jobs ask, too
        if known is not None and wanted == WHOLE_LIBRARY:
            return list(known)
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

    def _on_change(self, _change: Change) -> None:
        self._known = None

    def albums(self) -> list[Album]:
        return albums_of(self.tracks())

    def works(self) -> list[WorkName]:
        from db.queries import library

        with self._ledger.read() as connection:
            rows = library.work_names(connection)
        return [WorkName(WorkId(row.id), row.title, row.kind) for row in rows]

    def track(self, track_id: int) -> Track:
        """Raises LookupError when there is no such track."""
        from db.queries import library

        with self._ledger.read() as connection:
            rows = library.track_rows(connection, ids=(track_id,))
            uid = library.track_uid(connection, track_id)
            files = library.files_of(connection, track_id)
        if not rows or uid is None:
            raise LookupError(f"no track {track_id}")
        return Track(TrackRow._make(rows[0]), uid, tuple(_held_file(file) for file in files))

    def playable(self, track_id: int) -> Path | None:
        """A file of the track that is there right now, or None."""
        from db.queries import library

        with self._ledger.read() as connection:
            files = library.files_of(connection, track_id)
        return next((Path(file.path) for file in files if Path(file.path).is_file()), None)

    def ids_under(self, paths: Collection[Path]) -> list[TrackId]:
        """Tracks whose available files lie at or under these paths, in the order of their names."""
        from db.queries import library

        with self._ledger.read() as connection:
            files = library.all_files(connection)
        tops = [path.absolute() for path in paths]
        held = sorted(
            (file.path, file.track_id)
            for file in files
            if file.is_available and any(Path(file.path).is_relative_to(top) for top in tops)
        )
        return list(dict.fromkeys(TrackId(track_id) for _path, track_id in held))

    def mark_counts(self, track_ids: Collection[int]) -> dict[TrackId, int]:
        """Marks per track; tracks without any are left out."""
        from db.queries import library

        with self._ledger.read() as connection:
            counts = library.mark_counts(connection, track_ids)
        return {TrackId(track_id): count for track_id, count in counts.items()}

    # --- describing -----------------------------------------------------------------------------

    def set_role(self, track_ids: Collection[int], role: Role, initiator: object = None) -> None:
        self._set(f"Set role {role.label.lower()}", track_ids, {"role": str(role)}, initiator)

    def assign_work(
        self, track_ids: Collection[int], work_id: int | None, initiator: object = None
    ) -> None:
        label = "Assign work" if work_id is not None else "Take out of its work"
        self._set(label, track_ids, {"work_id": work_id}, initiator)

    def edit_tracks(
        self, track_ids: Collection[int], initiator: object = None, **words: Any
    ) -> None:
        """words: title, artist, album, album_artist, disc_number, track_number, year.

        From now on the tracks keep the listener's words, whatever their files' tags come to say.
        Raises Problem for an empty title or a number below 0, TypeError for an unknown word.
        """
        unknown = words.keys() - _WORDS - _NUMBERS
        if unknown:
            raise TypeError(f"a track has no {', '.join(sorted(unknown))}")
        kept = {name: _checked(name, value) for name, value in words.items()}
        from db.models.track import BY_LISTENER

        self._set("Edit track", track_ids, {**kept, "words_by": BY_LISTENER}, initiator)

    def _set(
        self, label: str, track_ids: Collection[int], columns: dict[str, Any], initiator: object
    ) -> None:
        from db.models.track import Track as TrackModel

        with self._ledger.write(
            label, changes.TRACK, track_ids=track_ids, initiator=initiator
        ) as writing:
            for track_id in track_ids:
                track = writing.unit.get(TrackModel, track_id)
                settled = writing.settled(columns, partial(getattr, track))
                for name, value in settled.items():
                    setattr(track, name, value)

    # --- files ----------------------------------------------------------------------------------

    def locate(
        self, track_id: int, path: Path, *, force: bool = False, initiator: object = None
    ) -> None:
        """Says where a track's file is now.

        The same sound repairs the track. Raises DifferentRecording for other sound, which `force`
        takes anyway, and AudioUnreadable for a file that holds none.
        """
        from app.library.reader import read_file
        from app.library.scan import find_audio
        from db.repositories import tracks as repository

        found = next(iter(find_audio((path,))), None)
        if found is None:
            raise Problem(f"“{path.name}” isn’t there.", "", "Choose another file.", str(path))
        payload_hash = read_file(found, self._fallback).payload_hash
        with self._ledger.write(
            "Locate file",
            changes.AUDIO_FILE,
            changes.TRACK,
            track_ids=(track_id,),
            initiator=initiator,
        ) as writing:
            files = repository.files_of(writing.session, track_id)
            if not force and all(file.payload_hash != payload_hash for file in files):
                raise self._different(path, payload_hash)
            there = repository.file_at(writing.session, str(path))
            same = [file for file in files if file.payload_hash == payload_hash]
            gone = next((file for file in same if not Path(file.path).is_file()), None)
            if there is not None:
                writing.track_ids.add(there.track_id)
                file, file.track_id = there, track_id
            elif gone is not None:
                file, file.path = gone, str(path)
            else:
                file = repository.add_file(
                    writing.session, track_id, str(path), found.size, found.mtime_ns, payload_hash
                )
            file.size, file.mtime_ns = found.size, found.mtime_ns
            file.payload_hash, file.is_available = payload_hash, True

    def _different(self, path: Path, payload_hash: str) -> DifferentRecording:
        from db.queries import library

        with self._ledger.read() as connection:
            holder = library.holder_of(connection, payload_hash)
        why = (
            f"It already belongs to “{holder[1]}”."
            if holder
            else "Its sound isn’t the sound that this track had."
        )
        return DifferentRecording(
            f"“{path.name}” is another recording.",
            why,
            "If it is the same music in another encoding, use it for this track anyway.",
            f"payload {payload_hash}",
        )

    def merge_tracks(self, keep_id: int, other_id: int, initiator: object = None) -> None:
        """Two tracks are one recording: `keep_id` gets the other's marks and files."""
        from db.repositories import tracks as repository

        if keep_id == other_id:
            raise ValueError("a track cannot be merged with itself")
        with self._ledger.write(
            "Merge tracks",
            changes.EVERYTHING,
            track_ids=(keep_id, other_id),
            initiator=initiator,
        ) as writing:
            repository.merge(writing.unit, keep_id, other_id)

    def remove_tracks(
        self, track_ids: Collection[int], *, with_marks: bool = False, initiator: object = None
    ) -> None:
        """Takes tracks out of the library. Files on disk are left alone.

        Raises MarkedTracks when there are marks on them and `with_marks` is false.
        """
        from db.models.track import Track as TrackModel

        marks = {} if with_marks else self.mark_counts(track_ids)
        if marks:
            raise MarkedTracks(marks)
        label = counted(len(track_ids), "Remove track", "Remove {n} tracks")
        with self._ledger.write(
            label, changes.EVERYTHING, track_ids=track_ids, initiator=initiator
        ) as writing:
            for track_id in track_ids:
                writing.unit.remove(writing.unit.get(TrackModel, track_id))


def _held_file(file: Any) -> HeldFile:
    return HeldFile(
        AudioFileId(file.id), Path(file.path), file.size, file.payload_hash, file.is_available
    )


def _checked(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        if value is not None and value < 0:
            raise Problem(f"A track’s {name.replace('_', ' ')} can’t be below zero.")
        return value
    text = trimmed(value)
    if name == "title" and not text:
        raise Problem("A track needs a title.", "", "Write one, or keep the one it had.")
    return text
