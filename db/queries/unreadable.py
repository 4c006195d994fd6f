"""Rows of every table that can't be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, not_, select

from db.models.all import metadata
from db.models.base import Base
from db.models.emotion import Emotion
from db.models.listen import Listen
from db.models.scene import Scene
from db.models.theme import Theme
from db.models.track import Track
from db.queries.sound import is_sound

Found = tuple[str, dict[str, Any]]  # table, row

_DERIVED = frozenset({"journal_line"})
_CALLED: dict[str, tuple[type[Base], str]] = {
    "theme_id": (Theme, "name"),
    "scene_id": (Scene, "title"),
}
_UNREAD = frozenset({"samples"})  # large, and always valid


def rows(connection: Connection, most: int) -> list[Found]:
    """Up to `most` of them, without columns that nobody needs. Reads every table completely."""
    found: list[Found] = []
    for table in metadata.sorted_tables:
        if table.name in _DERIVED:
            continue
        columns = [column for column in table.c if column.name not in _UNREAD]
        odd = select(*columns).where(not_(is_sound(table))).order_by(table.c.id)
        odd = odd.limit(most - len(found))
        found += [(table.name, row._asdict()) for row in connection.execute(odd)]
        if len(found) >= most:
            break
    return found


class Names:
    """The names of rows and their tracks, read for all of them at once."""

    def __init__(self, connection: Connection, found: Sequence[Found]) -> None:
        rows = [row for _, row in found]
        self._listens = _column(connection, Listen, "track_id", _ids(rows, "listen_id"))
        self._called = {
            link: _column(connection, model, name, _ids(rows, link))
            for link, (model, name) in _CALLED.items()
        }
        self._emotions = _emotions(connection, _ids(rows, "emotion_id"))
        ids = {self.track_id(row) for row in rows} - {None}
        self._tracks = tracks(connection, {track_id for track_id in ids if track_id is not None})

    def track_id(self, row: Mapping[str, Any]) -> int | None:
        """Its own, or its listen's."""
        own = row.get("track_id")
        return self._listens.get(row.get("listen_id")) if own is None else own

    def track(self, track_id: int | None) -> tuple[str, int]:
        """Title and length; both empty without a track."""
        return self._tracks.get(track_id or 0, ("", 0))

    def emotion(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """Key and name of the row's emotion; both empty without one."""
        return self._emotions.get(row.get("emotion_id"), ("", ""))

    def called(self, row: Mapping[str, Any]) -> str:
        """The name of the row's theme or scene; empty without one."""
        found = (names.get(row.get(link)) for link, names in self._called.items())
        return next((str(name) for name in found if name), "")


def _ids(rows: Sequence[Mapping[str, Any]], link: str) -> set[int]:
    return {row[link] for row in rows if row.get(link) is not None}


def _column(
    connection: Connection, model: type[Base], name: str, ids: Collection[int]
) -> dict[Any, Any]:
    if not ids:
        return {}
    table = model.__table__.c
    found = select(table.id, table[name]).where(table.id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(found)}


def _emotions(connection: Connection, ids: Collection[int]) -> dict[Any, tuple[str, str]]:
    emotion = Emotion.__table__.c
    found = select(emotion.id, emotion.key, emotion.name).where(emotion.id.in_(ids))
    return {row[0]: (row[1] or "", row[2]) for row in connection.execute(found)}


def tracks(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """(title, duration_ms) of tracks by id."""
    track = Track.__table__.c
    found = select(track.id, track.title, track.duration_ms).where(track.id.in_(ids))
    return {row.id: (row.title, row.duration_ms) for row in connection.execute(found)}
