"""Discs by the names of their folders: `CD1`, `Disc 2`, `Disk 03 - The end`, `Score (CD 2)`."""

from __future__ import annotations

import re

_DISC = r"(?:cd|dis[ck])[\s._#-]*0*(?P<disc>[1-9]\d?)(?![^\W_])"
_AT_START = re.compile(_DISC, re.IGNORECASE)
_AT_END = re.compile(rf"[\s._,(\[-]{_DISC}(?:\s*(?:of|von|/)\s*\d+)?\s*[)\]]?$", re.IGNORECASE)


def disc_of_folder(name: str) -> int | None:
    """The disc that a folder's name says it is, 1 to 99; None if it says nothing."""
    name = name.strip()
    found = _AT_START.match(name) or _AT_END.search(name)
    return int(found["disc"]) if found else None
