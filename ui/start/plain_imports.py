"""Imports as Python does them."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Takes a twentieth off the start, and two millionths of a second off each import afterwards.

    PySide looks at each import, and reads and tokenizes the source of each module, to find out
    whether it uses `from __feature__ import …`, which renames Qt’s methods. No module here does.
    It keeps what it stands in for as `builtins.__orig_import__` (PySide6 6.11); where it doesn’t,
    nothing changes.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
