"""APEv2, by mutagen."""

from __future__ import annotations

import io
import re
import struct
from typing import Any

from mutagen import apev2

from app.library.tagging.damage import CountedFile, unless_damaged
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.sung import best, sung

MARK = b"APETAGEX"
FOOTER_BYTES = 32
_MOST_BYTES = 64 * 1024 * 1024
_MOST_ITEMS = 10_000
_NAMES = {
    "title": ("title",),
    "artist": ("artist", "artists"),
    "album": ("album",),
    "album_artist": ("album artist", "albumartist", "album_artist"),  # not shown
    "composer": ("composer", "composers"),
    "disc_number": ("disc", "discnumber", "disk"),
    "track_number": ("track", "tracknumber"),
    "year": ("year", "date", "originalyear", "originaldate"),
}
_LYRICS = ("syncedlyrics", "lyrics", "unsyncedlyrics", "unsynced lyrics")  # not shown


def read_ape(data: bytes) -> FoundTags | None:
    """data: one tag with its footer or header. None if it is damaged, or has so many items that
    they would take minutes.
    """
    if len(data) > _MOST_BYTES or _items_said(data) > _MOST_ITEMS:
        return None
    tags = unless_damaged(apev2.APEv2, CountedFile(io.BytesIO(data)))
    return _found(tags) if tags is not None else None


def length_behind(header: bytes) -> int:
    """Length of the tag that begins with these 32 bytes, 0 if none does."""
    if len(header) < FOOTER_BYTES or header[:8] != MARK:
        return 0
    return FOOTER_BYTES + int(struct.unpack_from("<I", header, 12)[0])


def _items_said(data: bytes) -> int:
    """How many items there are, by the largest number that a header or footer says."""
    said = (data[place.end() + 8 : place.end() + 12] for place in re.finditer(MARK, data))
    return max((int.from_bytes(number, "little") for number in said), default=0)


def _found(tags: Any) -> FoundTags:
    texts = {
        key.lower(): list(value)
        for key, value in tags.items()
        if isinstance(value, apev2.APETextValue)
    }
    found = from_names(texts, _NAMES)
    covers = sorted(key for key in tags if key.lower().startswith("cover art"))  # not shown
    covers.sort(key=lambda key: "front" not in key.lower())
    # a file name, a zero, and the picture
    found.pictures = [bytes(tags[key].value).partition(b"\0")[2] for key in covers
                      if not isinstance(tags[key], apev2.APETextValue)]  # fmt: skip
    found.lyrics = best(sung(text for key in _LYRICS for text in texts.get(key, ())))
    found.has_chapters = "cuesheet" in texts
    return found
