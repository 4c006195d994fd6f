"""What a file is, by its first bytes. What looks like text is never sound.

Some files begin with other things than they go on with: an HLS playlist in front of MP3 frames is
music to whoever looks for frames, and a list of addresses to fetch to whoever looks at its
beginning. Such a file counts as neither.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from app.core.user_files import open_file
from app.sounds.frames import first_frames
from app.sounds.front_tags import skip_apev2, skip_id3v2
from app.sounds.kinds import Container, by_later_marks, by_magic

_MAGIC_BYTES = 4096
_FRAMES_WITHIN_BYTES = 64 * 1024
_TEXT_BYTES = 16
_TEXT = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))
_TAG_IN_FRONT = b"TAG"  # ID3v1 where it doesn't belong; text follows, then frames
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What libavformat takes for a list of addresses: its beginning, and what it contains early on.
_LISTS_BEGIN = (b"#EXTM3U", b"ffconcat")
_LISTS_HOLD = (b"dash:profile", b"c=in ip", b"<compositionplaylist")
_SPEEX = b"Speex   "  # see the decoders of `player.vlc_instance`


def sniff(file: BinaryIO) -> tuple[Container, int]:
    """(container, its offset after any ID3v2 tags). Leaves the file at any position."""
    start = skip_apev2(file, skip_id3v2(file))
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


def is_speex(file: BinaryIO, start: int) -> bool:
    """Whether an Ogg file has a stream of Speex, which libVLC may not open."""
    file.seek(start)
    return _SPEEX in file.read(_MAGIC_BYTES)


def is_text(head: bytes) -> bool:
    """Whether something begins like text, as playlists and manifests of every kind do."""
    beginning = head[: 2 * _TEXT_BYTES].replace(_BYTE_ORDER_MARK, b"")[:_TEXT_BYTES]
    return _TEXT.issuperset(beginning) and not beginning.startswith(_TAG_IN_FRONT)


def _beginnings(file: BinaryIO) -> tuple[bytes, ...]:
    """With and without the tags in front: a decoder may skip them or not."""
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
