"""The journal's file, opened past the program."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from db.search.in_sql import know_fold


def connected(path: Path | str, **options: Any) -> sqlite3.Connection:
    """With what the triggers of marks and entries call."""
    raw = sqlite3.connect(path, **options)
    know_fold(raw)
    return raw
