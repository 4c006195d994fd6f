"""Which track a file belongs to: known sound keeps its track, new sound gets a new one.

The payload hash is the sound's identity; the path is only where it was last seen. A file whose tags
name another album than its track's is the track on a further album.
"""

from __future__ import annotations

from app.library.album_lines import AlbumLines, is_on
from app.library.disk import Disk
from app.library.known_sound import KnownSound
from app.library.placement import (
    NO_LINE,
    Columns,
    FreeIds,
    Known,
    KnownFile,
    KnownSource,
    Placement,
    SeenFile,
)
from app.library.tags_version import TAGS_VERSION
from app.sounds.length import KnownBy


class Recogniser:
    """Places the files of one batch; made anew for each, from rows read in its transaction.

    is_rescan: whether albums that the listener removed stay away. Raises Unasked if it needs to
    know more than the disk was asked.
    """

    def __init__(self, known: Known, free: FreeIds, disk: Disk, *, is_rescan: bool = False) -> None:
        self.placement = Placement()
        self._next_track, self._next_source, self._next_file, next_entry = free
        self._is_rescan = is_rescan
        self._sound = KnownSound(known, disk)
        self._lines = AlbumLines(
            known, self._sound, disk, self.placement, next_entry, is_rescan=is_rescan
        )

    def place(self, file: SeenFile) -> None:
        there = self._sound.at(file.path)
        is_known = bool(self._sound.holders(file.payload_hash))
        if there is not None and there.payload_hash == file.payload_hash and is_known:
            entry_id = self._refresh(there, file)
            if _is_changed(there, file) or (there.album_entry_id == NO_LINE != entry_id):
                self.placement.updated += 1
        elif there is not None:
            self._replace(there, file)
        elif not is_known:
            self._add_track(file)
            self._add_file(file, None)
        elif gone := self._vanished(file):
            self.placement.moved += 1
            self._refresh(gone, file)
        else:
            self.placement.updated += 1
            self._add_file(file, self._lines.of_copy(file))
        self._follow_length(file)
        self.placement.seen_tracks.update(
            source.track_id for source in self._sound.holders(file.payload_hash) if source.is_whole
        )

    def _vanished(self, file: SeenFile) -> KnownFile | None:
        """The file that this one was before it moved: if several are gone, that of its line."""
        gone = self._sound.gone(file.payload_hash)
        of_line = (held for held in gone if is_on(self._lines.of(held), file.words))
        return next(of_line, gone[0] if gone else None)

    def _refresh(self, known: KnownFile, file: SeenFile) -> int | None:
        """The same sound, at a new place or with new tags. Returns its album entry."""
        is_wordless = known.album_entry_id == NO_LINE
        line = None if is_wordless else self._lines.of(known)
        entry_id = None if line is None else line.entry_id
        if is_wordless and self._is_rescan and not _is_changed(known, file):
            entry_id = NO_LINE
        elif not is_wordless and not self._lines.is_removed(file) and self._sound.leads(known):
            entry_id = self._lines.follow(entry_id, file)
        elif not (line is not None and (line.is_edited or is_on(line, file.words))):
            entry_id = self._lines.of_copy(file)
        self._change(known, file, entry_id)
        return entry_id

    def _replace(self, known: KnownFile, file: SeenFile) -> None:
        """Other sound at a known path. The old sound stays a source of its tracks, which are
        recognised if it ever turns up again.
        """
        old = [source.track_id for source in self._sound.holders(known.payload_hash)]
        self._sound.forget(known)
        entry_id = None
        if self._sound.holders(file.payload_hash):
            self.placement.updated += 1
            entry_id = self._lines.of_copy(file)
        elif (line := self._lines.encoded_anew(old, file)) is not None:
            self.placement.updated += 1
            self._add_source(line.track_id, file)
            entry_id = line.entry_id
            anew = known._replace(payload_hash=file.payload_hash, album_entry_id=entry_id)
            if self._sound.leads(anew):
                entry_id = self._lines.follow(entry_id, file)
        else:
            self._add_track(file)
        self._sound.remember(known)
        self._change(known, file, entry_id)
        if not self._sound.is_in_files(known.payload_hash):
            holders = {source.track_id for source in self._sound.holders(file.payload_hash)}
            self.placement.left.update(set(old) - holders)

    def _follow_length(self, file: SeenFile) -> None:
        """An earlier version may have believed a header that this one doesn't. What was decoded
        stays.
        """
        if not file.length.ms:
            return
        for source in self._sound.holders(file.payload_hash):
            is_sure = source.length.known_by is KnownBy.DECODED
            if source.is_whole and not is_sure and source.length != file.length:
                self.placement.lengths[source.track_id, source.payload_hash] = file.length

    # --- rows -----------------------------------------------------------------------------------

    def _change(self, known: KnownFile, file: SeenFile, entry_id: int | None) -> None:
        columns: Columns = {
            "path": file.path,
            "size": file.size,
            "mtime_ns": file.mtime_ns,
            "payload_hash": file.payload_hash,
            "is_available": True,
            "album_entry_id": entry_id,
        }
        self.placement.file_changes.append((known.id, _as_kept(columns)))
        self._sound.forget(known)
        self._sound.remember(known._replace(**columns))

    def _add_file(self, file: SeenFile, entry_id: int | None) -> None:
        added = KnownFile(
            self._next_file,
            file.path,
            file.size,
            file.mtime_ns,
            file.payload_hash,
            True,
            entry_id,
        )
        self._next_file += 1
        columns = _as_kept(added._asdict())
        del columns["is_available"]
        self.placement.new_files.append(columns)
        self._sound.remember(added)

    def _add_track(self, file: SeenFile) -> None:
        track_id = self._next_track
        self._next_track += 1
        self.placement.new_tracks.append({**file.words, "id": track_id})
        self._lines.add_track(track_id, file.words)
        self._add_source(track_id, file)

    def _add_source(self, track_id: int, file: SeenFile) -> None:
        source = KnownSource(
            file.payload_hash, track_id, True, self._next_source, False, file.length
        )
        self._next_source += 1
        self.placement.new_sources.append(
            {
                "id": source.id,
                "track_id": track_id,
                "payload_hash": source.payload_hash,
                "duration_ms": source.length.ms,
                "length_by": str(source.length.known_by),
            }
        )
        self._sound.remember_source(source)


def _is_changed(known: KnownFile, file: SeenFile) -> bool:
    return (known.size, known.mtime_ns) != (file.size, file.mtime_ns)


def _as_kept(file: Columns) -> Columns:
    """A file's columns as they are stored, just read."""
    entry_id = file["album_entry_id"]
    entry = {"album_entry_id": entry_id or None, "is_wordless": entry_id == NO_LINE}
    return {**file, **entry, "read_by": TAGS_VERSION}
