"""One undoable step: what the rows were before and after a verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
