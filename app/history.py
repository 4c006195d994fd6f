"""One undoable step: what the rows were before and after a verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DRAW_SPAN = "Draw a span"  # the label of a step that only makes a held mark longer


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table; `before` is None for an added row, `after` for a removed one."""

    table: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """Everything one verb changed, with the name the undo menu shows."""

    label: str
    rows: tuple[RowChange, ...]
    kinds: frozenset[str]
    track_ids: frozenset[int]

    def joined(self, later: Step) -> Step | None:
        """This step and the one after it as one, when the later only draws out the mark it added.

        None when they are two deeds that the listener wants to undo one at a time.
        """
        if later.label != DRAW_SPAN or len(self.rows) != 1 or len(later.rows) != 1:
            return None
        mine, theirs = self.rows[0], later.rows[0]
        if mine.before is not None or mine.after is None or theirs.before != mine.after:
            return None
        row = RowChange(mine.table, None, theirs.after)
        return Step(self.label, (row,), self.kinds, self.track_ids)
