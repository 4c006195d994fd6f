"""The rows inside the rows of a document: links, passages, files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import select

from db.archive.added_rows import AddedRows
from db.archive.collect import Noun
from db.archive.outcome import MergedRow, Tally, Values, Verdict
from db.archive.references import References
from db.archive.validate import Place
from db.writing import bulk_rows
from db.writing.dependents import table_named
from db.writing.unit_of_work import UnitOfWork, in_parts

_FILE = table_named("audio_file")


class OwnedRows:
    """Merges them once their owners are. is_there: whether a file exists on this machine."""

    def __init__(
        self,
        unit: UnitOfWork,
        references: References,
        added_rows: AddedRows,
        is_there: Callable[[str], bool],
    ) -> None:
        self._unit = unit
        self._connection = unit.session.connection()
        self._references = references
        self._added_rows = added_rows
        self._is_there = is_there
        self._added: dict[str, str] = {}  # payloads of added files by path

    def merge(
        self, owned: Noun, merged: list[MergedRow], mine: list[int], tally: Tally
    ) -> set[int]:
        """Of one noun, for its owners, those of `merged` with these numbers. Returns which of them
        got new ones.
        """
        resolved, on_time_here = self._references.resolved, self._references.on_time_here
        there = self._rows_by_owner(owned)
        gone: list[int] = []
        new: list[tuple[Place, Values]] = []
        grown: set[int] = set()
        for number in mine:
            one = merged[number]
            place = one.place.inside(owned.name)
            wanted = [
                on_time_here(owned, resolved(owned.fields, row, place), one.row)
                for row in one.row[owned.name]
            ]
            kept = there.get(one.row_id, [])
            if owned.table is _FILE:
                is_new = one.verdict is Verdict.ADDED
                missing = self._new_files(wanted, one.row["payload_hash"]) if is_new else []
            elif one.verdict is Verdict.UPDATED and kept != wanted:
                gone.append(one.row_id)
                missing = wanted
            else:
                is_older = one.verdict is Verdict.OLDER
                missing = [] if is_older else [row for row in wanted if row not in kept]
            owner = one.row_id if owned.owner_key == "id" else one.row[owned.owner_key]
            new += [(place, {**row, owned.owner: owner}) for row in missing]
            grown |= {number} if missing else set()
        column = owned.table.c[owned.owner]
        bulk_rows.remove(
            self._unit,
            owned.table,
            bulk_rows.read_where(self._connection, owned.table, column, gone),
        )
        self._added_rows.add(owned, new, lambda _count: tally.tell())
        return grown

    def _rows_by_owner(self, owned: Noun) -> dict[int, list[Values]]:
        rows: dict[int, list[Values]] = defaultdict(list)
        columns = [field.column for field in owned.fields]
        owner = owned.table.c[owned.owner]
        found = select(owner.label("its_owner"), *columns).order_by(owned.table.c.id)
        for row in self._connection.execute(found).mappings():
            values = dict(row)
            rows[values.pop("its_owner")].append(values)
        return rows

    def _new_files(self, rows: list[Values], payload_hash: str) -> list[Values]:
        """Files whose path isn't known here; whether they exist is checked again.

        A file of two sources is inside both of them.
        """
        known: set[str] = set()
        for paths in in_parts([row["path"] for row in rows]):
            same = select(_FILE.c.path).where(_FILE.c.path.in_(paths))
            known.update(self._connection.scalars(same))
        new = [
            {**row, "is_available": self._is_there(row["path"])}
            for row in rows
            if row["path"] not in known and self._added.get(row["path"]) != payload_hash
        ]
        self._added |= {row["path"]: payload_hash for row in new}
        return new
