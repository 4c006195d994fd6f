"""mutagen’s readers of Vorbis comments, each of which declines more than any honest file has."""

from __future__ import annotations

from typing import Any, BinaryIO

from mutagen import flac, oggflac, oggopus, oggtheora, oggvorbis
from mutagen._vorbis import VCommentDict

MOST_COMMENTS = 20_000
_MOST_BYTES = 64 * 1024 * 1024  # with pictures, as in the first pages of an Ogg file


class _FewComments(VCommentDict):
    """Looks before it builds them: a million take 150 MB."""

    def load(self, fileobj: BinaryIO, *arguments: Any, **named: Any) -> None:
        _expect_few(fileobj)
        load: Any = super().load
        load(fileobj, *arguments, **named)


def _few(comments: Any) -> Any:
    """The same kind of comments, which find the above where they would ask mutagen’s own."""
    return type(comments.__name__, (comments, _FewComments), {})


FlacComments = _few(flac.VCFLACDict)


class Flac(flac.FLAC):
    METADATA_BLOCKS = [  # noqa: RUF012 - mutagen’s
        FlacComments if block is flac.VCFLACDict else block for block in flac.FLAC.METADATA_BLOCKS
    ]


class Vorbis(oggvorbis.OggVorbis):
    _Tags = _few(oggvorbis.OggVCommentDict)


class Opus(oggopus.OggOpus):
    _Tags = _few(oggopus.OggOpusVComment)


class FlacInOgg(oggflac.OggFLAC):
    _Tags = _few(oggflac.OggFLACVComment)


class Theora(oggtheora.OggTheora):
    _Tags = _few(oggtheora.OggTheoraCommentDict)


def comments_said(file: BinaryIO) -> int:
    """How many comments the beginning of some says there are; leaves the file behind that."""
    vendor_bytes = int.from_bytes(file.read(4), "little")
    file.seek(vendor_bytes, 1)
    return int.from_bytes(file.read(4), "little")


def _expect_few(file: BinaryIO) -> None:
    """Raises ValueError; leaves the file where it is."""
    start = file.tell()
    count = comments_said(file)
    if count > MOST_COMMENTS:
        raise ValueError(f"{count} comments")
    for _each in range(count):
        length = file.read(4)
        if len(length) < 4:
            break
        at = file.seek(int.from_bytes(length, "little"), 1)
        if at - start > _MOST_BYTES:
            raise ValueError(f"comments of {at - start} bytes")
    file.seek(start)
