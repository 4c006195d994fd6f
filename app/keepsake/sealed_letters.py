"""Sealed letters, which the journal covers, for a keepsake that they were ticked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.core.ids import WorkId
from app.journal.entry_parts import EntryPicture
from app.journal.reading import feeling, items_of
from app.journal.records import EntryLinks, JournalItem
from db.queries import keepsake as queries

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger


@dataclass(frozen=True)
class SealedLetters:
    ledger: Ledger

    def of_work(self, work_id: WorkId) -> tuple[JournalItem, ...]:
        """Those that link to it, sealed."""
        with self.ledger.read() as connection:
            return items_of(connection, queries.lines_of_letters(connection, work_id))

    def unsealed(self, items: Sequence[JournalItem]) -> Sequence[JournalItem]:
        """The same items, with what sealed letters say, show, and whom they name."""
        ids = [item.owner_id for item in items if item.is_sealed]
        if not ids:
            return items
        with self.ledger.read() as connection:
            rows = {row.id: row for row in queries.letters(connection, ids)}
            shown, named = queries.pictures(connection, ids), queries.people(connection, ids)
        pictures: dict[int, list[EntryPicture]] = defaultdict(list)
        people: dict[int, list[str]] = defaultdict(list)
        for entry_id, file, words in shown:
            pictures[entry_id].append(EntryPicture(file, words))
        for entry_id, name in named:
            people[entry_id].append(name)

        def said(item: JournalItem) -> JournalItem:
            if not item.is_sealed or item.owner_id not in rows:
                return item
            key = item.owner_id
            links = EntryLinks(pictures=tuple(pictures[key]), people=tuple(people[key]))
            return _said(item, rows[key], links)

        return [said(item) for item in items]


def _said(item: JournalItem, row: Any, links: EntryLinks) -> JournalItem:
    return replace(
        item,
        title=row.title,
        text=row.text,
        before=feeling(row.before_valence, row.before_arousal),
        after=feeling(row.after_valence, row.after_arousal),
        links=links,
    )
