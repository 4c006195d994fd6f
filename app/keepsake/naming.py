"""What a keepsake's file or folder is called."""

from __future__ import annotations

import os
from pathlib import Path

from app.core.words import _

_UNSAFE = frozenset('\\/:*?"<>|')
_LONGEST = 80  # characters
_LONGEST_BYTES = 200  # of the 255 that disks take, some are for “.pdf” and “ 2”


def file_name(title: str) -> str:
    """As any disk takes it."""
    name = "".join("-" if sign in _UNSAFE or not sign.isprintable() else sign for sign in title)
    cut = name[:_LONGEST].encode()[:_LONGEST_BYTES].decode("utf-8", "ignore")
    return cut.strip(" .") or _("Keepsake")


def free_path(path: Path) -> Path:
    """The path, or “… 2”, where there is nothing yet."""
    found, number = path, 2
    while os.path.lexists(found):
        found = path.with_name(f"{path.name} {number}")
        number += 1
    return found
