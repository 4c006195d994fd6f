"""The column type of an alignment's anchors: pairs of a time in one track and in another, in ms.

In memory: a tuple of pairs, both of them rising. On disk: the same as JSON. Pairs that don't rise,
which another program may have written, are left out; anything else is read as no pairs.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from sqlalchemy import String
from sqlalchemy.engine import Dialect

from db.models.listed import Listed
from db.ranges.limits import Anchors, Wrong, WrongValue
from db.ranges.mending import rising

Anchor = tuple[int, int]


class AnchorPairs(Listed):
    """JSON in the file; Python code sees tuples."""

    impl = String
    cache_ok = True
    nothing: ClassVar[str] = "[]"

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(
        self, value: Any | None, dialect: Dialect
    ) -> tuple[Anchor, ...] | None:
        return None if value is None else read(value)

    def as_lists(self, value: tuple[Anchor, ...]) -> list[list[int]]:
        return [list(pair) for pair in value]

    def from_lists(self, value: Any) -> tuple[Anchor, ...]:
        if not isinstance(value, list) or not all(isinstance(pair, list) for pair in value):
            raise WrongValue(Wrong.NO_ANCHORS)
        return tuple(map(tuple, value))


def read(kept: Any) -> tuple[Anchor, ...]:
    """What `AnchorPairs` wrote."""
    try:
        pairs = tuple(map(tuple, json.loads(kept)))
    except (ValueError, TypeError, RecursionError):
        return ()
    return pairs if Anchors().fault(pairs) is None else rising(pairs)
