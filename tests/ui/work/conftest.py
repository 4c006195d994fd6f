"""The page of a work on real services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.ids import SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.polling import wait_until
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.places import StoryLinePlace
from ui.shell.window_memory import WindowMemory
from ui.words.spoilers import spoilers
from ui.work.page import WorkPage

TITLES = ("Opening: My Heart", "The harbour at dawn", "Love Theme")


class Heart:
    """A series of two seasons with two episodes each, a scene in each; three tracks, of which two
    play in scenes.
    """

    def __init__(self, parts: WindowParts, folder: Path) -> None:
        self.parts = parts
        self.services = parts.context.services
        by_title = add_tracks(parts.context, folder, list(TITLES))
        self.tracks = [TrackId(by_title[title]) for title in TITLES]
        scenes = self.services.scenes
        self.work: WorkId = scenes.add_work(
            WorkKind.SERIES, "My Heart", 2024, track_ids=self.tracks
        )
        self.episodes = [
            scenes.add_episode(self.work, season, number, f"Title {season}{number}")
            for season in (1, 2)
            for number in (1, 2)
        ]
        self.mira = scenes.add_character(self.work, "Mira")
        self.scenes: list[SceneId] = [
            scenes.add_scene(
                self.work, title, episode_id=episode, character_ids=[self.mira] if at < 2 else []
            )
            for at, (title, episode) in enumerate(
                zip(("The harbour", "The star", "The train", "The end"), self.episodes, strict=True)
            )
        ]
        for scene, track in ((0, 0), (1, 2), (3, 2)):
            self.services.cues.add_cue(self.tracks[track], Span(0, 200), self.scenes[scene])


@pytest.fixture
def heart(parts: WindowParts, tmp_path: Path) -> Iterator[Heart]:
    spoilers().begin(are_covered=True)
    yield Heart(parts, tmp_path / "music")
    parts.context.story_playing.stop()
    spoilers().begin(are_covered=True)


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "profile")


@pytest.fixture
def page(parts: WindowParts, heart: Heart, memory: WindowMemory) -> WorkPage:
    page = WorkPage(parts.context, memory, parts.window)
    page.resize(1220, 740)
    parts.window.resize(1220, 740)
    parts.window.show()
    page.open(StoryLinePlace(heart.work))
    read_through(page)
    return page


def read_through(page: WorkPage) -> None:
    """Returns once what is shown is up to date."""

    def is_through() -> bool:
        QApplication.processEvents()
        return not page.is_reading

    wait_until(is_through)
