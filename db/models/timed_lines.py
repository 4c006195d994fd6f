"""The column type of subtitles and lyrics: their lines, timed or plain.

In memory: a tuple of lines, each a tuple of start, end and text. A start or end is in ms; both are
None in plain lines, and the end alone is where a line lasts until the next one.
On disk: the same as JSON, in one text. A film's 1,500 lines are read in 1 ms. Anything else, which
another program may have written, is read as plain lines, so that nothing of it is lost.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from sqlalchemy import String
from sqlalchemy.engine import Dialect

from db.models.listed import Listed
from db.ranges.limits import Lines, Wrong, WrongValue

Line = tuple[int | None, int | None, str]


class TimedLines(Listed):
    """JSON in the file; Python code sees tuples."""

    impl = String
    cache_ok = True
    nothing: ClassVar[str] = "[]"

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Line, ...] | None:
        return None if value is None else read(value)

    def as_lists(self, value: tuple[Line, ...]) -> list[list[Any]]:
        return [list(line) for line in value]

    def from_lists(self, value: Any) -> tuple[Line, ...]:
        if not isinstance(value, list) or not all(isinstance(line, list) for line in value):
            raise WrongValue(Wrong.NO_LINES)
        return tuple(map(tuple, value))


def read(kept: Any) -> tuple[Line, ...]:
    """What `TimedLines` wrote, or plain lines of anything else."""
    told = kept.decode("utf-8", "replace") if isinstance(kept, bytes) else str(kept)
    try:
        parsed = json.loads(told)
        lines = tuple(map(tuple, parsed))
    except (ValueError, TypeError, RecursionError):
        lines = ()
    are_lines = all(Lines().fault((line,)) is None for line in lines)
    if (lines and are_lines) or told == "[]":
        return lines
    return tuple((None, None, line.replace("\0", "")) for line in told.splitlines())
