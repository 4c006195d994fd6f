"""Batches of files on their way into the database: recognised, and written in one transaction each.

The disk is asked before it begins: see `disk`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from app.library.disk import Disk, Unasked
from app.library.keeping_lengths import keep_lengths
from app.library.lookalikes import Lookalikes, Settled
from app.library.placement import (
    FreeIds,
    Known,
    KnownFile,
    KnownLine,
    KnownSource,
    Placement,
    SeenFile,
)
from app.library.recognition import Recogniser
from app.sounds.length import KnownBy, Length
from app.transactions.lyrics_rows import take_in_lyrics
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from app.library import finding
    from app.transactions.ledger import Ledger
    from db.store.engine import Connection
    from db.writing.unit_of_work import UnitOfWork

_FAR = 1 << 40  # ids for trial: beyond any that exist


class Batches:
    """All of one import.

    known: the files that the database knew when the import was planned. read_words: what the tags
    of a file say, None if it can't be read. is_rescan: as in `Recogniser`.
    """

    def __init__(
        self,
        ledger: Ledger,
        known: finding.KnownFiles,
        read_words: Callable[[str], Mapping[str, Any] | None],
        *,
        is_rescan: bool,
    ) -> None:
        self._ledger = ledger
        self._read_words = read_words
        self._is_rescan = is_rescan
        self._known_paths = set(known)
        self._known_hashes = {file.payload_hash for file in known.values()}
        self._next_file_id = max((file.file_id for file in known.values()), default=0) + 1
        self._is_alone = True  # whether nobody else added files since the plan was made
        self._lookalikes: Lookalikes | None = None

    def store(self, batch: Sequence[SeenFile]) -> Placement:
        """Returns what was written."""
        import db.queries.sources
        import db.repositories.lyrics
        import db.repositories.tracks  # noqa: F401 - loaded before the lock is taken, not under it

        self._known_lookalikes()
        disk = Disk(batch, self._read_words)
        if any(self._is_known(file) for file in batch):
            self._rehearse(batch, disk)
        while (placement := self._stored(batch, disk)) is None:
            self._rehearse(batch, disk)
        self._known_paths.update(file.path for file in batch)
        self._known_hashes.update(file.payload_hash for file in batch)
        return placement

    def _is_known(self, file: SeenFile) -> bool:
        return file.path in self._known_paths or file.payload_hash in self._known_hashes

    def _rehearse(self, batch: Sequence[SeenFile], disk: Disk) -> None:
        """Asks the disk whatever storing the batch will have to know."""
        with self._ledger.read() as connection:
            known = self._known(connection, batch)
        with disk.asking():
            self._placed(known, FreeIds(*repeat(_FAR, 4)), batch, disk)

    def _stored(self, batch: Sequence[SeenFile], disk: Disk) -> Placement | None:
        """None if the disk has to be asked first, or more is known about these files."""
        from db.repositories import tracks as repository

        lookalikes = self._known_lookalikes()
        with reworded("write"), self._ledger.store.write() as unit:
            free = FreeIds(*repository.next_ids(unit.session))
            self._is_alone = self._is_alone and free.file == self._next_file_id
            known = self._known(unit.session.connection(), batch)
            try:
                placement = self._placed(known, free, batch, disk)
            except Unasked:
                return None
            payloads = {row["track_id"]: row["payload_hash"] for row in placement.new_sources}
            placement.alike = [
                *lookalikes.offer_known(placement.seen_tracks),
                *lookalikes.offer(placement.new_tracks, payloads),
            ]
            try:
                _write(unit, placement)
                placement.has_lyrics = _take_in_lyrics(unit, batch)
            except repository.PathTaken:
                if not self._is_alone:
                    raise
                self._is_alone = False  # an undo brought files back, without a new id
                return None
            unit.commit()
        self._next_file_id = free.file + len(placement.new_files)
        return placement

    def _placed(
        self, known: Known, free: FreeIds, batch: Sequence[SeenFile], disk: Disk
    ) -> Placement:
        recogniser = Recogniser(known, free, disk, is_rescan=self._is_rescan)
        for file in batch:
            recogniser.place(file)
        return recogniser.placement

    def _known(self, connection: Connection, batch: Sequence[SeenFile]) -> Known:
        """Known files are queried again inside the transaction: the listener may have merged or
        removed tracks since. Unknown paths are not, which took a third of the time, unless another
        import added files meanwhile.
        """
        paths, hashes = {file.path for file in batch}, {file.payload_hash for file in batch}
        if self._is_alone:
            paths &= self._known_paths
        return _known(connection, paths, hashes)

    def _known_lookalikes(self) -> Lookalikes:
        if self._lookalikes is None:
            from db.queries import library, questions

            with self._ledger.read() as connection:
                rows = library.track_words(connection)
                refused = questions.refused(connection)
                settled = Settled(
                    questions.refused_pairs(connection), questions.asked_pairs(connection)
                )
            words = ((row[0], row[1], row[2], row[3], row[4]) for row in rows)
            self._lookalikes = Lookalikes(words, refused, settled)
        return self._lookalikes


def _known(connection: Connection, paths: Collection[str], hashes: Collection[str]) -> Known:
    """What the database knows about files at these paths or with these payloads."""
    from db.queries import questions, sources

    files = [KnownFile._make(row) for row in sources.files_like(connection, paths, ())]
    hashes = {*hashes, *(file.payload_hash for file in files)}
    held = [_source(row) for row in sources.sources_with(connection, hashes)]
    payloads = {source.payload_hash for source in held}
    paths_seen = {file.path for file in files}
    others = map(KnownFile._make, sources.files_like(connection, (), payloads))
    files += [file for file in others if file.path not in paths_seen]
    tracks = {source.track_id for source in held}
    lines = [KnownLine._make(row) for row in sources.appearances_of(connection, tracks)]
    return Known(files, held, lines, questions.removed_albums(connection, tracks))


def _source(row: Any) -> KnownSource:
    payload_hash, track_id, is_whole, source_id, is_preferred, duration_ms, length_by = row
    known_by = KnownBy.DECODED if length_by == KnownBy.DECODED else KnownBy.HEADER
    length = Length(duration_ms, known_by)
    return KnownSource(payload_hash, track_id, is_whole, source_id, is_preferred, length)


def _take_in_lyrics(unit: UnitOfWork, batch: Sequence[SeenFile]) -> bool:
    """Whether there are new ones."""
    from db.queries import sources

    sung = {file.path: file.lyrics for file in batch if file.lyrics}
    if not sung:
        return False
    tracks = sources.tracks_of_whole_files(unit.session.connection(), sung)
    told = [(track_id, sung[path]) for path, track_id in tracks]
    return bool(take_in_lyrics(unit.session, told))


def _write(unit: UnitOfWork, placement: Placement) -> None:
    from db.repositories import questions
    from db.repositories import tracks as repository

    session = unit.session
    repository.add_tracks(session, placement.new_tracks)
    repository.add_sources(session, placement.new_sources)
    repository.add_entries(session, placement.new_entries)
    repository.change_files(session, placement.file_changes)
    repository.add_files(session, placement.new_files)
    repository.follow_tags(session, placement.retagged)
    keep_lengths(unit, placement.lengths)
    repository.allow_lines(session, placement.allowed)
    if placement.doubled:
        repository.drop_doubled(session, placement.doubled)
    if placement.left:
        repository.drop_ghosts(session, placement.left)
    questions.ask(session, ((pair.new_id, pair.existing_id) for pair in placement.alike))
