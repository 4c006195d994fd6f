"""Works, episodes, characters and scenes, as whole lists: a story has a few hundred."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.models.character import Character
from db.models.cue import Cue
from db.models.scene import Scene, SceneCharacter
from db.models.work import Episode, Saga, Work
from db.queries.progress import is_character_ahead, is_scene_ahead
from db.queries.sound import is_sound, showable

_WORK: Any = Work.__table__
_SAGA: Any = Saga.__table__
_EPISODE: Any = Episode.__table__
_CHARACTER: Any = Character.__table__
_SCENE: Any = Scene.__table__
_APPEARS: Any = SceneCharacter.__table__
_CUE: Any = Cue.__table__


def works(connection: Connection) -> Sequence[Any]:
    found = select(_WORK).order_by(_WORK.c.title, _WORK.c.id)
    return showable(_WORK, connection.execute(found))


def sagas(connection: Connection) -> Sequence[Any]:
    found = select(_SAGA).order_by(_SAGA.c.name, _SAGA.c.id)
    return showable(_SAGA, connection.execute(found))


def works_in_sagas(connection: Connection) -> Sequence[Any]:
    """Rows (id, saga_id), in the order of each saga."""
    found = select(_WORK.c.id, _WORK.c.saga_id).where(_WORK.c.saga_id.is_not(None))
    return connection.execute(found.order_by(_WORK.c.saga_id, _WORK.c.saga_order, _WORK.c.id)).all()


def episodes(connection: Connection) -> Sequence[Any]:
    order = (_EPISODE.c.season_number, _EPISODE.c.number, _EPISODE.c.id)
    return showable(_EPISODE, connection.execute(select(_EPISODE).order_by(*order)))


def characters(connection: Connection, work_id: int) -> Sequence[Any]:
    found = select(_CHARACTER, is_character_ahead()).where(_CHARACTER.c.work_id == work_id)
    return showable(_CHARACTER, connection.execute(found.order_by(_CHARACTER.c.name)))


def scenes_of_work(connection: Connection, work_id: int) -> Sequence[Any]:
    found = _scenes().where(_SCENE.c.work_id == work_id)
    order = (_SCENE.c.story_order, _SCENE.c.id)
    return showable(_SCENE, connection.execute(found.order_by(*order)))


def all_scenes(connection: Connection) -> Sequence[Any]:
    order = (_WORK.c.title, _SCENE.c.story_order, _SCENE.c.id)
    return showable(_SCENE, connection.execute(_scenes().order_by(*order)))


def scenes_by_id(connection: Connection, scene_ids: Iterable[int]) -> Sequence[Any]:
    found = _scenes().where(_SCENE.c.id.in_(set(scene_ids)))
    return showable(_SCENE, connection.execute(found))


def appearances(connection: Connection, scene_ids: Iterable[int]) -> Sequence[Any]:
    """Rows (scene_id, character_id): a long story has few characters and thousands of these."""
    found = select(_APPEARS.c.scene_id, _APPEARS.c.character_id)
    return connection.execute(found.where(_APPEARS.c.scene_id.in_(set(scene_ids)))).all()


def characters_by_id(connection: Connection, ids: Iterable[int]) -> Sequence[Any]:
    """By name."""
    found = select(_CHARACTER, is_character_ahead()).where(_CHARACTER.c.id.in_(set(ids)))
    return showable(_CHARACTER, connection.execute(found.order_by(_CHARACTER.c.name)))


def cues_of_track(
    connection: Connection, track_id: int, ids: Collection[int] | None = None
) -> Sequence[Any]:
    """In time order; all, or those with these ids."""
    found = select(_CUE).where(_CUE.c.track_id == track_id, is_sound(_CUE))
    if ids is not None:
        found = found.where(_CUE.c.id.in_(ids))
    return connection.execute(found.order_by(_CUE.c.start_ms, _CUE.c.id)).all()


def cues_of_scene(connection: Connection, scene_id: int) -> Sequence[Any]:
    found = select(_CUE).where(_CUE.c.scene_id == scene_id, is_sound(_CUE))
    return connection.execute(found.order_by(_CUE.c.track_id, _CUE.c.start_ms)).all()


def scene_of_cue(connection: Connection, cue_id: int) -> int:
    """Raises LookupError when there is no such scene mark."""
    found = connection.scalar(select(_CUE.c.scene_id).where(_CUE.c.id == cue_id))
    if found is None:
        raise LookupError(f"no cue {cue_id}")
    return int(found)


def cue_count(connection: Connection, kind: str, row_id: int) -> int:
    """The number of scene marks of a “scene” or of a “work”; 0 for any other kind."""
    if kind not in ("scene", "work"):
        return 0
    column = _SCENE.c.id if kind == "scene" else _SCENE.c.work_id
    found = select(func.count()).select_from(_CUE).join(_SCENE, _SCENE.c.id == _CUE.c.scene_id)
    return int(connection.scalar(found.where(column == row_id)) or 0)


def _scenes() -> Select[Any]:
    return (
        select(
            _SCENE,
            _WORK.c.title.label("work_title"),
            _EPISODE.c.season_number,
            _EPISODE.c.number.label("episode_number"),
            _EPISODE.c.title.label("episode_title"),
            is_scene_ahead(),
        )
        .join(_WORK, _WORK.c.id == _SCENE.c.work_id)
        .outerjoin(_EPISODE, _EPISODE.c.id == _SCENE.c.episode_id)
    )
