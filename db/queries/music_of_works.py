"""Which tracks are a work's music: said here for every question about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, select, union

from db.models.cue import Cue
from db.models.scene import Scene
from db.models.track import Track

_CUE: Any = Cue.__table__
_SCENE: Any = Scene.__table__
_TRACK: Any = Track.__table__


WorkIds = Collection[int | BindParameter[Any]]


def tracks_of_works(work_ids: WorkIds) -> CompoundSelect[tuple[int]]:
    """Ids of the tracks that belong to the works, or play in their scenes."""
    assigned = select(_TRACK.c.id).where(_TRACK.c.work_id.in_(work_ids))
    return union(assigned, tracks_in_scenes(work_ids))


def tracks_in_scenes(work_ids: WorkIds) -> Select[tuple[int]]:
    return (
        select(_CUE.c.track_id)
        .join(_SCENE, _SCENE.c.id == _CUE.c.scene_id)
        .where(_SCENE.c.work_id.in_(work_ids))
    )
