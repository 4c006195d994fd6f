"""The emotion sets and their emotions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from db.models.emotion import Emotion, EmotionSet
from db.queries.sound import showable

_WORD: Any = Emotion.__table__
_SET: Any = EmotionSet.__table__


def sets(connection: Connection) -> Sequence[Any]:
    found = select(_SET).order_by(_SET.c.position, _SET.c.id)
    return showable(_SET, connection.execute(found))


def words(connection: Connection) -> Sequence[Any]:
    found = select(_WORD).order_by(_WORD.c.position, _WORD.c.id)
    return showable(_WORD, connection.execute(found))
