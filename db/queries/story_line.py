"""Everything along a story: one query for each kind of row, however many scenes there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, literal, or_, select

from db.models.character import Character
from db.models.cue import Cue
from db.models.emotional_tag import EmotionalTag
from db.models.listen import Listen
from db.models.scene import Scene, SceneCharacter
from db.models.theme import Occurrence, Theme, ThemeCharacter
from db.models.track import Track
from db.models.work import Episode, Work
from db.queries.music_of_works import tracks_in_scenes, tracks_of_works
from db.queries.progress import characters_ahead, scenes_ahead
from db.queries.sound import is_sound, showable

_WORK: Any = Work.__table__
_EPISODE: Any = Episode.__table__
_SCENE: Any = Scene.__table__
_APPEARS: Any = SceneCharacter.__table__
_CHARACTER: Any = Character.__table__
_CUE: Any = Cue.__table__
_TRACK: Any = Track.__table__
_LISTEN: Any = Listen.__table__
_TAG: Any = EmotionalTag.__table__
_THEME: Any = Theme.__table__
_BELONGS: Any = ThemeCharacter.__table__
_OCCURRENCE: Any = Occurrence.__table__

Rows = Sequence[Row[*tuple[Any, ...]]]
Works = Collection[int]

_SCENE_COLUMNS = (
    "id",
    "work_id",
    "episode_id",
    "title",
    "summary",
    "story_order",
    "start_ms",
    "end_ms",
    "still",
    "is_spoiler",
)
_PERSON_COLUMNS = ("id", "work_id", "name", "colour", "portrait", "is_spoiler")
FELT_COLUMNS = (
    "id",
    "track_id",
    "emotion_id",
    "start_ms",
    "end_ms",
    "intensity",
    "made_at",
    "made_offset_min",
)


def works_at(work_id: int, season: int | None, number: int | None, order: float | None) -> Any:
    """A work as if this were the listener's progress in it: for `scenes` and `characters`."""
    columns = (
        _WORK.c.id,
        literal(season).label("progress_season"),
        literal(number).label("progress_number"),
        literal(order).label("progress_order"),
    )
    return select(*columns).where(_WORK.c.id == work_id).subquery()


def works(connection: Connection, work_ids: Works) -> Sequence[Any]:
    """In any order."""
    found = select(_WORK).where(_WORK.c.id.in_(work_ids))
    return showable(_WORK, connection.execute(found))


def works_of_saga(connection: Connection, saga_id: int) -> list[int]:
    found = select(_WORK.c.id).where(_WORK.c.saga_id == saga_id)
    return list(connection.scalars(found.order_by(_WORK.c.saga_order, _WORK.c.id)))


def episodes(connection: Connection, work_ids: Works) -> Sequence[Any]:
    found = select(_EPISODE).where(_EPISODE.c.work_id.in_(work_ids))
    order = (_EPISODE.c.season_number, _EPISODE.c.number, _EPISODE.c.id)
    return showable(_EPISODE, connection.execute(found.order_by(*order)))


def scenes(connection: Connection, work_ids: Works, begun: Any = None) -> Sequence[Any]:
    """In the story order of each work, with is_ahead. begun: see `works_at`."""
    ahead = _SCENE.c.id.in_(scenes_ahead(begun)).label("is_ahead")
    # Found by SQL: there may be thousands, and to check each span here took a third of the reading.
    is_as_it_is = is_sound(_SCENE).label("is_as_it_is")
    columns = (_SCENE.c[name] for name in _SCENE_COLUMNS)
    found = select(*columns, ahead, is_as_it_is).where(_SCENE.c.work_id.in_(work_ids))
    rows = connection.execute(found.order_by(_SCENE.c.story_order, _SCENE.c.id)).all()
    if all(row.is_as_it_is for row in rows):
        return rows
    return [row if row.is_as_it_is else showable(_SCENE, (row,))[0] for row in rows]


