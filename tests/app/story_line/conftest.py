"""A series of two episodes with music, feelings and a theme."""

from __future__ import annotations

import pytest

from app.core.ids import EpisodeId, SceneId, ThemeId, TrackId
from app.core.timecode import Span
from app.emotions.records import Mode
from app.story.covering import Covering
from app.story.records import WorkKind
from app.story_line.records import StoryLine
from tests.support.opened_profile import OpenedProfile


class Series:
    """S1 E1: the harbour, the star. S1 E2: the train, the farewell. One track plays in the harbour
    and in the train, and so does a theme in it; another plays in the farewell.
    """

    def __init__(self, opened: OpenedProfile) -> None:
        self.opened = opened
        self.services = opened.services
        scenes = self.services.scenes
        self.work = scenes.add_work(WorkKind.SERIES, "My Heart")
        self.first = scenes.add_episode(self.work, 1, 1, "The Winding Key")
        self.second = scenes.add_episode(self.work, 1, 2, "Northbound")
        self.mira = scenes.add_character(self.work, "Mira")
        self.elio = scenes.add_character(self.work, "Elio")
        self.opening, self.love = opened.track("Opening"), opened.track("Love")
        self.harbour = self.scene("The harbour", self.first, Span(0, 96_000), self.mira)
        self.star = self.scene("The star", self.first, None, self.mira)
        self.train = self.scene("The train", self.second, Span(5_000, 65_000), self.elio)
        self.farewell = self.scene("The farewell", self.second, None, self.mira, self.elio)
        add_cue = self.services.cues.add_cue
        self.in_harbour = add_cue(self.opening, Span(0, 30_000), self.harbour, 12_000)
        self.in_train = add_cue(self.opening, Span(30_000, 50_000), self.train)
        self.in_farewell = add_cue(self.love, Span(0, 40_000), self.farewell)

    def scene(self, title: str, episode: EpisodeId, span: Span | None, *people: int) -> SceneId:
        times = {} if span is None else {"start_ms": span.start_ms, "end_ms": span.end_ms}
        return self.services.scenes.add_scene(
            self.work, title, episode_id=episode, character_ids=people, **times
        )

    def feel(self, track: TrackId, word: str, span: Span, mode: Mode = Mode.FELT) -> None:
        emotion = self.services.emotions.named(word)
        assert emotion is not None
        self.services.tagging.add_tag(track, emotion.id, span, mode=mode)

    def theme(self, name: str, track: TrackId, *spans: Span) -> ThemeId:
        self.services.themes.mark_returns(name, track, spans, self.work)
        return next(one.id for one in self.services.themes.themes() if one.name == name)

    def line(self, covering: Covering | None = None) -> StoryLine:
        return self.services.story_lines.read(self.work, covering or Covering())


@pytest.fixture
def series(opened: OpenedProfile) -> Series:
    return Series(opened)
