"""“I am at …”, said anywhere."""

from __future__ import annotations

from app.core.ids import WorkId
from app.story.records import Episode, Scene
from ui.bridge.context import Context


def set_progress(context: Context, work_id: WorkId, place: Episode | Scene | None) -> None:
    """place: the last that has been seen; None: everything has."""
    progress = context.services.story_progress
    if isinstance(place, Episode):
        episode_id = place.id
        context.do(lambda: progress.set_at_episode(episode_id))
    elif isinstance(place, Scene):
        scene_id = place.id
        context.do(lambda: progress.set_at_scene(scene_id))
    else:
        context.do(lambda: progress.clear(work_id))
