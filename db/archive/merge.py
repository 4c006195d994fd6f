"""A checked document merged into the file, uid by uid: the newer of two versions stays.

A row is the same row when its uid is, or its key (emotions), or one of its files' payload hash
(tracks). One that is the same by key or hash, and holds nothing of the listener's, becomes the
document's: a vocabulary planted or music imported a minute ago has nothing to protect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from db.archive.collect import Field, Noun, nouns
from db.archive.match import Here, Planted
from db.archive.validate import DocumentFault, row_place
from db.ranges.limits import shortened
from db.writing import bulk_rows
from db.writing.dependents import table_named
from db.writing.unit_of_work import UnitOfWork, in_parts

_CHUNK = 2000
_ROWS_A_REPORT = 500
_FILE = table_named("audio_file")

Values = dict[str, Any]


class _Verdict(Enum):
    ADDED = auto()
    UPDATED = auto()
    SAME = auto()  # as new as the row here
    OLDER = auto()


@dataclass(frozen=True, slots=True)
class _Merged:
    """A row of the document, the id it has here, and which version stays."""

    noun: Noun
    place: str
    row: Values
    row_id: int
    verdict: _Verdict


@dataclass
class MergeCounts:
    """Rows by table name."""

    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)


class _Tally:
    """Tells how many rows are done: those that stay as they are once they have been looked at, new
    ones once they are written. It tells while rows are merely looked at, too, so that whoever is
    told can end it at any time.
    """

    def __init__(self, total: int, report: Callable[[int, int, str], None]) -> None:
        self._done = 0
        self._total = total
        self._table = ""
        self._report = report

    def begin(self, table: str) -> None:
        self._table = table
        self.tell()

    def looked_at(self, rows: Iterable[Values]) -> Iterator[Values]:
        for number, row in enumerate(rows, 1):
            yield row
            if number % _ROWS_A_REPORT == 0:
                self.tell()

    def add(self, rows: int) -> None:
        self._done += rows
        self.tell()

    def tell(self) -> None:
        self._report(self._done, self._total, self._table)


class Merge:
    """One merge, inside the caller's transaction.

    What it does to each row is recorded. is_there: whether a file of the document exists on this
    machine. planted: the vocabularies as the program ships them.
    """

    def __init__(self, unit: UnitOfWork, is_there: Callable[[str], bool], planted: Planted) -> None:
        self._unit = unit
        self._connection = unit.session.connection()
        self._is_there = is_there
        self._planted = planted
        self._ids: dict[str, dict[str, int]] = {}  # table: reference in the document: id here

    def run(
        self,
        document: Mapping[str, list[Values]],
        report: Callable[[int, int, str], None],
    ) -> MergeCounts:
        """report: rows done, of how many, table; what it raises ends it. Raises DocumentFault. The
        caller must roll back then.
        """
        merged: list[_Merged] = []
        tally = _Tally(sum(map(len, document.values())), report)
        for noun in nouns():
            tally.begin(noun.name)
            merged += self._merge_rows(noun, document[noun.name], tally)
        with_more: set[int] = set()
        for owned in (owned for noun in nouns() for owned in noun.owned):
            mine = [number for number, one in enumerate(merged) if owned in one.noun.owned]
            with_more |= self._merge_owned(owned, merged, mine, tally)
        counts = MergeCounts()
        for number, one in enumerate(merged):
            _count(counts, one, number in with_more)
        return counts

    def _merge_rows(self, noun: Noun, rows: list[Values], tally: _Tally) -> list[_Merged]:
        here = Here(self._connection, noun, self._planted)
        new: list[tuple[str, Values]] = []
        found: list[tuple[str, Values, int | None, _Verdict]] = []
        for number, row in enumerate(tally.looked_at(rows)):
            place = row_place(noun.name, number, row)
            values = self._resolved(noun.fields, row, place)
            existing = here.find(row)
            if existing is None:
                new.append((place, values))
                found.append((place, row, None, _Verdict.ADDED))
            else:
                verdict = self._meet(noun, here, existing, values, place)
                found.append((place, row, existing["id"], verdict))
        tally.add(len(rows) - len(new))
        made = self._insert(noun, new, tally.add)
        ids = dict(zip((values["uid"] for _, values in new), made, strict=True))
        self._ids[noun.name] = self._ids_by(noun, noun.reference)
        merged = [
            _Merged(noun, place, row, ids[row["uid"]] if row_id is None else row_id, verdict)
            for place, row, row_id, verdict in found
        ]
        self._ids[noun.name] |= {one.row[noun.reference]: one.row_id for one in merged}
        return merged

    def _meet(
        self, noun: Noun, here: Here, existing: Mapping[str, Any], values: Values, place: str
    ) -> _Verdict:
        """Decides between the row here and the document's, and writes what follows."""
        if here.may_become(existing, values):
            changed = values
        elif values["updated_at"] > existing["updated_at"]:
            changed = {k: v for k, v in values.items() if k not in ("uid", "created_at")}
        else:
            is_same = values["updated_at"] == existing["updated_at"]
            return _Verdict.SAME if is_same else _Verdict.OLDER
        changed = {name: value for name, value in changed.items() if existing[name] != value}
        if not changed:
            return _Verdict.SAME
        # The time of the change is the document's, not now.
        changed["updated_at"] = values["updated_at"]
        change = update(noun.table).where(noun.table.c.id == existing["id"]).values(**changed)
        try:
            self._connection.execute(change)
        except IntegrityError as error:
            raise DocumentFault(place, _said(error)) from error
        self._unit.record(noun.name, dict(existing), {**existing, **changed})
        return _Verdict.UPDATED

    def _merge_owned(
        self, owned: Noun, merged: list[_Merged], mine: list[int], tally: _Tally
    ) -> set[int]:
        """Rows written inside rows: links, stretches, files. Returns which of `merged` got some."""
        there = self._rows_by_owner(owned)
        gone: list[int] = []
        new: list[tuple[str, Values]] = []
        grown: set[int] = set()
        for number in mine:
            one = merged[number]
            place = f"{one.place}, “{owned.name}”"
            wanted = [self._resolved(owned.fields, row, place) for row in one.row[owned.name]]
            kept = there.get(one.row_id, [])
            if owned.table is _FILE:
                missing = self._new_files(wanted) if one.verdict is _Verdict.ADDED else []
            elif one.verdict is _Verdict.UPDATED and kept != wanted:
                gone.append(one.row_id)
                missing = wanted
            else:
                is_older = one.verdict is _Verdict.OLDER
                missing = [] if is_older else [row for row in wanted if row not in kept]
            new += [(place, {**row, owned.owner: one.row_id}) for row in missing]
            grown |= {number} if missing else set()
        column = owned.table.c[owned.owner]
        bulk_rows.remove(
            self._unit,
            owned.table,
            bulk_rows.read_where(self._connection, owned.table, column, gone),
        )
        self._insert(owned, new, lambda _count: tally.tell())
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

    def _new_files(self, rows: list[Values]) -> list[Values]:
        """Files whose path no track here has; whether they exist is found out anew."""
        known: set[str] = set()
        for paths in in_parts([row["path"] for row in rows]):
            same = select(_FILE.c.path).where(_FILE.c.path.in_(paths))
            known.update(self._connection.scalars(same))
        return [
            {**row, "is_available": self._is_there(row["path"])}
            for row in rows
            if row["path"] not in known
        ]

    def _resolved(self, fields: Iterable[Field], row: Values, place: str) -> Values:
        """The row's columns, with ids of this file for references."""
        values: Values = {}
        for one in fields:
            value = row[one.name]
            if one.target is not None and value is not None:
                if value not in self._ids[one.target.name]:
                    where = f"{place}, field “{one.name}”,"
                    raise DocumentFault(where, f"points at {shortened(value)}, which is nowhere")
                value = self._ids[one.target.name][value]
            values[one.column.name] = value
        return values

    def _insert(
        self, noun: Noun, rows: list[tuple[str, Values]], written: Callable[[int], object]
    ) -> list[int]:
        """The new rows' ids, in their order. written: told how many more there are."""
        ids: list[int] = []
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            try:
                with self._connection.begin_nested():
                    ids += bulk_rows.add(self._unit, noun.table, [values for _, values in chunk])
            except IntegrityError:
                ids += self._find_culprit(noun, chunk)
            written(len(chunk))
        return ids

    def _find_culprit(self, noun: Noun, rows: list[tuple[str, Values]]) -> list[int]:
        ids: list[int] = []
        for place, values in rows:
            try:
                ids += bulk_rows.add(self._unit, noun.table, [values])
            except IntegrityError as error:
                raise DocumentFault(place, _said(error)) from error
        return ids

    def _ids_by(self, noun: Noun, column: str) -> dict[str, int]:
        named = self._connection.execute(select(noun.table.c[column], noun.table.c.id))
        return {row[0]: row[1] for row in named}


def _count(counts: MergeCounts, one: _Merged, has_more: bool) -> None:
    if one.verdict is _Verdict.ADDED:
        counts.added[one.noun.name] += 1
    elif one.verdict is _Verdict.UPDATED or has_more:
        counts.updated[one.noun.name] += 1
    else:
        counts.unchanged[one.noun.name] += 1


def _said(error: IntegrityError) -> str:
    return f"breaks a rule: {error.orig}"
