"""Vorbis comments, in FLAC and in Ogg, by mutagen's parsers."""

from __future__ import annotations

import base64
import binascii
import io
import os
import re
from typing import Any, BinaryIO

from mutagen import flac

from app.library.tagging import few_comments
from app.library.tagging.budget import ByteBudget
from app.library.tagging.damage import CountedFile, unless_damaged
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.sung import best, sung
from app.sounds.chunks import flac_blocks

_NAMES = {
    "title": ("title",),
    "artist": ("artist", "artists"),
    "album": ("album",),
    "album_artist": ("albumartist", "album artist", "album_artist"),  # not shown
    "composer": ("composer", "composers"),
    "disc_number": ("discnumber", "disc"),
    "track_number": ("tracknumber", "track", "tracknum"),
    "year": ("date", "year", "originaldate", "originalyear", "releasedate"),
}
_LYRICS = ("syncedlyrics", "lyrics", "unsyncedlyrics", "unsynced lyrics")  # not shown
_CHAPTER = re.compile(r"chapter\d\d\d")
_FRONT_COVER = 3
_STREAMINFO, _COMMENTS, _CUESHEET, _PICTURE = 0, 4, 5, 6
_STREAMINFO_BYTES = 34
_LEAD_OUT_TRACKS = 1
_BLOCK_READERS: dict[int, Any] = {
    _STREAMINFO: flac.StreamInfo,
    _COMMENTS: few_comments.FlacComments,
    _PICTURE: flac.Picture,
    _CUESHEET: flac.CueSheet,
}
# How the first packet of a stream begins, and who reads its comments.
_OGG: tuple[tuple[bytes, str, Any], ...] = (
    (b"\x01vorbis", "vorbis", few_comments.Vorbis),
    (b"OpusHead", "opus", few_comments.Opus),
    (b"\x7fFLAC", "flac", few_comments.FlacInOgg),
    (b"\x80theora", "", few_comments.Theora),
)
_FIRST_PAGES_BYTES = 4096


def read_flac(file: BinaryIO, start: int) -> FoundTags:
    """start: where “fLaC” is. mutagen sees through wrong lengths of blocks; where it gives up, each
    block is read for itself, and a damaged one costs only itself.
    """
    file.seek(0)
    whole = unless_damaged(few_comments.Flac, CountedFile(file))
    if whole is None:
        return _block_by_block(file, start)
    found = _found(whole.tags or ())
    found.pictures = _data_of(whole.pictures) + found.pictures
    found.seconds, found.codec = whole.info.length, "flac"
    found.has_chapters = found.has_chapters or _has_tracks(whole.cuesheet)
    return found


def read_ogg_comments(headers: bytes) -> FoundTags:
    """headers: from the first page to the end of the comments. The length is for others to say."""
    beginning = headers[:_FIRST_PAGES_BYTES]
    found = FoundTags()
    for mark, codec, reader in _OGG:
        if mark not in beginning:
            continue
        read = unless_damaged(reader, CountedFile(io.BytesIO(headers)))
        found.codec = found.codec or codec
        found.has_video = found.has_video or not codec
        if read is not None and read.tags is not None:
            found.fill_from(_found(read.tags))
    return found


def _block_by_block(file: BinaryIO, start: int) -> FoundTags:
    found = FoundTags()
    pictures = []
    budget = ByteBudget(file.seek(0, os.SEEK_END))
    comments_left = few_comments.MOST_COMMENTS
    for kind, begin, end, _is_last in flac_blocks(file, start):
        reader = _BLOCK_READERS.get(kind)
        if reader is None:
            continue
        end = begin + _STREAMINFO_BYTES if kind == _STREAMINFO else end
        data = budget.read(file, begin, end)
        if kind == _COMMENTS:
            said = few_comments.comments_said(io.BytesIO(data))
            if said > comments_left:
                continue
            comments_left -= said
        block = unless_damaged(reader, data)
        if block is None:
            continue
        if kind == _STREAMINFO:
            found.seconds, found.codec = block.length, "flac"
        elif kind == _COMMENTS:
            found.fill_from(_found(block))
        elif kind == _PICTURE:
            pictures.append(block)
        else:
            found.has_chapters = found.has_chapters or _has_tracks(block)
    found.pictures = _data_of(pictures) + found.pictures
    return found


def _has_tracks(sheet: Any) -> bool:
    return sheet is not None and len(sheet.tracks) - _LEAD_OUT_TRACKS > 1


def _found(comments: Any) -> FoundTags:
    values: dict[str, list[str]] = {}
    for key, value in comments:
        values.setdefault(key.lower(), []).append(value)
    found = from_names(values, _NAMES)
    blocks = map(_decoded, values.get("metadata_block_picture", ()))
    read_pictures = (unless_damaged(flac.Picture, block) for block in blocks)
    pictures = [picture for picture in read_pictures if picture]
    found.pictures = _data_of(pictures)
    found.pictures += filter(None, map(_decoded, values.get("coverart", ())))
    found.lyrics = best(sung(text for key in _LYRICS for text in values.get(key, ())))
    chapters = sum(_CHAPTER.fullmatch(key) is not None for key in values)
    found.has_chapters = "cuesheet" in values or chapters > 1
    return found


def _data_of(pictures: list[Any]) -> list[bytes]:
    """The front cover first."""
    pictures = sorted(pictures, key=lambda picture: picture.type != _FRONT_COVER)
    return [bytes(picture.data) for picture in pictures if picture.mime != "-->"]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""
