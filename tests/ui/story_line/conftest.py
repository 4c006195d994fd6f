"""A story line on real services: two episodes, four scenes, one of them without music."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import SceneId, TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from app.transactions import changes
from db.models.all import Track
from db.repositories import rows
from tests.support.window_parts import WindowParts
from ui.shell.window_memory import WindowMemory
from ui.story_line.card import StoryLineCard


class Tale:
    """S1 E1: the harbour (Mira; Opening, 30 s of it), the star (no music). S1 E2: the train (Elio;
    Opening, 20 s further on), the farewell (both; Love).
    """

    def __init__(self, parts: WindowParts) -> None:
        self.parts = parts
        services = self.services = parts.context.services
        scenes = services.scenes
        self.work = scenes.add_work(WorkKind.SERIES, "My Heart")
        self.first = scenes.add_episode(self.work, 1, 1, "The Winding Key")
        self.second = scenes.add_episode(self.work, 1, 2, "Northbound")
        self.mira = scenes.add_character(self.work, "Mira")
        self.elio = scenes.add_character(self.work, "Elio")
        self.opening, self.love = self.track("Opening"), self.track("Love")
        add = scenes.add_scene
        self.harbour = add(
            self.work,
            "The harbour",
            episode_id=self.first,
            character_ids=[self.mira],
            start_ms=0,
            end_ms=60_000,
        )
        self.star = add(self.work, "The star", episode_id=self.first)
        self.train = add(self.work, "The train", episode_id=self.second, character_ids=[self.elio])
        both = [self.mira, self.elio]
        self.farewell = add(self.work, "The farewell", episode_id=self.second, character_ids=both)
        cue = services.cues.add_cue
        self.in_harbour = cue(self.opening, Span(0, 30_000), self.harbour)
        self.in_train = cue(self.opening, Span(30_000, 50_000), self.train)
        self.in_farewell = cue(self.love, Span(0, 40_000), self.farewell)
        services.themes.mark_returns(
            "The heart", self.opening, [Span(5_000, 15_000), Span(35_000, 45_000)], self.work
        )
        self.theme = services.themes.themes()[0].id
        services.themes.add_character(self.theme, self.mira)
        self.feel("wonder", 10_000)
        self.feel("tenderness", 20_000)
        self.feel("tenderness", 40_000)

    def track(self, title: str) -> TrackId:
        with self.services.ledger.write("Add track", changes.TRACK, is_undoable=False) as writing:
            made = rows.add(writing.session, Track, title=title, duration_ms=90_000)
            return TrackId(made.id)

    def feel(self, word: str, at_ms: int) -> None:
        emotion = self.services.emotions.named(word)
        assert emotion is not None
        self.services.tagging.add_tag(self.opening, emotion.id, Span.point(at_ms))

    def order(self) -> list[str]:
        return [scene.title for scene in self.services.scenes.scenes(self.work)]


@pytest.fixture
def tale(parts: WindowParts) -> Tale:
    return Tale(parts)


def shown_card(
    tale: Tale,
    qtbot: QtBot,
    *,
    width: int = 1184,
    memory: WindowMemory | None = None,
    scene_id: SceneId | None = None,
) -> StoryLineCard:
    card = StoryLineCard(tale.parts.context, memory, tale.parts.window)
    tale.parts.window.resize(width, 600)
    card.resize(width, 600)
    with qtbot.waitExposed(tale.parts.window):
        tale.parts.window.show()
    tale.parts.window.activateWindow()
    card.open(tale.work, scene_id)
    settle(card, qtbot)
    card.focus_line()
    qtbot.waitUntil(card.canvas.hasFocus)
    return card


def settle(card: StoryLineCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: card.line is not None and not card.is_reading)
