"""What an entry holds besides its words, and whether it is a sealed letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.keepsake.records import KeptPicture
from db.queries import keepsake as queries

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger


@dataclass(frozen=True, slots=True)
class EntryParts:
    """title, text: its own, sealed or not."""

    title: str
    text: str
    is_sealed: bool
    pictures: tuple[KeptPicture, ...]
    people: tuple[str, ...]


def entry_parts(ledger: Ledger, ids: Collection[int]) -> Mapping[int, EntryParts]:
    """Of the entries that are still there."""
    with ledger.read() as connection:
        rows = queries.entries(connection, ids)
        shown, people = queries.pictures(connection, ids), queries.people(connection, ids)
    pictures: dict[int, list[KeptPicture]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    for entry_id, file, words in shown:
        pictures[entry_id].append(KeptPicture(file, words))
    for entry_id, name in people:
        names[entry_id].append(name)
    return {
        row.id: EntryParts(
            row.title,
            row.text,
            bool(row.is_sealed),
            tuple(pictures[row.id]),
            tuple(names[row.id]),
        )
        for row in rows
    }
