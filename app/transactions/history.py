"""One undoable step: what the rows were before and after a verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, NamedTuple

from app.core.track_move import TrackMove
from app.core.words import Text

EXTEND = Text("Extend mark")
RAISE = Text("Raise intensity")


class StepKind(Enum):
    """What a step does, as far as other steps may be joined to it.

    EXTEND only makes a held mark longer; RAISE comes of pressing the same key again.
    """

    OTHER = auto()
    EXTEND = auto()
    RAISE = auto()


class RowChange(NamedTuple):
    """One row of one table; `before` is None for an added row, `after` for a removed one."""

    table: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def undone(self) -> RowChange:
        return RowChange(self.table, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """Everything one verb changed, with the name the undo menu shows.

    joins: steps that carry the same one are one action, saved piece by piece. merged: tracks that
    became part of others.
    """

    label: str
    rows: tuple[RowChange, ...]
    kinds: frozenset[str]
    track_ids: frozenset[int]
    joins: str = ""
    kind: StepKind = StepKind.OTHER
    merged: tuple[TrackMove, ...] = ()

    def joined(self, later: Step) -> Step | None:
        """This step and a later one as one, when the later one only extends the mark that this one
        made, or both are pieces of one action.

        None when the listener would want to undo them one at a time.
        """
        if self.joins and self.joins == later.joins:
            rows = _following(self.rows, later.rows)
            tracks = self.track_ids | later.track_ids
            return Step(self.label, rows, self.kinds | later.kinds, tracks, self.joins, self.kind)
        if later.kind is not StepKind.EXTEND or len(self.rows) != 1 or len(later.rows) != 1:
            return None
        mine, theirs = self.rows[0], later.rows[0]
        is_press = mine.before is None or self.kind is StepKind.RAISE
        if not is_press or mine.after is None or theirs.before != mine.after:
            return None
        row = RowChange(mine.table, mine.before, theirs.after)
        return Step(self.label, (row,), self.kinds, self.track_ids, kind=self.kind)

    def shares_rows(self, other: Step) -> bool:
        """Whether undoing one before the other would make a difference."""
        mine = {(row.table, (row.after or row.before or {})["id"]) for row in self.rows}
        theirs = {(row.table, (row.after or row.before or {})["id"]) for row in other.rows}
        return not mine.isdisjoint(theirs)


def _following(rows: tuple[RowChange, ...], later: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
    """Both, one after the other; a row that changes twice keeps only its first and last state."""
    joined = list(rows)
    for row in later:
        before = next((n for n, known in enumerate(joined) if _leads_to(known, row)), None)
        if before is None:
            joined.append(row)
        else:
            first = joined.pop(before)
            if first.before is not None or row.after is not None:
                joined.insert(before, RowChange(row.table, first.before, row.after))
    return tuple(joined)


def _leads_to(first: RowChange, then: RowChange) -> bool:
    return first.table == then.table and first.after is not None and first.after == then.before
