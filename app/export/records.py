"""What an export wrote, what a restore did, which backups there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """rows: by table name. pictures: how many stills and portraits are inside."""

    path: Path
    rows: Mapping[str, int]
    pictures: int

    def __str__(self) -> str:
        pictures = f", pictures: {self.pictures}" if self.pictures else ""
        return (_counted(self.rows) or "nothing to keep yet") + pictures


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """Rows by table name: new here, replaced by a newer version, as they were."""

    added: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: Mapping[str, int]
    pictures_added: int = 0

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.updated or self.pictures_added)

    def __str__(self) -> str:
        lines = [
            f"Added: {_counted(self.added) or 'nothing'}",
            f"Updated: {_counted(self.updated) or 'nothing'}",
            f"Unchanged: {_counted(self.unchanged) or 'nothing'}",
        ]
        if self.pictures_added:
            lines.append(f"Pictures added: {self.pictures_added}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the journal's file. revision: the schema it was made with."""

    path: Path
    made_at: datetime
    revision: str
    size: int


def _counted(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {rows[name]:,}" for name in rows if rows[name])
