"""Stills and portraits: copied into the profile and named by the hash of their bytes."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.path_names import display_name
from app.core.user_files import is_plain_file, read_bytes, reason
from app.core.words import _

log = logging.getLogger(__name__)

MAX_BYTES = 32 * 1024 * 1024
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".svg")
# No beginning is followed beyond the next one: a text of nothing else would take hours.
_SHOWN = re.compile(r"!\[(?:(?!!\[)[^\]])*\]\(\s*<?([^)\s>]+)")
_OUR_NAME = re.compile("[0-9a-f]{32}")


class Pictures:
    """The profile's picture folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, source: Path) -> str:
        """Copies a picture into the folder and returns the name to store.

        Raises Problem if it can't be read or saved, isn't named like a picture, or exceeds 32 MiB.
        """
        if source.suffix.lower() not in SUFFIXES:
            raise Problem(
                _(
                    "“{file}” isn’t a picture this program can show.",
                    file=display_name(source),
                ),
                "",
                _("Choose a JPEG, PNG, WebP, GIF, BMP or SVG file."),
            )
        try:
            data = read_bytes(source, MAX_BYTES)
        except OSError as error:
            raise Problem(
                _("“{file}” couldn’t be read.", file=display_name(source)),
                reason(error),
                _("Choose another picture."),
                repr(error),
            ) from error
        return self.keep_bytes(data, source.suffix.lower())

    def keep_bytes(self, data: bytes, suffix: str) -> str:
        """Returns the name to store. Raises Problem if it can't be saved."""
        name = name_of(data, suffix)
        if is_whole(self.folder, name):
            self._mark_kept(self.folder / name)
            return name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, data)
        except OSError as error:
            raise Problem(
                _("The picture couldn’t be saved."),
                reason(error),
                _("Free some space on the disk with your journal, then choose it again."),
                repr(error),
            ) from error
        return name

    def _mark_kept(self, path: Path) -> None:
        """It is wanted again, though nothing names it yet: see `app/archive/unused_pictures.py`."""
        try:
            os.utime(path)
        except OSError as error:
            log.info("%s couldn’t be marked as kept again: %s", path.name, error)

    def path(self, name: str | None) -> Path | None:
        """The file of a stored name; None if there is no name or no file."""
        if not name:
            return None
        found = self.folder / Path(name).name
        return found if is_plain_file(found) else None


def picture_extension(data: bytes) -> str:
    """`.jpg`, `.png`, `.webp`, `.gif`, `.bmp`; empty for anything else, whatever its name."""
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
    """The pictures in a text that are named without a folder: they may be the profile’s own."""
    return {name for name in _SHOWN.findall(markdown) if "/" not in name and ":" not in name}


def renamed_in(markdown: str, names: Mapping[str, str]) -> str:
    """The text with other names for those pictures."""

    def renamed(shown: re.Match[str]) -> str:
        name = names.get(shown[1], shown[1])
        at = shown.start(1) - shown.start()
        return shown[0][:at] + name + shown[0][at + len(shown[1]) :]

    return _SHOWN.sub(renamed, markdown)


def name_of(data: bytes, suffix: str) -> str:
    """The name for these bytes: so each picture is stored once, and damage is noticed."""
    return hashlib.blake2b(data, digest_size=16).hexdigest() + suffix


def is_our_name(file: str) -> bool:
    """Whether `name_of` made it."""
    stem, dot, suffix = file.partition(".")
    return _OUR_NAME.fullmatch(stem) is not None and dot + suffix in SUFFIXES


def is_whole(folder: Path, name: str) -> bool:
    """Whether the picture is there and its bytes match its name.

    A name without a hash, from another program’s export, matches any file that isn't empty.
    """
    try:
        data = read_bytes(folder / name, MAX_BYTES)
    except OSError:
        return False
    return bool(data) and is_named_rightly(name, data)


def is_named_rightly(name: str, data: bytes) -> bool:
    """Whether the bytes match the name; a name without a hash matches anything."""
    stem, dot, suffix = name.partition(".")
    return _OUR_NAME.fullmatch(stem) is None or name == name_of(data, dot + suffix)
