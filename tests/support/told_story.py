"""A small story for tests that show one."""

from __future__ import annotations

from app.core.ids import SceneId, WorkId
from app.story.records import WorkKind
from tests.support.window_parts import WindowParts


class Told:
    """Two episodes, three scenes in them and one outside."""

    def __init__(self, parts: WindowParts) -> None:
        scenes = parts.context.services.scenes
        self.work: WorkId = scenes.add_work(WorkKind.SERIES, "My Heart", 2024)
        self.first = scenes.add_episode(self.work, 1, 1, "The Winding Key")
        self.second = scenes.add_episode(self.work, 1, 2)
        self.mira = scenes.add_character(self.work, "Mira")
        self.elio = scenes.add_character(self.work, "Elio")
        self.harbour: SceneId = scenes.add_scene(
            self.work, "The harbour", episode_id=self.first, character_ids=[self.mira]
        )
        self.star: SceneId = scenes.add_scene(self.work, "The star", episode_id=self.first)
        self.train: SceneId = scenes.add_scene(
            self.work, "The train", episode_id=self.second, is_spoiler=True
        )
        self.outside: SceneId = scenes.add_scene(self.work, "Before it all")
