"""Subtitles of works and lyrics of tracks. Their lines, which are long, are read one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from db.models.lyrics import Lyrics, Subtitle
from db.models.timed_lines import Line
from db.models.work import Episode

_SUBTITLE: Any = Subtitle.__table__
_LYRICS: Any = Lyrics.__table__
_EPISODE: Any = Episode.__table__


def subtitles_of(connection: Connection, work_id: int) -> Sequence[Any]:
    """Without their lines; episode by episode, those of the work itself last."""
    order = (_EPISODE.c.season_number, _EPISODE.c.number, _SUBTITLE.c.language, _SUBTITLE.c.id)
    found = (
        select(*_but_lines(_SUBTITLE))
        .outerjoin_from(_SUBTITLE, _EPISODE, _EPISODE.c.id == _SUBTITLE.c.episode_id)
        .where(_SUBTITLE.c.work_id == work_id)
        .order_by(_SUBTITLE.c.episode_id.is_(None), *order)
    )
    return connection.execute(found).all()


def lyrics_of(connection: Connection, track_id: int) -> Sequence[Any]:
    """Those that have lines, without them; by language."""
    is_of_track = _LYRICS.c.track_id == track_id
    found = select(*_but_lines(_LYRICS)).where(is_of_track, _LYRICS.c.lines != ())
    return connection.execute(found.order_by(_LYRICS.c.language, _LYRICS.c.id)).all()


def lines_of_subtitle(connection: Connection, subtitle_id: int) -> tuple[Line, ...]:
    """Raises LookupError when it is gone."""
    return _lines(connection, _SUBTITLE, subtitle_id)


def lines_of_lyrics(connection: Connection, lyrics_id: int) -> tuple[Line, ...]:
    """Raises LookupError when they are gone."""
    return _lines(connection, _LYRICS, lyrics_id)


def _but_lines(table: Any) -> list[Any]:
    return [column for column in table.c if column.name != "lines"]


def _lines(connection: Connection, table: Any, row_id: int) -> tuple[Line, ...]:
    row = connection.execute(select(table.c.lines).where(table.c.id == row_id)).first()
    if row is None:
        raise LookupError(f"no {table.name} {row_id}")
    lines: tuple[Line, ...] = row.lines
    return lines
