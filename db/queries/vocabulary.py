"""Which words there are for feelings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from db.models.emotion import Emotion, EmotionSet

_WORD = Emotion.__table__
_SET = EmotionSet.__table__


def sets(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(select(_SET).order_by(_SET.c.position, _SET.c.id)).all()


def words(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(select(_WORD).order_by(_WORD.c.position, _WORD.c.id)).all()
