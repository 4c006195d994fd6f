"""Lyrics that files say, beside those that the listener wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from db.models.base import change_stamp, new_uid
from db.models.lyrics import Lyrics
from db.models.timed_lines import Line
from db.ranges.limits import Lines

_LYRICS: Any = Lyrics.__table__


class FileLyrics(NamedTuple):
    """source: the file's name. is_beside: whether it is a file of its own, not the music."""

    language: str
    source: str
    is_beside: bool
    lines: tuple[Line, ...]


def take_in(
    session: Session, found: Iterable[tuple[int, Iterable[FileLyrics]]], beside: Sequence[str]
) -> set[int]:
    """Adds lyrics to tracks and lets those follow their file that nobody has edited. beside: how
    the names of lyrics files end. Returns the tracks that changed.

    One row a language for the music's tags, and one for the files beside it. What the listener
    edited or deleted stays as it is (a deleted row has no lines); the same words in another file
    aren't added again. Lines that can't be kept are left out.
    """
    changed = set()
    for track_id, lyrics in found:
        for each in lyrics:
            if Lines().fault(each.lines) is None and _take_in(session, track_id, each, beside):
                changed.add(track_id)
    return changed


def _take_in(session: Session, track_id: int, found: FileLyrics, beside: Sequence[str]) -> bool:
    rows = session.connection().execute(select(_LYRICS).where(_LYRICS.c.track_id == track_id)).all()
    if any(row.lines == found.lines for row in rows):
        return False
    known = next((row for row in rows if _is_same(row, found, tuple(beside))), None)
    if known is None:
        _add(session, track_id, found)
        return True
    is_edited = known.updated_at > known.created_at
    if is_edited or known.source != found.source:
        return False
    stamp = change_stamp(known.updated_at)
    values = {"lines": found.lines, "created_at": stamp, "updated_at": stamp}
    session.execute(update(_LYRICS).where(_LYRICS.c.id == known.id).values(values))
    return True


def _is_same(row: Any, found: FileLyrics, beside: tuple[str, ...]) -> bool:
    """Whether they are in the same language, and in the same kind of place."""
    if not row.source or row.language != found.language:
        return False
    return bool(row.source.lower().endswith(beside)) == found.is_beside


def _add(session: Session, track_id: int, found: FileLyrics) -> None:
    stamp = change_stamp()
    session.execute(
        insert(_LYRICS).values(
            uid=new_uid(),
            track_id=track_id,
            language=found.language,
            source=found.source,
            lines=found.lines,
            created_at=stamp,
            updated_at=stamp,
        )
    )
