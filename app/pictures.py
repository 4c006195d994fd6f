"""Stills and portraits: copied into the profile under the hash of their bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.errors import Problem

MAX_BYTES = 32 * 1024 * 1024
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".svg")


class Pictures:
    """The profile's picture folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, source: Path) -> str:
        """Copies a picture in and returns the name to store.

        Raises Problem when it cannot be read, is no picture by its name, or is over 32 MiB.
        """
        if source.suffix.lower() not in SUFFIXES:
            raise Problem(
                f"“{source.name}” isn’t a picture this program can show.",
                "",
                "Choose a JPEG, PNG, WebP, GIF, BMP or SVG file.",
            )
        try:
            if source.stat().st_size > MAX_BYTES:
                raise Problem(
                    f"“{source.name}” is too large for a still.",
                    "It is over 32 MB.",
                    "Choose a smaller one.",
                )
            data = source.read_bytes()
        except OSError as error:
            raise Problem(
                f"“{source.name}” couldn’t be read.",
                error.strerror or "",
                "Check that the file is still there.",
                repr(error),
            ) from error
        return self.keep_bytes(data, source.suffix.lower())

    def keep_bytes(self, data: bytes, suffix: str) -> str:
        name = hashlib.blake2b(data, digest_size=16).hexdigest() + suffix
        target = self.folder / name
        if not target.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".new")
            fresh.write_bytes(data)
            fresh.replace(target)
        return name

    def path(self, name: str | None) -> Path | None:
        """The file behind a stored name; None when there is none or it has vanished."""
        if not name:
            return None
        found = self.folder / Path(name).name
        return found if found.exists() else None
