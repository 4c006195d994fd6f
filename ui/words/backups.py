"""Backups in words: when they were made, how large they are, what going back to one would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.counting import counted
from ui.widgets.dates import day_in_words

if TYPE_CHECKING:
    from app.archive.records import Backup, NewerRows

_MIB = 1024 * 1024


def made_when(backup: Backup) -> str:
    """“Today, 15:56”."""
    made = backup.made_at.astimezone()
    return f"{day_in_words(made.date())}, {made:%H:%M}"


def made_when_inside(backup: Backup) -> str:
    """Inside a sentence: “today, 15:56”."""
    when = made_when(backup)
    is_near = when.startswith(("Today", "Yesterday"))
    return when[0].lower() + when[1:] if is_near else when


def lost_by_going_back(newer: NewerRows) -> str:
    """“12 marks and entries made since then would be gone, and changes of 3 others.”"""
    if not newer.made and not newer.changed:
        return "Nothing you made or changed since then would be lost."
    others = counted(newer.changed, "change of 1", "changes of {n}")
    if not newer.made:
        return f"The {others} since then would be gone."
    marks = counted(newer.made, "1 mark or entry", "{n} marks and entries")
    more = f", and the {others} more" if newer.changed else ""
    return f"{marks} made since then would be gone{more}."


def size_in_words(size: int) -> str:
    return f"{size / _MIB:.1f} MB" if size >= _MIB else f"{max(1, size // 1024)} KB"
