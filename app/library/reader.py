"""One file, read once: its tags, its identity and its cover."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.user_files import open_unbuffered
from app.library.covers import FolderPictures, acceptable
from app.library.identity import hash_payload, identity_of
from app.library.ogg import OggStream, read_ogg
from app.library.scan import FoundFile
from app.library.tags import TagReader, TrackTags, cleaned, read_tags
from app.sounds.kinds import Container
from app.sounds.sniff import sniff
from app.sounds.unreadable_audio import COPY_AFRESH, empty, unopened

if TYPE_CHECKING:
    from pathlib import Path


Fallback = TagReader

READ_WHOLE_BYTES = 16 * 1024 * 1024  # most tracks; larger ones are streamed in pieces


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Everything an import wants of a file. cover: original bytes, embedded or from the folder."""

    found: FoundFile
    tags: TrackTags
    payload_hash: str
    cover: bytes | None


def read_file(
    found: FoundFile, fallback: Fallback | None = None, folders: FolderPictures | None = None
) -> ReadFile:
    """Opens the file once and, unless it is large, reads it by a single call. Thread-safe.

    fallback: asked about what tinytag does not know or gives no length for. folders: remembers
    folder pictures between calls; without it embedded covers are the only ones. Raises
    AudioUnreadable with a plain reason.
    """
    try:
        with open_unbuffered(found.path) as raw:
            file, size = _whole_or_streamed(raw, found.size)
            if size == 0:
                raise empty(found.path)
            tags, payload_hash, embedded = _read(file, size, found, fallback)
    except OSError as fault:
        raise unopened(found.path, fault) from fault
    cover = acceptable(embedded)
    if cover is None and folders is not None:
        cover = folders.beside(found.path)
    if tags.has_cover is (cover is None):
        tags = replace(tags, has_cover=cover is not None)
    return ReadFile(found, tags, payload_hash, cover)


def cover_of(path: Path, folders: FolderPictures) -> bytes | None:
    """The cover alone of a file that is known. Raises AudioUnreadable."""
    try:
        found = path.stat()
    except OSError as fault:
        raise unopened(path, fault) from fault
    return read_file(FoundFile(path, found.st_size, found.st_mtime_ns), None, folders).cover


def _whole_or_streamed(raw: io.FileIO, expected_size: int) -> tuple[BinaryIO, int]:
    """The file in memory, or buffered when it is large; and its size as it is now."""
    if expected_size > READ_WHOLE_BYTES:
        return io.BufferedReader(raw, 256 * 1024), os.fstat(raw.fileno()).st_size
    data = raw.read(expected_size + 1)
    if len(data) != expected_size:  # it changed since it was found
        data += raw.read()
    return io.BytesIO(data), len(data)


def _read(
    file: BinaryIO, size: int, found: FoundFile, fallback: Fallback | None
) -> tuple[TrackTags, str, bytes | None]:
    """(tags, payload hash, embedded cover)."""
    container, start = sniff(file)
    ogg = read_ogg(file, start) if container is Container.OGG else None
    payload_hash = identity_of(ogg) if ogg else hash_payload(file, size, container, start)
    tags, cover = _by_tinytag(file, found, container, ogg) or (None, None)
    if tags is None or tags.duration_ms == 0:
        tags = _by_fallback(found, fallback) or _certain(tags, found, container)
    return tags, payload_hash, cover


def _by_tinytag(
    file: BinaryIO, found: FoundFile, container: Container, ogg: OggStream | None
) -> tuple[TrackTags, bytes | None] | None:
    if ogg is None:
        return read_tags(file, found.path, container)
    file.seek(0)
    headers = io.BytesIO(file.read(ogg.headers_end))
    return read_tags(headers, found.path, container, ogg.duration_ms)


def _by_fallback(found: FoundFile, fallback: Fallback | None) -> TrackTags | None:
    tags = fallback(found.path) if fallback is not None else None
    return cleaned(tags, found.path) if tags is not None and tags.duration_ms > 0 else None


def _certain(tags: TrackTags | None, found: FoundFile, container: Container) -> TrackTags:
    """Tags without a length, where at least the container was recognised by its sound.

    A live recording's FLAC or an endless WAV carries no length; decoding finds it later. Any
    other file without a length has no sound that could be played.
    """
    may_be_endless = container in (Container.FLAC, Container.WAV, Container.ADTS)
    if tags is not None and tags.codec and may_be_endless:
        return tags
    raise AudioUnreadable(
        f"“{display_name(found.path)}” couldn’t be read.",
        _reason(container),
        COPY_AFRESH,
        f"container {container.name}",
    )


def _reason(container: Container) -> str:
    if container is Container.OTHER:
        return "It doesn’t hold any sound that is known here, whatever its name says."
    if container is Container.MP4:
        return "It is cut short: the part that says how to play it is missing."
    return "It is damaged or cut short before its sound begins."
