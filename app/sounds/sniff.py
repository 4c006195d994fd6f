"""What a file is, by its first bytes. What reads as text is never sound.

Some files begin with other things than they go on with: an HLS playlist in front of MP3 frames is
music to whoever looks for frames, and a list of addresses to fetch to whoever looks at its
beginning. Such a file counts as neither.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from app.core.user_files import open_file
from app.sounds.frames import first_frames
from app.sounds.kinds import Container, by_later_marks, by_magic

_MAGIC_BYTES = 4096
_FRAMES_WITHIN_BYTES = 64 * 1024
_PADDING_BYTES = 16 * 1024 * 1024  # more zeros behind a tag are a hole, not padding
_TEXT_BYTES = 16
_TEXT = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))
_TAG_IN_FRONT = b"TAG"  # ID3v1 where it does not belong; words follow, then frames
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What libavformat takes for a list of addresses: what it begins with, and what it holds early on.
_LISTS_BEGIN = (b"#EXTM3U", b"ffconcat")
_LISTS_HOLD = (b"dash:profile", b"c=in ip", b"<compositionplaylist")
_SPEEX = b"Speex   "  # see the decoders of `player.vlc_instance`


def sniff(file: BinaryIO) -> tuple[Container, int]:
    """(container, offset where it begins behind any ID3v2 tags). Leaves the file anywhere."""
    start = skip_id3v2(file)
    file.seek(start)
    head = file.read(_MAGIC_BYTES)
    container = by_magic(head)
    if container is Container.OTHER:
        container = by_later_marks(head)
    if container is not Container.OTHER or is_text(head):
        return container, start
    head += file.read(_FRAMES_WITHIN_BYTES - len(head))
    container, at = first_frames(head)
    return container, start + at


def recognised(path: Path) -> Container:
    """What a decoder may take a file for; OTHER also for what carries a list of addresses in
    whatever wrapping, and for Speex. Raises OSError, for pipes and devices too.
    """
    with open_file(path) as file:
        container, _start = sniff(file)
        if container is not Container.OTHER and any(map(_is_declined, _beginnings(file))):
            return Container.OTHER
        return container


def is_text(head: bytes) -> bool:
    """Whether something begins as a text does: playlists and manifests of every kind do."""
    beginning = head[: 2 * _TEXT_BYTES].replace(_BYTE_ORDER_MARK, b"")[:_TEXT_BYTES]
    return _TEXT.issuperset(beginning) and not beginning.startswith(_TAG_IN_FRONT)


def _beginnings(file: BinaryIO) -> tuple[bytes, ...]:
    """A decoder may or may not have passed over the tags in front."""
    heads = []
    for at in {0, skip_id3v2(file)}:
        file.seek(at)
        heads.append(file.read(_MAGIC_BYTES))
    return tuple(heads)


def _is_declined(head: bytes) -> bool:
    lowered = head.lower()
    if head.startswith(b"OggS") and _SPEEX in head:
        return True
    return head.startswith(_LISTS_BEGIN) or any(words in lowered for words in _LISTS_HOLD)


def skip_id3v2(file: BinaryIO) -> int:
    """Where the bytes after all leading ID3v2 tags and their zero padding begin."""
    at = 0
    while True:
        file.seek(at)
        header = file.read(10)
        if len(header) < 10 or header[:3] != b"ID3" or max(header[6:10]) > 127:
            return at
        size = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]
        has_footer = header[5] & 0x10
        at = _skip_zeros(file, at + 10 + size + (10 if has_footer else 0))


def _skip_zeros(file: BinaryIO, at: int) -> int:
    """Some taggers pad behind the tag; sound never begins with a zero byte there."""
    file.seek(at)
    end = at + _PADDING_BYTES
    while at < end and (chunk := file.read(4096)):
        kept = chunk.lstrip(b"\0")
        if kept:
            return at + len(chunk) - len(kept)
        at += len(chunk)
    return at