def characters(connection: Connection, work_ids: Works, begun: Any = None) -> Sequence[Any]:
    """By name, with is_ahead. begun: see `works_at`."""
    ahead = _CHARACTER.c.id.in_(characters_ahead(begun)).label("is_ahead")
    found = select(*(_CHARACTER.c[name] for name in _PERSON_COLUMNS), ahead).where(
        _CHARACTER.c.work_id.in_(work_ids)
    )
    return showable(_CHARACTER, connection.execute(found.order_by(_CHARACTER.c.name)))


def appearances(connection: Connection, work_ids: Works) -> Rows:
    """(scene_id, character_id)."""
    found = select(_APPEARS.c.scene_id, _APPEARS.c.character_id).join(
        _SCENE, _SCENE.c.id == _APPEARS.c.scene_id
    )
    return connection.execute(found.where(_SCENE.c.work_id.in_(work_ids))).all()


def cues(connection: Connection, work_ids: Works) -> Rows:
    """(id, uid, track_id, scene_id, start_ms, end_ms, scene_offset_ms)."""
    columns = ("id", "uid", "track_id", "scene_id", "start_ms", "end_ms", "scene_offset_ms")
    found = select(*(_CUE.c[name] for name in columns)).join(_SCENE, _SCENE.c.id == _CUE.c.scene_id)
    return connection.execute(found.where(_SCENE.c.work_id.in_(work_ids), is_sound(_CUE))).all()


def tracks(connection: Connection, work_ids: Works) -> Sequence[Any]:
    """Those that belong to the works or play in a scene, as on the first of their albums, with
    is_heard: whether anything of them was heard.
    """
    heard = exists().where(_LISTEN.c.track_id == _TRACK.c.id, _LISTEN.c.heard_ms > 0)
    columns = ("id", "title", "artist", "album", "duration_ms", "role", "work_id", "cover")
    found = select(*(_TRACK.c[name] for name in columns), heard.label("is_heard")).where(
        _TRACK.c.id.in_(tracks_of_works(work_ids))
    )
    order = (_TRACK.c.album, _TRACK.c.disc_number, _TRACK.c.track_number, _TRACK.c.id)
    return showable(_TRACK, connection.execute(found.order_by(*order)))


def felt(connection: Connection, work_ids: Works) -> Rows:
    """FELT_COLUMNS of what was felt in all tracks of the works' scenes, by track and start."""
    return felt_on(connection, tracks_in_scenes(work_ids))


def felt_on(connection: Connection, track_ids: Any) -> Rows:
    """The same of tracks: their ids, or a query of them."""
    found = select(*(_TAG.c[name] for name in FELT_COLUMNS)).where(
        _TAG.c.track_id.in_(track_ids), _TAG.c.mode == "felt", is_sound(_TAG)
    )
    return connection.execute(found.order_by(_TAG.c.track_id, _TAG.c.start_ms, _TAG.c.id)).all()


def themes(connection: Connection, work_ids: Works) -> Sequence[Any]:
    """Those of the works and of none, by name."""
    found = select(_THEME).where(or_(_THEME.c.work_id.in_(work_ids), _THEME.c.work_id.is_(None)))
    return showable(_THEME, connection.execute(found.order_by(_THEME.c.name, _THEME.c.id)))


def theme_characters(connection: Connection) -> Rows:
    """(theme_id, character_id)."""
    found = select(_BELONGS.c.theme_id, _BELONGS.c.character_id)
    return connection.execute(found.order_by(_BELONGS.c.id)).all()


def returns(connection: Connection, work_ids: Works) -> Rows:
    """(id, theme_id, track_id, start_ms, end_ms, is_home) of the confirmed returns in the tracks of
    the works' scenes, in the order in which they were made.
    """
    occurrence = _OCCURRENCE.c
    there = occurrence.track_id.in_(tracks_in_scenes(work_ids))
    columns = ("id", "theme_id", "track_id", "start_ms", "end_ms", "is_home")
    found = select(*(occurrence[name] for name in columns)).where(
        occurrence.status == "confirmed", there, is_sound(_OCCURRENCE)
    )
    order = (occurrence.created_at, occurrence.start_ms, occurrence.uid)
    return connection.execute(found.order_by(*order)).all()
