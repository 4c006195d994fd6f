"""Merges neighbours that say the same into one mark."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from app.core.marks import MarkRef
from app.marks.joining import covering, neighbours, told_together
from app.marks.kinds import KINDS
from app.marks.rows import Found, Image, change, placed_at, remove, span_of, table_of
from app.transactions.ledger import Writing
from db.repositories import marks as repository
from db.writing import bulk_rows


def with_alike(writing: Writing, ref: MarkRef, row: Image) -> Found:
    """The mark and the chain of neighbours on its track that say the same."""
    kind, table = KINDS[ref.kind], table_of(ref.kind)
    same = {name: row[name] for name in kind.what}
    ids = repository.alike(writing.session, table, row["track_id"], same)
    rows = bulk_rows.read(writing.session.connection(), table, ids)
    found = {MarkRef(ref.kind, row_id): other for row_id, other in rows.items()}
    chains = neighbours({other: span_of(found[other]) for other in found})
    chain = next((chain for chain in chains if ref in chain), [])
    return [(other, found[other]) for other in chain]


def groups_of(found: Found) -> list[Found]:
    """Groups of marks that can be merged, each in time order."""
    alike: dict[tuple[object, ...], dict[MarkRef, Image]] = defaultdict(dict)
    for ref, row in found:
        says = tuple(row[name] for name in KINDS[ref.kind].what)
        alike[(ref.kind, row["track_id"], *says)][ref] = row
    return [
        [(ref, same[ref]) for ref in group]
        for same in alike.values()
        for group in neighbours({ref: span_of(row) for ref, row in same.items()})
    ]


def merge(writing: Writing, groups: list[Found]) -> None:
    """The first of each group takes over what the others say; they are deleted."""
    told = {group[0][0]: _told_by_all(group) for group in groups}
    change(writing, [group[0] for group in groups], lambda ref, _row: told[ref])
    for (heir, _), *others in groups:
        for ref, _ in others:
            repository.hand_over(writing.session, heir.kind, ref.id, heir.id)
    remove(writing, [mark for group in groups for mark in group[1:]])


def _told_by_all(group: Found) -> dict[str, Any]:
    """The columns of the merged mark."""
    kind, members = group[0][0].kind, [row for _, row in group]
    values: dict[str, Any] = placed_at(covering(span_of(member) for member in members))
    for name in KINDS[kind].texts:
        values[name] = told_together(member[name] for member in members)
    if KINDS[kind].is_pressed:
        values["raw_end_ms"] = max(member["raw_end_ms"] for member in members)
    for name in KINDS[kind].greatest:
        values[name] = max(member[name] for member in members)
    return values
