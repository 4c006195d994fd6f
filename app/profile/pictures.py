"""Stills and portraits: copied into the profile under the hash of their bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.user_files import is_plain_file, read_bytes

MAX_BYTES = 32 * 1024 * 1024
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".svg")
_SHOWN = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
_OUR_NAME = re.compile("[0-9a-f]{32}")


class Pictures:
    """The profile's picture folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, source: Path) -> str:
        """Copies a picture in and returns the name to store.

        Raises Problem when it cannot be read or kept, is no picture by its name, or is over 32 MiB.
        """
        if source.suffix.lower() not in SUFFIXES:
            raise Problem(
                f"“{source.name}” isn’t a picture this program can show.",
                "",
                "Choose a JPEG, PNG, WebP, GIF, BMP or SVG file.",
            )
        try:
            data = read_bytes(source, MAX_BYTES)
        except OSError as error:
            raise Problem(
                f"“{source.name}” couldn’t be read.",
                f"{error.strerror}." if error.strerror else "",
                "Choose another picture.",
                repr(error),
            ) from error
        return self.keep_bytes(data, source.suffix.lower())

    def keep_bytes(self, data: bytes, suffix: str) -> str:
        """Returns the name to store. Raises Problem when there is no room for it."""
        name = name_of(data, suffix)
        if is_whole(self.folder, name):
            return name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, data)
        except OSError as error:
            raise Problem(
                "The picture couldn’t be kept.",
                f"{error.strerror}." if error.strerror else "",
                "Make room where your journal lives, then choose it again.",
                repr(error),
            ) from error
        return name

    def path(self, name: str | None) -> Path | None:
        """The file behind a stored name; None when there is none or it has vanished."""
        if not name:
            return None
        found = self.folder / Path(name).name
        return found if is_plain_file(found) else None


def picture_extension(data: bytes) -> str:
    """`.jpg`, `.png`, `.webp`, `.gif`, `.bmp`; empty for anything else, whatever it is called."""
    if data[:3] == b"\xff\xd8\xff":
        return ".jpg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return ".png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[:4] == b"GIF8":
        return ".gif"
    return ".bmp" if data[:2] == b"BM" else ""


def named_in(markdown: str) -> set[str]:
    """What a text shows as pictures by a bare name: they may be the profile’s own."""
    return {name for name in _SHOWN.findall(markdown) if "/" not in name and ":" not in name}


def name_of(data: bytes, suffix: str) -> str:
    """The name of these bytes: a picture is kept once, and a broken one shows."""
    return hashlib.blake2b(data, digest_size=16).hexdigest() + suffix


def is_whole(folder: Path, name: str) -> bool:
    """Whether the picture is there with the bytes its name tells.

    A name that tells nothing, from another program’s export, is believed when there is anything.
    """
    try:
        data = read_bytes(folder / name, MAX_BYTES)
    except OSError:
        return False
    return bool(data) and is_named_rightly(name, data)


def is_named_rightly(name: str, data: bytes) -> bool:
    """Whether these may be the bytes of the name."""
    stem, dot, suffix = name.partition(".")
    return _OUR_NAME.fullmatch(stem) is None or name == name_of(data, dot + suffix)
