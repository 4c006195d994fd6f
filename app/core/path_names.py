"""Paths in words: whatever bytes they are made of, they can be drawn, logged and kept."""

from __future__ import annotations

import os
from pathlib import Path


def display_path(path: Path | str) -> str:
    """With � for each byte that can't be decoded."""
    return os.fsencode(path).decode("utf-8", "replace")


def display_name(path: Path) -> str:
    """The file's name alone."""
    return display_path(path.name)
