"""Alignments of a track with other versions of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models.alignment import Alignment
from db.queries.sound import showable

_ALIGNMENT: Any = Alignment.__table__


def alignments_of(connection: Connection, track_id: int) -> Sequence[Any]:
    """Whichever of its two tracks it is; the newest first."""
    is_its = or_(_ALIGNMENT.c.track_id == track_id, _ALIGNMENT.c.other_track_id == track_id)
    newest = (_ALIGNMENT.c.updated_at.desc(), _ALIGNMENT.c.id.desc())
    found = select(_ALIGNMENT).where(is_its).order_by(*newest)
    return showable(_ALIGNMENT, connection.execute(found))
