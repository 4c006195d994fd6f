"""What an export wrote, what a restore did, which backups there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.counting import counted
from app.core.row_words import in_brief, rows_in_words
from db.archive.newer_rows import NewerRows as NewerRows


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that didn't come along. what: its name. why: a sentence."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"“{self.what}”: {self.why}"


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """rows: by table name. pictures: how many stills and portraits are inside. unreadable: rows
    with values that can't be shown; they are inside twice, as they are and as they can be restored.
    left_out: pictures that are missing or damaged here, rows that Restore would decline.
    """

    path: Path
    rows: Mapping[str, int]
    pictures: int
    unreadable: int = 0
    left_out: tuple[LeftOut, ...] = ()

    def __str__(self) -> str:
        more = f", {counted(self.pictures, '1 picture', '{n} pictures')}" if self.pictures else ""
        more += f", {self.unreadable:,} unreadable" if self.unreadable else ""
        first = (rows_in_words(self.rows) or "nothing to keep yet") + more
        return "\n".join([first, *_listed("Not as it was here", self.left_out)])


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """Rows by table name: new here, replaced by a newer version, as they were.

    backup: the journal as it was before; None when no row changed. is_undoable: False when so many
    rows came that only the backup leads back. pictures_healed: those whose file here was damaged.
    skipped: pictures that couldn't be taken in.
    """

    added: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: Mapping[str, int]
    pictures_added: int = 0
    backup: Path | None = None
    is_undoable: bool = True
    pictures_healed: int = 0
    skipped: tuple[LeftOut, ...] = ()

    @property
    def has_new_rows(self) -> bool:
        return bool(self.added or self.updated)

    @property
    def news(self) -> str:
        """In one line, with the way back."""
        rows = Counter(self.added) + Counter(self.updated)
        if not self.has_changes:
            return "All of it was here."
        said = f"Restored: {rows_in_words(rows) or 'pictures'}."
        if self.skipped:
            said += f" {len(self.skipped):,} of its pictures couldn’t be taken."
        if not self.is_undoable:
            return f"{said} That is too many to be undone; the backup made before leads back."
        return said

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.updated or self.pictures_added or self.pictures_healed)

    def __str__(self) -> str:
        lines = [
            f"Added: {rows_in_words(self.added) or 'nothing'}",
            f"Updated: {rows_in_words(self.updated) or 'nothing'}",
            f"Unchanged: {rows_in_words(self.unchanged) or 'nothing'}",
        ]
        if self.pictures_added:
            lines.append(f"Pictures added: {self.pictures_added}")
        if self.pictures_healed:
            lines.append(f"Damaged pictures replaced: {self.pictures_healed}")
        if self.backup is not None:
            lines.append(f"As it was before, your journal is kept in {self.backup}")
        return "\n".join([*lines, *_listed("Pictures skipped", self.skipped)])


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the journal's file. revision: the schema it was made with."""

    path: Path
    made_at: datetime
    revision: str
    size: int


@dataclass(frozen=True, slots=True)
class Rescued:
    """aside: where the file that couldn't be read lies now; None when there was none. rows: of the
    journal that took its place, by table name; None when they couldn't be rows_in_words.
    """

    aside: Path | None
    rows: Mapping[str, int] | None = None

    @property
    def inside(self) -> str:
        """“31 tracks, 120 marks, 5 journal entries”; empty when it isn't known or nothing is."""
        return in_brief(self.rows or {})


def _listed(heading: str, left_out: tuple[LeftOut, ...]) -> list[str]:
    return [f"{heading}:", *(f"  {one}" for one in left_out)] if left_out else []
