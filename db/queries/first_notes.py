"""What the game of first notes goes by: what was recognised, and what must not sound."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, or_, select

from db.models.cue import Cue
from db.models.journal_entry import JournalEntry
from db.models.recognition import Recognition
from db.models.scene import Scene
from db.queries.progress import is_scene_ahead, scenes_ahead
from db.queries.sound import is_sound

_RECOGNITION: Any = Recognition.__table__
_ENTRY: Any = JournalEntry.__table__
_CUE: Any = Cue.__table__
_SCENE: Any = Scene.__table__

Rows = list[Row[*tuple[Any, ...]]]


def recognitions(
    connection: Connection, *, theme_id: int | None = None, track_id: int | None = None
) -> Rows:
    """(track_id, theme_id, variant, after_ms, made_at, made_offset_min), the oldest first: of a
    theme, of a track as itself, or of all.
    """
    row = _RECOGNITION.c
    columns = (row.track_id, row.theme_id, row.variant, row.after_ms)
    query = select(*columns, row.made_at, row.made_offset_min).where(is_sound(_RECOGNITION))
    if theme_id is not None:
        query = query.where(row.theme_id == theme_id)
    if track_id is not None:
        query = query.where(row.track_id == track_id, row.theme_id.is_(None))
    return list(connection.execute(query.order_by(row.made_at, row.id)))


def cues_of_spoilers(connection: Connection) -> Rows:
    """(track_id, start_ms, end_ms, id, title, is_spoiler, is_ahead) of scenes that may be covered,
    where they are heard.
    """
    cue, scene = _CUE.c, _SCENE.c
    query = (
        select(
            cue.track_id,
            cue.start_ms,
            cue.end_ms,
            scene.id,
            scene.title,
            scene.is_spoiler,
            is_scene_ahead(),
        )
        .join_from(_CUE, _SCENE, scene.id == cue.scene_id)
        .where(or_(scene.is_spoiler, scene.id.in_(scenes_ahead())), is_sound(_CUE))
    )
    return list(connection.execute(query))


def stills_at(connection: Connection, track_id: int, first_ms: int, last_ms: int) -> Rows:
    """(still, id, title, is_spoiler, is_ahead) of scenes with a picture that play there, in order.
    Both ends belong to it.
    """
    cue, scene = _CUE.c, _SCENE.c
    query = (
        select(scene.still, scene.id, scene.title, scene.is_spoiler, is_scene_ahead())
        .join_from(_CUE, _SCENE, scene.id == cue.scene_id)
        .where(
            cue.track_id == track_id,
            cue.start_ms <= last_ms,
            cue.end_ms > first_ms,
            scene.still.is_not(None),
            is_sound(_CUE),
        )
        .order_by(cue.start_ms, cue.id)
    )
    return list(connection.execute(query))


def tracks_of_sealed(connection: Connection) -> set[int]:
    """Tracks for which a letter waits: it opens once the track is heard again."""
    entry = _ENTRY.c
    query = select(entry.sealed_track_id).where(
        entry.sealed_at.is_not(None), entry.opened_at.is_(None), entry.sealed_track_id.is_not(None)
    )
    return set(connection.scalars(query))
