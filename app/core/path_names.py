"""Paths as text that can be shown, logged and saved, whatever bytes they contain."""

from __future__ import annotations

import os
from pathlib import Path


def display_path(path: Path | str) -> str:
    """With � for each byte that can't be decoded."""
    return os.fsencode(path).decode("utf-8", "replace")


def display_name(path: Path) -> str:
    """The file's name only."""
    return display_path(path.name)
