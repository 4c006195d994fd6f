"""Which pictures are used: as a still, portrait or picture of something, or in an entry."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from db.models.character import Character
from db.models.echo import Echo
from db.models.journal_entry import EntryPicture, JournalEntry
from db.models.scene import Scene
from db.models.work import Work
from db.writing.unit_of_work import in_parts

NAMING: tuple[Any, ...] = (
    Scene.still, Character.portrait, Work.picture, Echo.picture, EntryPicture.file
)  # fmt: skip


def spoken_of(connection: Connection, names: Collection[str]) -> set[str]:
    """Those of the names that a row uses."""
    found: set[str] = set()
    for part in in_parts(sorted(names)):
        for column in NAMING:
            found.update(
                name for name in connection.scalars(select(column).where(column.in_(part))) if name
            )
    return found | {name for name in set(names) - found if _is_in_an_entry(connection, name)}


def _is_in_an_entry(connection: Connection, name: str) -> bool:
    text = select(JournalEntry.id).where(func.instr(JournalEntry.text, name) > 0)
    return connection.execute(text.limit(1)).first() is not None
