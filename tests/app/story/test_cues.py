"""Which stretch of a track plays in which scene."""

from __future__ import annotations

import pytest

from app.core.ids import SceneId, TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


@pytest.fixture
def scene(opened: OpenedProfile) -> SceneId:
    scenes = opened.services.scenes
    return scenes.add_scene(scenes.add_work(WorkKind.FILM, "My Heart"), "The letter")


def test_a_cue_is_found_by_its_scene_and_on_its_track(
    opened: OpenedProfile, track: TrackId, scene: SceneId
) -> None:
    services = opened.services
    cue = services.cues.add_cue(track, Span(1000, 5000), scene, scene_offset_ms=250)
    (found,) = services.cues.of_scene(scene)
    assert (found.id, found.track_id, found.span) == (cue, track, Span(1000, 5000))
    assert found.scene.title == "The letter"
    assert found.scene_offset_ms == 250
    assert services.timelines.timeline(track).cues == (found,)


def test_counting_what_a_removal_would_take(
    opened: OpenedProfile, track: TrackId, scene: SceneId
) -> None:
    services = opened.services
    work = services.scenes.scene(scene).work_id
    services.cues.add_cue(track, Span(0, 10), scene)
    services.cues.add_cue(track, Span(20, 30), scene)
    assert services.cues.count_on("scene", scene) == 2
    assert services.cues.count_on("work", work) == 2
    assert services.cues.count_on("episode", 1) == 0
    assert services.cues.count_on("character", 1) == 0
    services.scenes.remove("scene", scene)
    assert services.timelines.timeline(track).cues == ()
    assert services.cues.count_on("work", work) == 0
