"""Which passage of a track plays in which scene."""

from __future__ import annotations

import pytest

from app.core.ids import CueId, SceneId, TrackId
from app.core.timecode import Span
from app.story.records import NewScene, NewWork, WorkKind
from app.transactions.history import Step
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


def test_several_tracks_are_set_to_their_scenes_in_one_step(
    opened: OpenedProfile, track: TrackId, scene: SceneId
) -> None:
    services, other = opened.services, opened.track("Another")
    work = services.scenes.scene(scene).work_id
    square = services.scenes.add_scene(work, "The square")
    services.cues.set_to_scenes([(track, Span(0, 10), scene), (other, Span(0, 20), square)])
    assert [one.track_id for one in services.cues.of_scene(scene)] == [track]
    assert [one.track_id for one in services.cues.of_scene(square)] == [other]
    services.ledger.undo(opened.last_step)
    assert services.cues.of_scene(scene) == services.cues.of_scene(square) == ()


def test_several_tracks_are_set_to_one_new_scene_in_one_step(
    opened: OpenedProfile, track: TrackId, scene: SceneId
) -> None:
    services, other = opened.services, opened.track("Another")
    work = services.scenes.scene(scene).work_id
    tracks = [(track, Span(0, 10)), (other, Span(0, 20))]
    new = services.cues.set_to_scene(tracks, NewScene("The square", work))
    assert [one.track_id for one in services.cues.of_scene(new)] == [track, other]
    services.ledger.undo(opened.last_step)
    assert [one.id for one in services.scenes.scenes(work)] == [scene]


def test_counting_the_cues_that_would_be_deleted(
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


def test_a_new_scene_and_its_new_work_are_one_step_with_the_mark(
    opened: OpenedProfile, track: TrackId
) -> None:
    services, heard = opened.services, list[Step]()
    services.feed.subscribe(lambda change: heard.append(change.step) if change.step else None)
    new = NewScene("The long walk home", NewWork(WorkKind.GAME, "Violet"))
    cue = services.cues.add_cue(track, Span(0, 1000), new)
    scene = services.scenes.scene(services.cues.scene_of(cue))
    assert (scene.title, scene.work_title) == ("The long walk home", "Violet")
    assert services.library.track(track).row.work_id == scene.work_id
    (step,) = heard
    assert step.label == "Assign new scene “The long walk home”"
    services.ledger.undo(step)
    assert services.scenes.works() == () and services.scenes.scenes() == ()
    assert services.timelines.timeline(track).cues == ()
    assert services.library.track(track).row.work_id is None
    services.ledger.redo(step)
    assert services.scenes.scene(scene.id) == scene


def test_the_work_of_a_track_stays(opened: OpenedProfile, track: TrackId, scene: SceneId) -> None:
    services = opened.services
    own = services.scenes.add_work(WorkKind.GAME, "Violet", track_ids=[track])
    other = services.scenes.scene(scene).work_id
    services.cues.add_cue(track, Span(0, 1000), NewScene("Elsewhere", other))
    services.cues.add_cue(track, Span(0, 1000), scene)
    assert services.library.track(track).row.work_id == own


def test_another_scene_for_a_mark(opened: OpenedProfile, track: TrackId, scene: SceneId) -> None:
    services = opened.services
    cue = services.cues.add_cue(track, Span(0, 1000), scene)
    work = services.scenes.scene(scene).work_id
    services.cues.change_scene(cue, NewScene("The reply", work))
    assert services.scenes.scene(services.cues.scene_of(cue)).title == "The reply"
    services.cues.change_scene(cue, scene)
    assert services.cues.scene_of(cue) == scene
    with pytest.raises(LookupError):
        services.cues.add_cue(track, Span(0, 1), SceneId(999))
    with pytest.raises(LookupError):
        services.cues.scene_of(CueId(999))
