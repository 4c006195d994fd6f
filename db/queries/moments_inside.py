"""Finds marks by uid, as the text of an entry names them, and tracks as it will name them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, union_all

from db.models.journal_line import JournalLine
from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.models.track_source import TrackSource
from db.writing.unit_of_work import in_parts

_LINE: Any = JournalLine.__table__
_SOURCE: Any = TrackSource.__table__


def lines_of(connection: Connection, uids: Collection[str]) -> list[int]:
    """The journal's lines of these marks, of whichever kinds they are."""
    found: list[int] = []
    for part in in_parts(sorted(uids)):
        of_kinds = [_lines_of(kind, part) for kind in MARK_TABLES]
        found += connection.scalars(union_all(*of_kinds))
    return found


def _lines_of(kind: str, uids: Collection[str]) -> Any:
    mark: Any = MARK_TABLES[kind].table
    owners = select(mark.c.id).where(mark.c.uid.in_(uids))
    return select(_LINE.c.id).where(_LINE.c.kind == kind, _LINE.c.owner_id.in_(owners))


def track_as_named(connection: Connection, track_id: int) -> tuple[str, str] | None:
    """Its uid and a payload hash of its sound, empty if it has none; None without such a track."""
    uid = connection.scalar(select(Track.uid).where(Track.id == track_id))
    if uid is None:
        return None
    sound = select(_SOURCE.c.payload_hash).where(_SOURCE.c.track_id == track_id)
    preferred = sound.order_by(_SOURCE.c.is_preferred.desc(), _SOURCE.c.id).limit(1)
    return uid, connection.scalar(preferred) or ""
