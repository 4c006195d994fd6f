"""A work as a whole: its music, what of it was heard and felt, and what its story plays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from db.models.cue import Cue
from db.models.echo import Echo
from db.models.emotional_tag import EmotionalTag
from db.models.listen import Listen
from db.models.scene import Scene
from db.models.theme import Occurrence, Theme
from db.models.track import Track
from db.models.work import Work
from db.queries.music_of_works import tracks_of_works
from db.queries.sound import is_sound, showable

_WORK: Any = Work.__table__
_SCENE: Any = Scene.__table__
_TRACK: Any = Track.__table__
_CUE: Any = Cue.__table__
_LISTEN: Any = Listen.__table__
_TAG: Any = EmotionalTag.__table__
_ECHO: Any = Echo.__table__
_THEME: Any = Theme.__table__
_OCCURRENCE: Any = Occurrence.__table__


def cues_of_works(connection: Connection, work_ids: Collection[int]) -> Sequence[Any]:
    """Cues to the works' scenes: by work as given, by scene in story order, in it by their place
    there as far as that is known, then as they follow on their tracks.
    """
    place = {work_id: number for number, work_id in enumerate(work_ids)}
    found = (
        select(_CUE, _SCENE.c.work_id.label("work_id"), _SCENE.c.story_order.label("story_order"))
        .join(_SCENE, _SCENE.c.id == _CUE.c.scene_id)
        .where(_SCENE.c.work_id.in_(place), is_sound(_CUE))
        .order_by(
            _SCENE.c.story_order,
            _SCENE.c.id,
            func.coalesce(_CUE.c.scene_offset_ms, 0),
            _CUE.c.track_id,
            _CUE.c.start_ms,
        )
    )
    return sorted(connection.execute(found).all(), key=lambda row: place[row.work_id])


def heard_tracks(connection: Connection, work_ids: Collection[int]) -> Sequence[int]:
    """Ids of the works' tracks of which anything was ever heard."""
    heard = exists().where(_LISTEN.c.track_id == _TRACK.c.id, _LISTEN.c.heard_ms > 0)
    found = select(_TRACK.c.id).where(_TRACK.c.id.in_(tracks_of_works(set(work_ids))), heard)
    return connection.scalars(found).all()


def feeling_count(connection: Connection, work_ids: Collection[int]) -> int:
    """Emotional tags on the works' tracks."""
    theirs = _TAG.c.track_id.in_(tracks_of_works(set(work_ids)))
    wanted = select(func.count()).select_from(_TAG).where(theirs, is_sound(_TAG))
    return int(connection.scalar(wanted) or 0)


def echo_count(connection: Connection, work_ids: Collection[int]) -> int:
    """Echoes of the works and of their tracks."""
    ids = set(work_ids)
    is_theirs = or_(_ECHO.c.work_id.in_(ids), _ECHO.c.track_id.in_(tracks_of_works(ids)))
    return int(connection.scalar(select(func.count()).select_from(_ECHO).where(is_theirs)) or 0)


def themes_of_works(connection: Connection, work_ids: Collection[int]) -> Sequence[Any]:
    found = select(_THEME).where(_THEME.c.work_id.in_(set(work_ids)))
    return showable(_THEME, connection.execute(found.order_by(_THEME.c.name, _THEME.c.id)))


def themes_in_cues(connection: Connection, work_ids: Collection[int]) -> Sequence[Any]:
    """Rows (theme_id, cue_id): a confirmed return of the theme is heard in the cue."""
    found = (
        select(_OCCURRENCE.c.theme_id, _CUE.c.id.label("cue_id"))
        .join(_CUE, and_(_CUE.c.track_id == _OCCURRENCE.c.track_id, _overlap()))
        .join(_SCENE, _SCENE.c.id == _CUE.c.scene_id)
        .where(_SCENE.c.work_id.in_(set(work_ids)), _OCCURRENCE.c.status == "confirmed")
        .where(is_sound(_CUE), is_sound(_OCCURRENCE))
        .distinct()
    )
    return connection.execute(found).all()


def work_lines(connection: Connection) -> Sequence[Any]:
    """Every work with whether it has scenes or tracks, by title."""
    has_scene = select(_SCENE.c.id).where(_SCENE.c.work_id == _WORK.c.id).exists()
    has_track = select(_TRACK.c.id).where(_TRACK.c.work_id == _WORK.c.id).exists()
    found = select(_WORK, or_(has_scene, has_track).label("has_something"))
    return showable(_WORK, connection.execute(found.order_by(_WORK.c.title, _WORK.c.id)))


def _overlap() -> ColumnElement[bool]:
    """A point counts as inside of what begins there."""
    is_before = _OCCURRENCE.c.start_ms < func.max(_CUE.c.end_ms, _CUE.c.start_ms + 1)
    is_after = func.max(_OCCURRENCE.c.end_ms, _OCCURRENCE.c.start_ms + 1) > _CUE.c.start_ms
    return and_(is_before, is_after)
