"""The tables of marks, by the name of their kind in the journal's index and in queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from db.models import cue, emotional_tag, moment, theme
from db.models.journal_entry import EntryMoment
from db.models.line_source import LineSource, joined


@dataclass(frozen=True, slots=True)
class MarkTable:
    """The table of one kind of mark.

    line: how the journal's index describes a mark. shown: SQL for those that a track shows.
    in_inbox: SQL for those in the inbox, word for word as in the partial index; empty for a kind
    that is never in the inbox. links: the table that refers to marks by link_column.
    """

    model: type[Any]
    line: LineSource
    shown: str = "1"
    in_inbox: str = ""
    links: type[Any] | None = None
    link_column: str = ""

    @property
    def table(self) -> Table:
        found: Table = self.model.__table__
        return found

    @property
    def name(self) -> str:
        return self.table.name


MARK_TABLES: dict[str, MarkTable] = {
    "tag": MarkTable(
        emotional_tag.EmotionalTag,
        LineSource("emotional_tag", joined("note", "memory"), emotion="{r}.emotion_id"),
        in_inbox=emotional_tag.IN_INBOX,
    ),
    "moment": MarkTable(
        moment.FavouriteMoment,
        LineSource("favourite_moment", joined("label", "note")),
        in_inbox=moment.IN_INBOX,
        links=EntryMoment,
        link_column="moment_id",
    ),
    "cue": MarkTable(cue.Cue, LineSource("cue", "''", made_at="{r}.created_at", offset="NULL")),
    "occurrence": MarkTable(
        theme.Occurrence,
        LineSource(
            "occurrence",
            joined("variation", "note"),
            made_at="{r}.created_at",
            offset="NULL",
            condition="{r}.status = 'confirmed'",
        ),
        shown="occurrence.status <> 'rejected'",
    ),
}
