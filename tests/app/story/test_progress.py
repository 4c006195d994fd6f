"""How far the listener is in a work, and what is ahead of that."""

from __future__ import annotations

import pytest

from app.core.ids import EpisodeId, SceneId, WorkId
from app.story.progress import StoryProgress
from app.story.records import Progress, WorkKind
from app.story.service import Scenes
from app.transactions.changes import CHARACTER, CUE, SCENE, WORK
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def scenes(opened: OpenedProfile) -> Scenes:
    return opened.services.scenes


@pytest.fixture
def progress(opened: OpenedProfile) -> StoryProgress:
    return opened.services.story_progress


class Series:
    """Two scenes in each of four episodes, the last one of a second season."""

    def __init__(self, scenes: Scenes) -> None:
        self.work = scenes.add_work(WorkKind.SERIES, "My Heart")
        self.episodes: dict[str, EpisodeId] = {}
        for season, number in ((1, 1), (1, 2), (1, 10), (2, 1)):
            name = f"S{season} E{number}"
            self.episodes[name] = scenes.add_episode(self.work, season, number)
            for place in ("a", "b"):
                scenes.add_scene(self.work, f"{name}{place}", episode_id=self.episodes[name])


@pytest.fixture
def series(scenes: Scenes) -> Series:
    return Series(scenes)


@pytest.fixture
def film(scenes: Scenes) -> tuple[WorkId, list[SceneId]]:
    """With four scenes, in story order."""
    work = scenes.add_work(WorkKind.FILM, "Snow")
    return work, [scenes.add_scene(work, title) for title in ("one", "two", "three", "four")]


def ahead(scenes: Scenes, work: WorkId | None = None) -> list[str]:
    return [scene.title for scene in scenes.scenes(work) if scene.is_ahead]


def test_nothing_is_ahead_where_nothing_is_said(scenes: Scenes, series: Series) -> None:
    assert ahead(scenes) == []
    (work,) = scenes.works()
    assert work.progress is None


def test_an_episode_is_reached_with_all_of_its_scenes(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    progress.set_at_episode(series.episodes["S1 E2"])
    assert ahead(scenes) == ["S1 E10a", "S1 E10b", "S2 E1a", "S2 E1b"]
    (work,) = scenes.works()
    assert work.progress == Progress(1, 2)
    progress.set_at_episode(series.episodes["S2 E1"])
    assert ahead(scenes) == []
    progress.clear(series.work)
    assert scenes.works()[0].progress is None


def test_the_episode_decides_wherever_its_scene_is_told(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    scenes.add_scene(
        series.work, "shown early", episode_id=series.episodes["S2 E1"], story_order=-9.0
    )
    scenes.add_scene(
        series.work, "shown late", episode_id=series.episodes["S1 E1"], story_order=99.0
    )
    progress.set_at_episode(series.episodes["S1 E10"])
    assert ahead(scenes) == ["shown early", "S2 E1a", "S2 E1b"]


def test_a_scene_outside_of_episodes_goes_by_story_order(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    before = scenes.scenes(series.work)[2].id
    scenes.add_scene(series.work, "afterwards")
    early = scenes.add_scene(series.work, "between")
    scenes.place_scene(early, None, before)
    progress.set_at_episode(series.episodes["S1 E2"])
    assert "afterwards" in ahead(scenes) and "between" not in ahead(scenes)


def test_scenes_outside_of_episodes_are_ahead_from_the_first_later_one_on(
    scenes: Scenes, progress: StoryProgress
) -> None:
    work = scenes.add_work(WorkKind.SERIES, "Tidewatch")
    first, second = (scenes.add_episode(work, 1, number) for number in (1, 2))
    scenes.add_scene(work, "prologue", story_order=1.0)
    progress.set_at_episode(first)
    assert ahead(scenes) == []  # nothing says where in the story the listener is
    scenes.add_scene(work, "in the second", episode_id=second, story_order=2.0)
    scenes.add_scene(work, "epilogue", story_order=3.0)
    assert ahead(scenes) == ["in the second", "epilogue"]


def test_a_film_goes_by_story_order(
    scenes: Scenes, film: tuple[WorkId, list[SceneId]], progress: StoryProgress
) -> None:
    progress.set_at_scene(film[1][1])
    assert ahead(scenes) == ["three", "four"]


def test_a_scene_of_an_episode_stands_for_all_of_it(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    progress.set_at_scene(scenes.scenes(series.work)[2].id)
    assert ahead(scenes)[0] == "S1 E10a"


def test_progress_in_one_work_covers_nothing_of_another(
    scenes: Scenes, series: Series, film: tuple[WorkId, list[SceneId]], progress: StoryProgress
) -> None:
    progress.set_at_episode(series.episodes["S1 E1"])
    assert ahead(scenes, film[0]) == []


def test_the_progress_stays_where_it_was_when_scenes_are_numbered_anew(
    scenes: Scenes, film: tuple[WorkId, list[SceneId]], progress: StoryProgress
) -> None:
    work, (first, second, *_others) = film
    progress.set_at_scene(second)
    placed = [scenes.add_scene(work, f"placed {number}") for number in range(40)]
    for scene in placed:  # halves the room between two scenes until there is none
        scenes.place_scene(scene, None, second)
    assert scenes.scene(first).story_order == 1.0
    assert ahead(scenes, work) == ["three", "four"]


def test_a_character_is_ahead_if_they_are_met_only_later(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    mira, elio, ren = (scenes.add_character(series.work, name) for name in ("Mira", "Elio", "Ren"))
    early, late = scenes.scenes(series.work)[0].id, scenes.scenes(series.work)[-1].id
    scenes.set_characters(early, [mira])
    scenes.set_characters(late, [mira, elio])
    progress.set_at_episode(series.episodes["S1 E1"])
    found = {who.name: who.is_ahead for who in scenes.characters(series.work)}
    assert found == {"Mira": False, "Elio": True, "Ren": False}
    assert [who.is_ahead for who in scenes.scene(late).characters] == [True, False]
    assert ren


def test_setting_it_is_one_step_that_is_announced_to_whoever_names_something(
    opened: OpenedProfile, scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    before = opened.tables()
    progress.set_at_episode(series.episodes["S1 E1"])
    assert opened.changes[-1].touches(WORK) and opened.changes[-1].touches(SCENE)
    assert opened.changes[-1].touches(CHARACTER) and opened.changes[-1].touches(CUE)
    step = opened.last_step
    opened.services.ledger.undo(step)
    assert opened.tables() == before
    opened.services.ledger.redo(step)
    assert len(ahead(scenes)) == 6


def test_an_episode_that_is_gone_cannot_be_reached(
    scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    gone = series.episodes["S1 E1"]
    scenes.remove("episode", gone)
    with pytest.raises(LookupError):
        progress.set_at_episode(gone)


def test_the_name_of_somebody_met_later_is_in_no_undo_step(
    opened: OpenedProfile, scenes: Scenes, series: Series, progress: StoryProgress
) -> None:
    elio = scenes.add_character(series.work, "Elio")
    *_, other, late = scenes.scenes(series.work)
    scenes.add_to_scene(late.id, elio)
    assert "Elio" in opened.last_step.label
    progress.set_at_episode(series.episodes["S1 E1"])
    scenes.add_to_scene(other.id, elio)
    assert "Elio" not in opened.last_step.label
