"""Rows of marks of any kind, as dicts: found, changed, added and deleted many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.marks.kinds import KINDS
from app.transactions.ledger import Writing
from db.models.marks import MARK_TABLES
from db.ranges.doors import expect_all_inside, without_odd_signs
from db.writing import bulk_rows

Image = dict[str, Any]  # a row: its columns by name
Found = list[tuple[MarkRef, Image]]
NewMarks = list[tuple[MarkKind, Image]]


def table_of(kind: MarkKind) -> Any:
    return MARK_TABLES[kind].table


def found_rows(writing: Writing, refs: Iterable[MarkRef]) -> Found:
    """The rows; notes their tracks in writing. Raises LookupError unless all are there."""
    wanted = list(refs)
    by_kind: dict[MarkKind, list[int]] = defaultdict(list)
    for ref in wanted:
        by_kind[ref.kind].append(ref.id)
    connection = writing.session.connection()
    there = {kind: bulk_rows.read(connection, table_of(kind), ids) for kind, ids in by_kind.items()}
    if missing := [ref for ref in wanted if ref.id not in there[ref.kind]]:
        raise LookupError(f"no {missing[0].kind} {missing[0].id}")
    writing.track_ids.update(row["track_id"] for rows in there.values() for row in rows.values())
    return [(ref, there[ref.kind][ref.id]) for ref in wanted]


def edit(writing: Writing, found: Found, values: dict[str, Any]) -> None:
    """Raises TypeError for a field that one of the kinds doesn't have, OutOfRange."""
    values = {name: _text(value) for name, value in values.items()}
    for kind in {ref.kind for ref, _ in found}:
        if unknown := values.keys() - KINDS[kind].editable:
            raise TypeError(f"not to be edited in a {kind}: {sorted(unknown)}")
        expect_all_inside(table_of(kind).name, [values])
    change(writing, found, lambda _ref, row: writing.settled(values, row.__getitem__))


def change(
    writing: Writing, found: Found, values: Callable[[MarkRef, Image], dict[str, Any]]
) -> None:
    """values: the columns that a mark gets."""
    for kind, rows in _by_kind(found).items():
        new = {row_id: values(MarkRef(kind, row_id), row) for row_id, row in rows.items()}
        bulk_rows.change(writing.unit, table_of(kind), rows, new)


def added(writing: Writing, marks: NewMarks) -> tuple[MarkRef, ...]:
    """Adds rows. Returns their refs in the same order. Raises OutOfRange."""
    by_kind: dict[MarkKind, list[dict[str, Any]]] = defaultdict(list)
    for kind, values in marks:
        by_kind[kind].append(values)
    for kind, rows in by_kind.items():
        expect_all_inside(table_of(kind).name, rows)
    made = {
        kind: iter(bulk_rows.add(writing.unit, table_of(kind), rows))
        for kind, rows in by_kind.items()
    }
    refs = tuple(MarkRef(kind, next(made[kind])) for kind, _ in marks)
    writing.kinds.update(KINDS[kind].change for kind in by_kind)
    writing.track_ids.update(values["track_id"] for _, values in marks)
    writing.ids.update(ref.id for ref in refs)
    return refs


def remove(writing: Writing, found: Found) -> None:
    for kind, rows in _by_kind(found).items():
        bulk_rows.remove(writing.unit, table_of(kind), rows)


def _text(value: Any) -> Any:
    return without_odd_signs(value) if isinstance(value, str) else value


def span_of(row: Image) -> Span:
    return Span(row["start_ms"], row["end_ms"])


def placed_at(span: Span) -> dict[str, Any]:
    return {"start_ms": span.start_ms, "end_ms": span.end_ms}


def _by_kind(found: Found) -> dict[MarkKind, dict[int, Image]]:
    rows: dict[MarkKind, dict[int, Image]] = defaultdict(dict)
    for ref, row in found:
        rows[ref.kind][ref.id] = row
    return rows
