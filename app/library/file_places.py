"""Where the files of tracks are, as the listener says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.words import _
from app.library.records import DifferentRecording
from app.transactions import changes

if TYPE_CHECKING:
    from app.library.reader import Fallback
    from app.transactions.ledger import Ledger


class FilePlaces:
    """fallback: reads the tags of formats that the tag reader doesn't know."""

    def __init__(self, ledger: Ledger, fallback: Fallback | None = None) -> None:
        self._ledger = ledger
        self._fallback = fallback

    def locate(self, track_id: int, path: Path, *, force: bool, initiator: object) -> None:
        """As `LibraryService.locate`."""
        from app.library.reader import read_file
        from app.library.scan import find_audio
        from db.repositories import tracks as repository

        found = next(iter(find_audio((path,))), None)
        if found is None:
            what = _("“{file}” isn’t there.", file=path.name)
            raise Problem(what, "", _("Choose another file."), str(path))
        read = read_file(found, self._fallback)
        gone = self._vanished(track_id, read.payload_hash)
        with self._ledger.write(
            _("Locate file"),
            changes.AUDIO_FILE,
            changes.TRACK,
            track_ids=(track_id,),
            initiator=initiator,
        ) as writing:
            session, payload_hash = writing.session, read.payload_hash
            is_known = repository.has_payload(session, track_id, payload_hash)
            if not (force or is_known):
                raise self._different(path, payload_hash)
            file = repository.file_at(session, str(path))
            if file is None:
                same = repository.files_of(session, track_id, payload_hash)
                file = next((file for file in same if Path(file.path) in gone), None)
            if file is None:
                file = repository.add_file(session)
            if file.payload_hash != payload_hash:  # what it held was on an album of another track
                file.album_entry_id, file.is_wordless = None, False
            file.path, file.size, file.mtime_ns = str(path), found.size, found.mtime_ns
            file.payload_hash, file.is_available = payload_hash, True
            if not is_known:
                length_ms = read.tags.duration_ms
                losing = repository.take_source(writing.unit, track_id, payload_hash, length_ms)
                writing.track_ids |= losing

    def _vanished(self, track_id: int, payload_hash: str) -> set[Path]:
        """Where the track's files with this payload were. The disk is asked before anything is
        locked: it may hang.
        """
        from db.queries import sources

        with self._ledger.read() as connection:
            files = sources.files_of(connection, track_id)
        same = {Path(file.path) for file in files if file.payload_hash == payload_hash}
        return {path for path in same if not path.is_file()}

    def _different(self, path: Path, payload_hash: str) -> DifferentRecording:
        from db.queries import sources

        with self._ledger.read() as connection:
            holder = sources.holder_of(connection, payload_hash)
        why = (
            _("It already belongs to “{title}”.", title=holder[1])
            if holder
            else _("Its audio differs from this track’s.")
        )
        return DifferentRecording(
            _("“{file}” is another recording.", file=path.name),
            why,
            _("If it is the same music in another encoding, use it for this track anyway."),
            f"payload {payload_hash}",
        )
