"""Backups in words: when they were made, how large they are, what going back to one would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from app.core.words import _, ngettext
from ui.words.dates import time_in_sentence, time_in_words
from ui.words.locale import spoken_locale

if TYPE_CHECKING:
    from app.archive.records import Backup, NewerRows

_KIB, _MIB = 1024, 1024 * 1024


def made_when(backup: Backup) -> str:
    """“Today, 15:56”."""
    return time_in_words(backup.made_at.astimezone())


def made_when_inside(backup: Backup) -> str:
    """Within a sentence: “today, 15:56”."""
    return time_in_sentence(backup.made_at.astimezone())


def lost_by_going_back(newer: NewerRows) -> str:
    """“12 marks and entries made since then would be lost.”, and what was changed."""
    lost = []
    if newer.made:
        lost.append(
            ngettext(
                "1 mark or entry made since then would be lost.",
                "{n} marks and entries made since then would be lost.",
                newer.made,
            )
        )
    if newer.changed:
        lost.append(
            ngettext(
                "Changes made since then to 1 mark or entry would be lost.",
                "Changes made since then to {n} marks and entries would be lost.",
                newer.changed,
            )
        )
    return " ".join(lost) or _(
        "No mark, entry or part of a story has been made or changed since then."
    )


def size_in_words(size: int) -> str:
    """“1.5 MB”, “15 kB”. size: in bytes."""
    kind = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    places = 1 if size >= _MIB else 0
    return spoken_locale().formattedDataSize(max(_KIB, size), places, kind)
