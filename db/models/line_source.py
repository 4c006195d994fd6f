"""How a line of the journal's index is made from a row of another table."""

from __future__ import annotations

from typing import NamedTuple

from db.search.in_sql import folded


class LineSource(NamedTuple):
    """Each part is SQL; `{r}` is the row's name in the trigger."""

    table: str
    text: str
    track: str = "{r}.track_id"
    emotion: str = "NULL"
    start: str = "{r}.start_ms"
    end: str = "{r}.end_ms"
    made_at: str = "{r}.made_at"
    offset: str = "{r}.made_offset_min"
    condition: str = "1"

    def of(self, row: str) -> LineSource:
        """The same with the row's name filled in."""
        return LineSource(*(part.format(r=row) for part in self))


def joined(first: str, second: str, second_if: str = "") -> str:
    """Two columns as one text to be searched; either may be empty. second_if: the second counts
    only then.
    """
    words = f"{{r}}.{second}"
    if second_if:
        words = f"CASE WHEN {second_if} THEN {words} ELSE '' END"
    return folded(f"trim({{r}}.{first} || char(10) || {words}, char(10))")
