"""What the listener wrote in a stretch of days, as it is searched and as they wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, select

from db.models.emotional_tag import EmotionalTag
from db.models.journal_entry import JournalEntry
from db.models.journal_line import JournalLine
from db.models.moment import FavouriteMoment
from db.models.theme import Occurrence
from db.queries.letters import covered
from db.queries.local_days import LINE, local_day, made_between
from db.queries.year_counts import Days

_AT_ONCE = 500
_PARTS: Any = {
    "tag": (EmotionalTag.__table__, ("note", "memory")),
    "moment": (FavouriteMoment.__table__, ("label", "note")),
    "entry": (JournalEntry.__table__, ("title", "text")),
    "occurrence": (Occurrence.__table__, ("variation", "note")),
}


class Written(NamedTuple):
    """folded: as the journal's index has it."""

    folded: str
    text: str


def texts(connection: Connection, days: Days, default_offset_min: int) -> Iterator[Written]:
    """Of each mark and entry that can be found by its words; others, such as what is still sealed,
    are left out.
    """
    line: Any = JournalLine.__table__
    source: Any = line
    said: list[Any] = [LINE.text]
    for kind, (table, names) in _PARTS.items():
        source = source.outerjoin(table, and_(line.c.kind == kind, table.c.id == line.c.owner_id))
        said += [func.coalesce(_said(table.c[name]), "") for name in names]
    found = select(*said).select_from(source).where(LINE.text != "")
    found = found.where(*made_between(LINE.id, days.first, days.last))
    day = local_day(default_offset_min)
    if days.first is not None:
        found = found.where(day >= days.first)
    if days.last is not None:
        found = found.where(day <= days.last)
    streaming = connection.execution_options(yield_per=_AT_ONCE)
    for row in streaming.execute(found):
        yield Written(row[0], "\n".join(part for part in row[1:] if part))


def _said(column: Any) -> Any:
    return covered(column) if column is JournalEntry.__table__.c.text else column
