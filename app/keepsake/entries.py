"""What entries hold besides what the journal shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.core.ids import WorkId
from app.journal.reading import feeling, items_of
from app.journal.records import ENTRY, JournalItem
from app.keepsake.records import KeptPicture
from db.queries import keepsake as queries

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger


@dataclass(frozen=True, slots=True)
class EntryParts:
    """Beside the text."""

    pictures: tuple[KeptPicture, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntryReading:
    ledger: Ledger

    def parts(self, items: Sequence[JournalItem]) -> Mapping[int, EntryParts]:
        """Of those that are entries, by their ids."""
        ids = _entries(items)
        if not ids:
            return {}
        with self.ledger.read() as connection:
            shown, named = queries.pictures(connection, ids), queries.people(connection, ids)
        pictures: dict[int, list[KeptPicture]] = defaultdict(list)
        names: dict[int, list[str]] = defaultdict(list)
        for entry_id, file, words in shown:
            pictures[entry_id].append(KeptPicture(file, words))
        for entry_id, name in named:
            names[entry_id].append(name)
        return {key: EntryParts(tuple(pictures[key]), tuple(names[key])) for key in ids}

    def letters_of(self, work_id: WorkId) -> tuple[JournalItem, ...]:
        """The sealed ones that link to a work."""
        with self.ledger.read() as connection:
            return items_of(connection, queries.lines_of_letters(connection, work_id))

    def unsealed(self, items: Sequence[JournalItem]) -> Sequence[JournalItem]:
        """The same, with what sealed letters say."""
        ids = [item.owner_id for item in items if item.is_sealed]
        if not ids:
            return items
        with self.ledger.read() as connection:
            rows = {row.id: row for row in queries.letters(connection, ids)}
        return [
            item if row is None else _said(item, row)
            for item in items
            for row in [rows.get(item.owner_id) if item.is_sealed else None]
        ]


def _entries(items: Sequence[JournalItem]) -> Collection[int]:
    return [item.owner_id for item in items if item.kind is ENTRY]


def _said(item: JournalItem, row: Any) -> JournalItem:
    return replace(
        item,
        title=row.title,
        text=row.text,
        before=feeling(row.before_valence, row.before_arousal),
        after=feeling(row.after_valence, row.after_arousal),
    )
