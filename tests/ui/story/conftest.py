"""The Story page over real services."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import SceneId, WorkId
from app.story.records import WorkKind
from tests.support.window_parts import WindowParts
from ui.story.page import StoryPage


class Told:
    """A small story: two episodes, three scenes in them and one outside."""

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


@pytest.fixture
def told(parts: WindowParts) -> Told:
    return Told(parts)


def shown_page(parts: WindowParts, qtbot: QtBot) -> StoryPage:
    page = StoryPage(parts.context, parts.window)
    parts.window.resize(1100, 700)
    page.resize(1100, 700)
    parts.window.show()
    qtbot.waitExposed(parts.window)
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    return page


@pytest.fixture
def page(parts: WindowParts, told: Told, qtbot: QtBot) -> StoryPage:
    return shown_page(parts, qtbot)
