"""Game music and modules: texts at fixed places, which say nothing of an album's numbers.

Source: the formats' own descriptions (ID666 and GD3 specifications, NSF 1.61, GBS 1.02; ProTracker,
Scream Tracker 3, FastTracker 2 and Impulse Tracker).
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from app.library.tagging.found_tags import FoundTags
from app.sounds.kinds import Container

_HEAD_BYTES = 1100
_MOST_GD3_BYTES = 64 * 1024
_MODULE_TITLES = ((b"IMPM", 4, 26), (b"Extended Module: ", 17, 20))
_S3M_MARK, _S3M_TITLE_BYTES, _MOD_TITLE_BYTES = slice(44, 48), 28, 20
_ID666 = {"title": (0x2E, 32), "album": (0x4E, 32), "artist": (0xB1, 32)}
_ID666_BINARY_ARTIST = 0xB0
_NSF = {"title": (14, 32), "artist": (46, 32)}
_GBS = {"title": (16, 32), "artist": (48, 32)}
# Track, game, system, author and date, each in English and in Japanese.
_GD3 = {"title": (0, 1), "album": (2, 3), "artist": (6, 7), "year": (8,)}


def read_game_music(file: BinaryIO, start: int, container: Container) -> FoundTags:
    """The artist of such music is its composer, too."""
    file.seek(start)
    head = file.read(_HEAD_BYTES)
    found = FoundTags()
    if container is Container.MODULE:
        found.add("title", [_module_title(head)])
    elif head.startswith(b"Vgm "):
        _add_gd3(found, file, start, head)
    elif head.startswith(b"SNES-SPC700"):
        _add_id666(found, head)
    elif head.startswith((b"NESM", b"GBS")):
        for name, (at, length) in (_NSF if head.startswith(b"NESM") else _GBS).items():
            found.add(name, [_text(head[at : at + length])])
        found.words["album"] = found.words.pop("title", [])
        found.words = {name: values for name, values in found.words.items() if values}
    if artist := found.words.get("artist"):
        found.words["composer"] = artist
    return found


def _module_title(head: bytes) -> str:
    for mark, at, length in _MODULE_TITLES:
        if head.startswith(mark):
            return _text(head[at : at + length])
    return _text(head[: _S3M_TITLE_BYTES if head[_S3M_MARK] == b"SCRM" else _MOD_TITLE_BYTES])


def _add_id666(found: FoundTags, head: bytes) -> None:
    """There is one if byte 0x23 is 26. Its binary form has the artist a byte earlier."""
    if head[0x23:0x24] != b"\x1a":
        return
    for name, (at, length) in _ID666.items():
        found.add(name, [_text(head[at : at + length])])
    if head[_ID666_BINARY_ARTIST : _ID666_BINARY_ARTIST + 1].isalpha():
        found.words["artist"] = [_text(head[_ID666_BINARY_ARTIST : _ID666_BINARY_ARTIST + 32])]


def _add_gd3(found: FoundTags, file: BinaryIO, start: int, head: bytes) -> None:
    if len(head) < 0x18:
        return
    at = struct.unpack_from("<I", head, 0x14)[0]
    if not at:
        return
    file.seek(start + 0x14 + at)
    mark = file.read(12)
    if mark[:4] != b"Gd3 ":
        return
    length = min(int.from_bytes(mark[8:12], "little"), _MOST_GD3_BYTES)
    texts = file.read(length).decode("utf-16-le", "replace").split("\0")
    for name, places in _GD3.items():
        present = (text for place in places for text in texts[place : place + 1] if text.strip())
        found.add(name, [next(present, "")])


def _text(data: bytes) -> str:
    text = data.partition(b"\0")[0].strip(b" ")
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")
