"""What was marked and written on some days of an earlier year, the most telling first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, and_, func, not_, select

from db.models.emotional_tag import EmotionalTag
from db.models.journal_line import JournalLine
from db.queries.letters import sealed
from db.queries.local_days import LINE, local_day, made_between

_TAG: Any = EmotionalTag.__table__
_STRONGEST = 5  # as strong as a favourite moment counts


def lines_of_days(
    connection: Connection,
    kinds: Collection[str],
    first_day: int,
    last_day: int,
    default_offset_min: int,
    limit: int,
) -> list[int]:
    """Up to `limit` lines: those with words first, then the strongest, then the newest. Of letters
    that are sealed nothing is told.

    first_day, last_day: since 1970, both included, where each line was made; default_offset_min is
    used for a line without a zone.
    """
    day = local_day(default_offset_min)
    is_letter = and_(LINE.kind == "entry", LINE.owner_id.in_(sealed()))
    is_its = and_(LINE.kind == "tag", _TAG.c.id == LINE.owner_id)
    found = (
        select(LINE.id)
        .outerjoin_from(JournalLine.__table__, _TAG, is_its)
        .where(
            LINE.kind.in_(kinds),
            *made_between(LINE.id, first_day, last_day),
            day >= first_day,
            day <= last_day,
            not_(is_letter),
        )
        .order_by(
            (LINE.text != "").desc(),
            func.coalesce(_TAG.c.intensity, _STRONGEST).desc(),
            LINE.id.desc(),
        )
        .limit(limit)
    )
    return list(connection.scalars(found))
