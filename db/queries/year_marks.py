"""Single marks of a stretch of days: the first, the last, and those with the most to say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from db.models.emotional_tag import EmotionalTag
from db.models.journal_line import JournalLine
from db.models.moment import FavouriteMoment
from db.queries.local_days import LINE, local_day, made_between
from db.queries.year_counts import Days

_TAG: Any = EmotionalTag.__table__.c
_MOMENT: Any = FavouriteMoment.__table__.c
_PRESSED = ("tag", "moment")
_LEAST_SAID, _MOST_SAID = 8, 160  # letters of what is shown large


def first_and_last(connection: Connection, days: Days, default_offset_min: int) -> list[int]:
    """Line ids; of one mark alone, its own."""
    found = select(LINE.id).where(LINE.kind.in_(_PRESSED), *_of(days, default_offset_min))
    ends = [
        connection.scalar(found.order_by(order).limit(1)) for order in (LINE.id, LINE.id.desc())
    ]
    return sorted({end for end in ends if end is not None})


def with_words(
    connection: Connection, days: Days, default_offset_min: int, limit: int
) -> list[int]:
    """Line ids of marks whose own words are neither a grunt nor a page: the strongest first."""
    line: Any = JournalLine.__table__
    said = func.coalesce(_TAG.note, _MOMENT.note, "")
    found = (
        select(LINE.id)
        .select_from(line)
        .outerjoin(EmotionalTag, (LINE.kind == "tag") & (_TAG.id == LINE.owner_id))
        .outerjoin(FavouriteMoment, (LINE.kind == "moment") & (_MOMENT.id == LINE.owner_id))
        .where(
            LINE.text != "",
            or_(LINE.kind == "tag", LINE.kind == "moment"),
            func.length(said).between(_LEAST_SAID, _MOST_SAID),
            *_of(days, default_offset_min),
        )
        .order_by(func.coalesce(_TAG.intensity, 3).desc(), func.length(said).desc(), LINE.id)
        .limit(limit)
    )
    return list(connection.scalars(found))


def _of(days: Days, default_offset_min: int) -> list[ColumnElement[bool]]:
    found = made_between(LINE.id, days.first, days.last)
    day = local_day(default_offset_min)
    if days.first is not None:
        found.append(day >= days.first)
    if days.last is not None:
        found.append(day <= days.last)
    return found
