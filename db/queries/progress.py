"""What comes after the listener's progress in a work.

The episode decides: scenes of later episodes are ahead. Scenes outside of episodes, and those of a
work without progress by episodes, go by their story order: those after the work's progress_order
are ahead. Where that isn't set, those after the last scene of an episode that was seen are; if
none is known, those from the first scene of a later episode on.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from db.models.character import Character
from db.models.scene import Scene, SceneCharacter
from db.models.work import Episode, Work
from db.queries.hints import unindexed


def scenes_ahead(works: Any = None) -> Select[tuple[int]]:
    """Ids of the scenes that come after the progress in their works.

    works: rows of works to go by instead of those that are kept, with id and progress.
    """
    return _kept_scenes_ahead() if works is None else _scenes_ahead(works)


@cache
def _kept_scenes_ahead() -> Select[tuple[int]]:
    return _scenes_ahead(Work.__table__)


def _scenes_ahead(works: Any) -> Select[tuple[int]]:
    # Aliases, so that a query around it isn't taken for this one's tables.
    scene: Any = Scene.__table__.alias("later_scene")
    work: Any = works.alias("work_begun")
    episode: Any = Episode.__table__.alias("later_episode")
    has_episodes = _has_episodes(work)
    is_told_by_episode = and_(has_episodes, episode.c.id.is_not(None))
    reached = func.coalesce(work.c.progress_order, _last_seen(work))
    after = case(
        (reached.is_not(None), scene.c.story_order > reached),
        else_=scene.c.story_order >= _first_later(work),
    )
    return (
        select(scene.c.id)
        .join_from(work, scene, _is_of(scene, work))
        .outerjoin(episode, episode.c.id == scene.c.episode_id)
        .where(
            _is_begun(work),
            case((is_told_by_episode, _is_later(episode, work)), else_=after),
        )
    )


def characters_ahead(works: Any = None) -> Select[tuple[int]]:
    """Ids of the characters all of whose scenes are ahead; one without scenes isn't.

    works: as in `scenes_ahead`.
    """
    return _kept_characters_ahead() if works is None else _characters_ahead(works)


@cache
def _kept_characters_ahead() -> Select[tuple[int]]:
    return _characters_ahead(Work.__table__)


def _characters_ahead(works: Any) -> Select[tuple[int]]:
    person: Any = Character.__table__.alias("later_character")
    work: Any = works.alias("work_begun_too")
    appears: Any = SceneCharacter.__table__.alias("later_appearance")
    theirs = select(appears.c.id).where(appears.c.character_id == person.c.id).correlate(person)
    return (
        select(person.c.id)
        .join_from(work, person, _is_of(person, work))
        .where(
            _is_begun(work),
            theirs.exists(),
            ~theirs.where(appears.c.scene_id.not_in(scenes_ahead(works))).exists(),
        )
    )


@cache
def is_scene_ahead() -> ColumnElement[bool]:
    """A column of a query on scenes: is_ahead."""
    return Scene.__table__.c.id.in_(scenes_ahead()).label("is_ahead")


@cache
def is_character_ahead() -> ColumnElement[bool]:
    """A column of a query on characters: is_ahead."""
    return Character.__table__.c.id.in_(characters_ahead()).label("is_ahead")


def is_character_covered(connection: Connection, character_id: int) -> bool:
    """Whether to name the character gives something away."""
    person = Character.__table__.c
    found = select(person.id).where(
        person.id == character_id, or_(person.is_spoiler, person.id.in_(characters_ahead()))
    )
    return connection.execute(found).first() is not None


def _has_episodes(work: Any) -> ColumnElement[bool]:
    return and_(work.c.progress_season.is_not(None), work.c.progress_number.is_not(None))


def _is_begun(work: Any) -> ColumnElement[bool]:
    return or_(_has_episodes(work), work.c.progress_order.is_not(None))


def _is_of(row: Any, work: Any) -> ColumnElement[bool]:
    """Begins with the works: few have any progress, and most scenes are then never looked at."""
    is_its: ColumnElement[bool] = row.c.work_id == unindexed(work.c.id)
    return is_its


def _is_later(episode: Any, work: Any) -> ColumnElement[bool]:
    season, number = episode.c.season_number, episode.c.number
    is_of_this = and_(season == work.c.progress_season, number > work.c.progress_number)
    return or_(season > work.c.progress_season, is_of_this)


def _last_seen(work: Any) -> Any:
    """The story order of the last scene in an episode that was seen; None if there is none."""
    return _of_episodes(work, func.max, is_later=False)


def _first_later(work: Any) -> Any:
    return _of_episodes(work, func.min, is_later=True)


def _of_episodes(work: Any, which: Any, *, is_later: bool) -> Any:
    scene: Any = Scene.__table__.alias()
    episode: Any = Episode.__table__.alias()
    later = _is_later(episode, work)
    return (
        select(which(scene.c.story_order))
        .join_from(scene, episode, episode.c.id == scene.c.episode_id)
        .where(scene.c.work_id == work.c.id, later if is_later else ~later)
        .correlate(work)
        .scalar_subquery()
    )
