"""ID3v2 and ID3v1, by mutagen: unsynchronised, compressed, with extended headers, with the sizes
that old versions of iTunes wrote.
"""

from __future__ import annotations

import io
from typing import Any

from mutagen import id3

from app.library.tagging.damage import unless_damaged
from app.library.tagging.found_tags import FoundTags
from app.library.tagging.id3_limits import PICTURES, TEXTS, Inflation, is_harmless
from app.library.tagging.sung import (
    MOST_LYRICS,
    best,
    synchronised_lyrics,
    unsynchronised_lyrics,
)
from app.sounds.front_tags import id3v2_length

_MOST_BYTES = 64 * 1024 * 1024
_FRONT_COVER = 3
_NAMES = {
    "title": ("TIT2",),
    "artist": ("TPE1", "TXXX:ARTISTS"),
    "album": ("TALB",),
    "album_artist": ("TPE2", "TXXX:ALBUM ARTIST", "TXXX:ALBUMARTIST"),  # not shown
    "composer": ("TCOM", "TXXX:COMPOSER"),
    "disc_number": ("TPOS",),
    "track_number": ("TRCK",),
    "year": ("TDRC", "TDRL", "TDOR", "TXXX:YEAR"),
}


class _Chapter(id3.CHAP):
    """Without the frames inside, which nobody reads: nested, they could take minutes."""

    _framespec = id3.CHAP._framespec[:1]  # its name


class _Unread(id3.Frame):
    """Whatever else there is: events, equalisers and others could take minutes, too."""


class _Sung(id3.Frame):
    """As it is in the file: of many pieces, mutagen would copy the rest for each."""

    _framespec = id3.MCDI._framespec  # its bytes, as `data`

    @property
    def HashKey(self) -> str:  # noqa: N802 - mutagen’s
        """None is like another, so that none has to be compared."""
        return f"{self.FrameID}:{id(self)}"


# By these names and, in 2.2, shorter ones.
_READERS = {"SYLT": synchronised_lyrics, "USLT": unsynchronised_lyrics}
_SHORT = {"SLT": "SYLT", "ULT": "USLT"}


def _known(name: str, kind: type[id3.Frame]) -> type[id3.Frame]:
    if name == "CHAP":
        return _Chapter
    if (full := _SHORT.get(name, name)) in _READERS:
        return type(full, (_Sung,), {})
    if issubclass(kind, id3.TimeStampTextFrame) and name in TEXTS:
        return type(name, (id3.TextFrame,), {})  # comparing their dates takes 100 times as long
    return kind if name in TEXTS | PICTURES else _Unread


_KNOWN_FRAMES = {
    name: _known(name, kind) for name, kind in {**id3.Frames, **id3.Frames_2_2}.items()
}


def read_id3v2(data: bytes, inflation: Inflation) -> FoundTags | None:
    """data: one tag with its header. None if it is damaged."""
    if not id3v2_length(data) or len(data) > _MOST_BYTES:
        return None
    if not is_harmless(data, inflation):
        return None
    tags = unless_damaged(_all_frames, io.BytesIO(data))
    return _found(tags) if tags is not None else None


def read_id3v1(data: bytes) -> FoundTags | None:
    """data: the last 128 bytes of a file."""
    frames = unless_damaged(id3.ParseID3v1, data)
    return _found(frames) if frames else None


def _all_frames(file: io.BytesIO) -> Any:
    make: Any = id3.ID3
    return make(file, known_frames=_KNOWN_FRAMES, load_v1=False)


def _found(frames: Any) -> FoundTags:
    """frames: by mutagen's names, “TIT2” or “TXXX:description”."""
    texts = {
        key.upper(): list(map(str, frame.text))
        for key, frame in frames.items()
        if key[0] == "T" and hasattr(frame, "text")
    }
    found = FoundTags()
    for name, keys in _NAMES.items():
        for key in keys:
            found.add(name, texts.get(key, ()))
            if name in found.words:
                break
    pictures = [frame for frame in frames.values() if frame.FrameID == "APIC"]
    pictures.sort(key=lambda picture: picture.type != _FRONT_COVER)
    found.pictures = [bytes(picture.data) for picture in pictures if picture.mime != "-->"]
    frames_sung = [frame for frame in frames.values() if isinstance(frame, _Sung)][:MOST_LYRICS]
    frames_sung.sort(key=lambda frame: frame.FrameID)
    found.lyrics = best(
        words
        for frame in frames_sung
        for words in _READERS[frame.FrameID](bytes(vars(frame)["data"]))
    )
    found.has_chapters = sum(isinstance(frame, _Chapter) for frame in frames.values()) > 1
    return found
