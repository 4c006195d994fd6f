"""What there is to hear: every sound that a track of the library has a file with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.listening_through.music import Music
from app.listening_through.records import Sound, Soundtrack

if TYPE_CHECKING:
    from app.analysis.feature_store import KnownSounds
    from app.library.records import TrackRow
    from app.library.service import LibraryService
    from app.transactions.ledger import Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What there is, by one look at the journal and one at the cache."""

    music: Music
    is_cache_full: bool = False

    @classmethod
    def of(cls, sounds: Iterable[Sound], cache: KnownSounds) -> Gathered:
        return cls(Music(sounds, cache), cache.is_full)


def sounds_of(ledger: Ledger, library: LibraryService) -> list[Sound]:
    """In the library's order; a track is in the first of its files. Raises Problem."""
    from db.queries import sources

    lines: dict[int, TrackRow] = {}
    for line in library.lines():
        lines.setdefault(line.id, line)
    with ledger.read() as connection:
        rows = sources.sounds_there(connection)
    file_of: dict[int, tuple[str, str]] = {}
    ends_ms = defaultdict[str, int](int)
    for track_id, payload_hash, path, start_ms, duration_ms in rows:
        file_of.setdefault(track_id, (payload_hash, str(path)))
        ends_ms[payload_hash] = max(ends_ms[payload_hash], start_ms + duration_ms)
    tracks: dict[tuple[str, str], list[int]] = {}
    for track_id in lines:
        if track_id in file_of:
            tracks.setdefault(file_of[track_id], []).append(track_id)
    merged: dict[str, Sound] = {}
    for (payload_hash, path), track_ids in tracks.items():
        before = merged[payload_hash].track_ids if payload_hash in merged else ()
        merged[payload_hash] = Sound(
            payload_hash,
            Path(path),
            ends_ms[payload_hash],
            (*before, *track_ids),
            soundtrack_of(lines[track_ids[0]]),
        )
    return list(merged.values())


def soundtrack_of(line: TrackRow) -> Soundtrack:
    """A track's work, or else its album, or else itself."""
    if line.work_id is not None:
        return "work", str(line.work_id)
    if line.album:
        return "album", line.album, line.album_artist
    return "track", str(line.id)
