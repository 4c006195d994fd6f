"""The story in its music."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId, WorkId
from app.core.timecode import Span
from app.player.records import PlayState
from app.story.records import Cue, WorkKind
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback.story_playing import StoryPlaying
from ui.words.spoilers import spoilers


class Told:
    """Three scenes, one after another on three tracks."""

    def __init__(self, evening: Evening) -> None:
        self.services = evening.services
        scenes = self.services.scenes
        self.work: WorkId = scenes.add_work(WorkKind.FILM, "My Heart")
        self.scenes = [scenes.add_scene(self.work, name) for name in ("One", "Two", "Three")]
        for scene, title in zip(self.scenes, ("Night", "Dawn", "Dusk"), strict=True):
            self.services.cues.add_cue(TrackId(evening.ids[title]), Span(300, 700), scene)

    @property
    def cues(self) -> tuple[Cue, ...]:
        return self.services.works.cues([self.work])


@pytest.fixture
def told(evening: Evening) -> Iterator[Told]:
    spoilers().begin(are_covered=True)
    yield Told(evening)
    spoilers().begin(are_covered=True)


@pytest.fixture
def story(parts: WindowParts, evening: Evening) -> Iterator[StoryPlaying]:
    yield parts.context.story_playing
    parts.context.story_playing.stop()


def at(story: StoryPlaying) -> tuple[int, int]:
    return (0, 0) if story.step is None else (story.step.number, story.step.count)


def test_cues_follow_one_another_in_story_order(
    evening: Evening, told: Told, story: StoryPlaying, qtbot: QtBot
) -> None:
    story.play(told.cues)
    assert (evening.playing, at(story)) == ("Night", (1, 3))
    evening.pass_ms(500)
    qtbot.waitUntil(lambda: at(story) == (2, 3))
    assert evening.playing == "Dawn"


def test_it_begins_where_one_wants(evening: Evening, told: Told, story: StoryPlaying) -> None:
    story.play(told.cues, told.cues[1])
    assert (evening.playing, at(story)) == ("Dawn", (2, 3))


def test_the_players_own_buttons_go_from_cue_to_cue(
    evening: Evening, told: Told, story: StoryPlaying
) -> None:
    story.play(told.cues)
    evening.playback.next()
    assert (evening.playing, at(story)) == ("Dawn", (2, 3))
    evening.playback.previous()
    assert (evening.playing, at(story)) == ("Night", (1, 3))
    evening.playback.toggle()
    assert at(story) == (1, 3), "pausing only pauses it"
    evening.play("Dusk", "Dawn")
    assert at(story) == (0, 0)
    evening.playback.next()
    assert evening.playing == "Dawn", "the queue again"


def test_it_ends_where_the_listener_is(
    evening: Evening, told: Told, story: StoryPlaying, qtbot: QtBot
) -> None:
    told.services.story_progress.set_at_scene(told.scenes[1])
    reached = QSignalSpy(story.reached_cover)
    story.play(told.cues)
    assert at(story) == (1, 2)
    story.next()
    evening.pass_ms(500)
    assert at(story) == (0, 0)
    assert (reached.count(), evening.state) == (1, PlayState.PAUSED)


def test_what_was_covered_meanwhile_isnt_played(
    evening: Evening, told: Told, story: StoryPlaying
) -> None:
    reached = QSignalSpy(story.reached_cover)
    story.play(told.cues)
    told.services.story_progress.set_at_scene(told.scenes[0])
    story.next()
    assert (at(story), reached.count()) == ((0, 0), 1)
    assert evening.state is PlayState.PAUSED


def test_a_scene_that_was_deleted_meanwhile_is_skipped(
    evening: Evening, told: Told, story: StoryPlaying
) -> None:
    story.play(told.cues)
    told.services.scenes.remove("scene", told.scenes[1])
    story.next()
    assert (evening.playing, at(story)) == ("Dusk", (3, 3))
