"""Reads rows of the story as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from app.core.ids import SceneId
from app.core.timecode import Span
from app.story.records import (
    Character,
    Cue,
    Episode,
    Progress,
    Scene,
    Work,
    WorkKind,
    episode_label,
)
from db.queries import story

if TYPE_CHECKING:
    from db.store.engine import Connection


def read_works(connection: Connection) -> tuple[Work, ...]:
    episodes: dict[int, list[Episode]] = defaultdict(list)
    for row in story.episodes(connection):
        episodes[row.work_id].append(_episode(row))
    return tuple(_work(row, episodes[row.id]) for row in story.works(connection))


def read_characters(connection: Connection, work_id: int) -> tuple[Character, ...]:
    return tuple(character_record(row) for row in story.characters(connection, work_id))


def read_scenes(connection: Connection, rows: Sequence[Any]) -> tuple[Scene, ...]:
    """Scenes in the rows' order, with their characters."""
    scenes_of: dict[int, list[int]] = defaultdict(list)
    for scene_id, character_id in story.appearances(connection, (row.id for row in rows)):
        scenes_of[character_id].append(scene_id)
    people: dict[int, list[Character]] = defaultdict(list)
    for row in story.characters_by_id(connection, scenes_of):
        who = character_record(row)
        for scene_id in scenes_of[row.id]:
            people[scene_id].append(who)
    return tuple(_scene(row, people[row.id]) for row in rows)


def read_cues(connection: Connection, rows: Sequence[Any]) -> tuple[Cue, ...]:
    """Cues in the rows' order, each with its scene."""
    found = read_scenes(connection, story.scenes_by_id(connection, (row.scene_id for row in rows)))
    return cues_in(found, rows)


def cues_in(found: Iterable[Scene], rows: Sequence[Any]) -> tuple[Cue, ...]:
    """found: their scenes."""
    scenes = {scene.id: scene for scene in found}
    return tuple(
        Cue(
            row.id,
            row.uid,
            row.track_id,
            Span(row.start_ms, row.end_ms),
            scenes[SceneId(row.scene_id)],
            row.scene_offset_ms,
            row.preroll_ms,
        )
        for row in rows
        if row.scene_id in scenes
    )


def character_record(row: Any) -> Character:
    """is_ahead: as the query says."""
    flags = {"is_ahead": bool(row.is_ahead), "is_spoiler": bool(row.is_spoiler)}
    return Character(**{name: getattr(row, name) for name in Character.__slots__} | flags)


def _episode(row: Any) -> Episode:
    return Episode(**{name: getattr(row, name) for name in Episode.__slots__})


def _work(row: Any, episodes: list[Episode]) -> Work:
    progress = Progress(row.progress_season, row.progress_number, row.progress_order)
    return Work(
        id=row.id,
        uid=row.uid,
        kind=WorkKind(row.kind),
        title=row.title,
        year=row.year,
        note=row.note,
        episodes=tuple(episodes),
        progress=None if progress == Progress() else progress,
        picture=row.picture,
        saga_id=row.saga_id,
        saga_order=row.saga_order,
    )


def _scene(row: Any, people: list[Character]) -> Scene:
    span = None if row.start_ms is None else Span(row.start_ms, max(row.start_ms, row.end_ms or 0))
    return Scene(
        id=row.id,
        uid=row.uid,
        work_id=row.work_id,
        work_title=row.work_title,
        episode_id=row.episode_id,
        episode_label=episode_label(row.season_number, row.episode_number, row.episode_title),
        title=row.title,
        summary=row.summary,
        story_order=row.story_order,
        span=span,
        still=row.still,
        is_spoiler=row.is_spoiler,
        characters=tuple(people),
        is_ahead=bool(row.is_ahead),
        episode_numbers=episode_label(row.season_number, row.episode_number, None),
    )
