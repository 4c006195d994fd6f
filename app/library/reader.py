"""Reads a file once: its tags, its identity and its cover."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.user_files import open_unbuffered, too_large
from app.core.words import _
from app.library.covers import FolderPictures, acceptable
from app.library.identity import hash_payload, identity_of
from app.library.lengths import length_of
from app.library.ogg import OggStream, read_ogg
from app.library.scan import FoundFile
from app.library.skipped import NoMusic, SkippedKind
from app.library.tagging.sound_file import GAME_MUSIC, read_sound_file
from app.library.tagging.sung import best
from app.library.tags import TagReader, TrackTags, found_by, plausible, track_tags
from app.sounds.kinds import Container
from app.sounds.length import KnownBy
from app.sounds.sniff import is_speex, sniff
from app.sounds.unreadable_audio import COPY_AFRESH, empty, unopened

if TYPE_CHECKING:
    from pathlib import Path

    from app.library.tagging.found_tags import FoundTags
    from app.spoken_files.line import FileWords


Fallback = TagReader

_MAY_BE_ENDLESS = frozenset(
    {
        *(Container.FLAC, Container.WAV, Container.ADTS, Container.WAVPACK),
        *(Container.MP4, Container.QUICKTIME, Container.MATROSKA),
    }
)
# libVLC 3.0.24 opens no Wave64, and plays DSD in silence: it has no decoder for it (both measured).
_NOT_PLAYED = frozenset({Container.WAVE64, Container.DSF, Container.DSDIFF})
MOST_MUSIC_BYTES = 64 * 1024 * 1024 * 1024  # hashing more would take hours
# The length of these may be that of their pictures.
_MAY_BE_SILENT = frozenset(
    {Container.MP4, Container.QUICKTIME, Container.MATROSKA, Container.ASF, Container.OGG}
)
MOST_HEADER_BYTES = 64 * 1024 * 1024  # of an Ogg file's comments, with their pictures
READ_WHOLE_BYTES = 16 * 1024 * 1024  # most tracks are smaller; larger ones are streamed


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All an import needs from a file. cover: original bytes, embedded or from the folder.

    length_by: how `tags.duration_ms` is known. lyrics: what the tags say is sung.
    """

    found: FoundFile
    tags: TrackTags
    payload_hash: str
    cover: bytes | None
    length_by: KnownBy = KnownBy.HEADER
    lyrics: tuple[FileWords, ...] = ()


def read_file(
    found: FoundFile, fallback: Fallback | None = None, folders: FolderPictures | None = None
) -> ReadFile:
    """Opens the file once and, unless it is large, reads it in a single call. Thread-safe.

    fallback: used for files whose length isn't found here. folders: remembers folder pictures
    between calls; without it, only embedded covers are found. Raises AudioUnreadable with a plain
    reason, NoMusic for what is sound or video of a kind that isn't played.
    """
    try:
        with open_unbuffered(found.path) as raw:
            file, size = _whole_or_streamed(raw, found)
            if size == 0:
                raise empty(found.path)
            tags, payload_hash, length_by = _read(file, size, found, fallback)
    except OSError as fault:
        raise unopened(found.path, fault) from fault
    cover = next((data for data in tags.pictures if acceptable(data)), None)
    if cover is None and folders is not None:
        cover = folders.beside(found.path)
    words = replace(track_tags(tags, found.path), has_cover=cover is not None)
    sung = tuple(best(tags.lyrics))
    return ReadFile(found, words, payload_hash, cover, length_by, sung)


def cover_of(path: Path, folders: FolderPictures) -> bytes | None:
    """Only the cover, of a known file. Raises AudioUnreadable."""
    try:
        found = path.stat()
    except OSError as fault:
        raise unopened(path, fault) from fault
    return read_file(FoundFile(path, found.st_size, found.st_mtime_ns), None, folders).cover


def _whole_or_streamed(raw: io.FileIO, found: FoundFile) -> tuple[BinaryIO, int]:
    """The file in memory, or buffered if it is large; and its size now. Raises NoPlainFile."""
    size = os.fstat(raw.fileno()).st_size
    if size > MOST_MUSIC_BYTES:
        raise too_large(found.path, MOST_MUSIC_BYTES)
    if size > READ_WHOLE_BYTES:
        return io.BufferedReader(raw, 256 * 1024), size
    # Not to the end: it may be growing, and the system has files that end only after terabytes.
    data = raw.read(size)
    return io.BytesIO(data), len(data)


def _read(
    file: BinaryIO, size: int, found: FoundFile, fallback: Fallback | None
) -> tuple[FoundTags, str, KnownBy]:
    """(tags, payload hash, how the length is known)."""
    container, start = sniff(file)
    if container in _NOT_PLAYED:
        raise NoMusic(found.path, SkippedKind.OTHER_AUDIO)
    ogg = read_ogg(file, start) if container is Container.OGG else None
    payload_hash = identity_of(ogg) if ogg else hash_payload(file, size, container, start)
    tags = _tags(file, size, container, start, ogg)
    if kind := _skipped_kind(file, container, start, tags):
        raise NoMusic(found.path, kind)
    length = length_of(file, size, container, start, round(tags.seconds * 1000))
    tags.seconds = length.ms / 1000
    if tags.seconds == 0:
        _ask_fallback(tags, found, fallback)
    if tags.seconds == 0:
        _expect_endless(tags, found, container)
    return tags, payload_hash, length.known_by


def _tags(
    file: BinaryIO, size: int, container: Container, start: int, ogg: OggStream | None
) -> FoundTags:
    headers = b""
    if ogg is not None:
        file.seek(0)
        headers = file.read(min(ogg.headers_end, MOST_HEADER_BYTES))
    tags = read_sound_file(file, size, container, start, headers)
    if ogg is not None:
        tags.seconds = ogg.duration_ms / 1000
    is_silent = container in _MAY_BE_SILENT and not tags.codec
    tags.seconds = 0.0 if is_silent else plausible(tags.seconds)
    return tags


def _skipped_kind(
    file: BinaryIO, container: Container, start: int, tags: FoundTags
) -> SkippedKind | None:
    """Why a whole file isn't imported; None if nothing speaks against it."""
    if container is Container.OGG and is_speex(file, start):
        return SkippedKind.SPEEX
    return SkippedKind.SILENT_VIDEO if tags.has_video and not tags.codec else None


def _ask_fallback(tags: FoundTags, found: FoundFile, fallback: Fallback | None) -> None:
    """Its words are taken only where none were read here: it confuses some."""
    raw = fallback(found.path) if fallback is not None else None
    if raw is None or raw.duration_ms <= 0:
        return
    others = found_by(raw)
    tags.seconds = others.seconds
    tags.codec = tags.codec or others.codec
    if not tags.words:
        tags.fill_from(others)


def _expect_endless(tags: FoundTags, found: FoundFile, container: Container) -> None:
    """A live recording or a stream may have no length; decoding finds it later. Any other file
    without a length has no audio that could be played.
    """
    if tags.codec and container in _MAY_BE_ENDLESS:
        return
    if container in GAME_MUSIC:
        raise NoMusic(found.path, SkippedKind.NO_LENGTH)
    raise AudioUnreadable(
        _("“{file}” couldn’t be read.", file=display_name(found.path)),
        _reason(container),
        str(COPY_AFRESH),
        f"container {container.name}",
    )


def _reason(container: Container) -> str:
    if container is Container.OTHER:
        return _("It doesn’t contain any known audio, whatever its name says.")
    if container is Container.MP4:
        return _("It is cut short: the part that says how to play it is missing.")
    return _("It is damaged or cut short before its audio begins.")
