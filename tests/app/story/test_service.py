"""Works, episodes, characters and scenes."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.ids import EpisodeId, SceneId, WorkId
from app.core.timecode import Span
from app.story.records import WorkKind, next_episode
from app.story.service import Scenes
from app.transactions import changes
from app.transactions.history import Step
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def scenes(opened: OpenedProfile) -> Scenes:
    return opened.services.scenes


@pytest.fixture
def work(scenes: Scenes) -> WorkId:
    return scenes.add_work(WorkKind.SERIES, "My Heart", 2024)


def titles(scenes: Scenes, work: WorkId) -> list[str]:
    return [scene.title for scene in scenes.scenes(work)]


def test_a_work_has_its_episodes_in_order(scenes: Scenes, work: WorkId) -> None:
    scenes.add_episode(work, 2, 1, "Seven Bridges")
    scenes.add_episode(work, 1, 2)
    scenes.add_episode(work, 1, 1)
    (read,) = scenes.works()
    assert (read.title, read.kind, read.year) == ("My Heart", WorkKind.SERIES, 2024)
    assert [(e.season_number, e.number) for e in read.episodes] == [(1, 1), (1, 2), (2, 1)]


def test_names_are_trimmed_and_may_not_be_empty(scenes: Scenes, work: WorkId) -> None:
    scene = scenes.add_scene(work, "  The letter ")
    assert scenes.scene(scene).title == "The letter"
    for nothing in (
        lambda: scenes.add_work(WorkKind.FILM, "  "),
        lambda: scenes.add_scene(work, ""),
        lambda: scenes.add_character(work, " "),
        lambda: scenes.edit("scene", scene, title="   "),
        lambda: scenes.edit("work", work, title=""),
    ):
        with pytest.raises(Problem):
            nothing()
    assert titles(scenes, work) == ["The letter"]


def test_an_episode_needs_no_title(scenes: Scenes, work: WorkId) -> None:
    episode = scenes.add_episode(work, 1, 1, "The Winding Key")
    scenes.edit("episode", episode, title="")
    assert scenes.works()[0].episodes[0].title == ""


def test_a_new_scene_goes_to_the_end_of_its_episode(scenes: Scenes, work: WorkId) -> None:
    first, second = scenes.add_episode(work, 1, 1), scenes.add_episode(work, 1, 2)
    scenes.add_scene(work, "B", episode_id=second)
    scenes.add_scene(work, "Z")
    scenes.add_scene(work, "A", episode_id=first)
    scenes.add_scene(work, "C", episode_id=second)
    assert titles(scenes, work) == ["A", "B", "C", "Z"]


def test_a_scene_moves_before_another(scenes: Scenes, work: WorkId) -> None:
    made = {title: scenes.add_scene(work, title) for title in "ABC"}
    scenes.place_scene(made["C"], None, made["A"])
    assert titles(scenes, work) == ["C", "A", "B"]
    scenes.place_scene(made["C"], None)
    assert titles(scenes, work) == ["A", "B", "C"]
    scenes.place_scene(made["B"], None, made["B"])
    assert titles(scenes, work) == ["A", "B", "C"]


def test_a_scene_moves_into_another_episode(scenes: Scenes, work: WorkId) -> None:
    first, second = scenes.add_episode(work, 1, 1), scenes.add_episode(work, 1, 2)
    a = scenes.add_scene(work, "A", episode_id=first)
    b = scenes.add_scene(work, "B", episode_id=second)
    scenes.place_scene(a, second, b)
    assert scenes.scene(a).episode_id == second
    assert titles(scenes, work) == ["A", "B"]
    scenes.place_scene(a, second)
    assert titles(scenes, work) == ["B", "A"]


def test_there_is_room_for_any_number_of_moves(scenes: Scenes, work: WorkId) -> None:
    a, b, c = (scenes.add_scene(work, title) for title in "ABC")
    for _ in range(40):  # each halves the room between A and the next: without renumbering it ends
        scenes.place_scene(c, None, b)
        scenes.place_scene(b, None, c)
    assert titles(scenes, work) == ["A", "B", "C"]
    orders = [scene.story_order for scene in scenes.scenes(work)]
    assert orders == sorted(set(orders))
    assert scenes.scenes(work)[0].id == a


def test_a_scene_never_moves_before_one_of_another_work(scenes: Scenes, work: WorkId) -> None:
    other = scenes.add_scene(scenes.add_work(WorkKind.GAME, "Other"), "Theirs")
    mine = scenes.add_scene(work, "Mine")
    with pytest.raises(LookupError):
        scenes.place_scene(mine, None, other)


def test_a_scene_keeps_all_its_fields(scenes: Scenes, work: WorkId) -> None:
    episode = scenes.add_episode(work, 2, 5, "Farewell")
    mira = scenes.add_character(work, "Mira", "#C2504A")
    scene_id = scenes.add_scene(
        work,
        "Four minutes",
        episode_id=episode,
        summary="They talk about the weather.",
        start_ms=1000,
        end_ms=9000,
        still="a.png",
        is_spoiler=True,
        character_ids=[mira],
    )
    scene = scenes.scene(scene_id)
    assert scene.episode_label == "S2 E5 · Farewell"
    assert scene.work_title == "My Heart"
    assert scene.span == Span(1000, 9000)
    assert (scene.still, scene.is_spoiler) == ("a.png", True)
    assert [person.name for person in scene.characters] == ["Mira"]


def test_exactly_the_given_characters_appear(scenes: Scenes, work: WorkId) -> None:
    mira, elio, ren = (scenes.add_character(work, name) for name in ("Mira", "Elio", "Ren"))
    scene = scenes.add_scene(work, "S", character_ids=[mira, elio])
    scenes.set_characters(scene, [elio, ren])
    assert [person.name for person in scenes.scene(scene).characters] == ["Elio", "Ren"]


def test_the_kind_of_a_work_can_change(scenes: Scenes, work: WorkId) -> None:
    scenes.edit("work", work, kind=WorkKind.GAME, year=None)
    assert scenes.works()[0].kind is WorkKind.GAME
    assert scenes.works()[0].year is None


def test_an_unknown_field_is_a_mistake(scenes: Scenes, work: WorkId) -> None:
    with pytest.raises(TypeError, match="uid"):
        scenes.edit("work", work, uid="x")


def test_what_no_longer_exists_cannot_be_edited(scenes: Scenes) -> None:
    with pytest.raises(LookupError):
        scenes.edit("scene", 99, title="x")
    with pytest.raises(LookupError):
        scenes.scene(SceneId(99))


def test_deleting_an_episode_keeps_its_scenes(scenes: Scenes, work: WorkId) -> None:
    episode = scenes.add_episode(work, 1, 1)
    scene = scenes.add_scene(work, "A", episode_id=episode)
    scenes.remove("episode", episode)
    assert scenes.scene(scene).episode_id is None


def test_deleting_a_work_announces_everything_that_was_deleted(
    opened: OpenedProfile, work: WorkId
) -> None:
    services = opened.services
    services.scenes.add_scene(work, "A", episode_id=services.scenes.add_episode(work, 1, 1))
    services.themes.mark_returns("Hers", opened.track(), [], work)
    services.scenes.remove("work", work)
    assert services.scenes.works() == ()
    assert services.scenes.scenes() == ()
    (theme,) = services.themes.themes()
    assert theme.work_id is None
    last = opened.changes[-1]
    assert last.kinds >= {
        changes.WORK, changes.EPISODE, changes.SCENE, changes.CHARACTER, changes.CUE,
        changes.THEME, changes.TRACK,
    }  # fmt: skip


def test_every_verb_announces_its_noun(opened: OpenedProfile, scenes: Scenes, work: WorkId) -> None:
    scenes.add_episode(work, 1, 1, initiator=self_test_initiator)
    change = opened.changes[-1]
    assert change.kinds == {changes.EPISODE}
    assert change.initiator is self_test_initiator
    assert change.ids == {EpisodeId(1)}


def test_an_edit_that_changes_nothing_announces_nothing(
    opened: OpenedProfile, scenes: Scenes, work: WorkId
) -> None:
    before = len(opened.changes)
    scenes.edit("work", work, title="My Heart")
    assert len(opened.changes) == before


self_test_initiator = object()


def steps(opened: OpenedProfile) -> list[Step]:
    heard: list[Step] = []
    opened.services.feed.subscribe(
        lambda change: heard.append(change.step) if change.step else None
    )
    return heard


def test_a_work_is_added_with_its_tracks_in_one_step(opened: OpenedProfile) -> None:
    services, track = opened.services, opened.track()
    heard = steps(opened)
    work = services.scenes.add_work(WorkKind.GAME, "Violet", track_ids=[track])
    assert services.library.track(track).row.work_id == work
    (step,) = heard
    services.ledger.undo(step)
    assert services.library.track(track).row.work_id is None
    assert services.scenes.works() == ()


def test_a_new_character_appears_in_a_scene_in_one_step(
    opened: OpenedProfile, scenes: Scenes, work: WorkId
) -> None:
    mira = scenes.add_character(work, "Mira")
    scene = scenes.add_scene(work, "S", character_ids=[mira])
    heard = steps(opened)
    scenes.add_to_scene(scene, " Sefa ")
    scenes.add_to_scene(scene, mira)
    assert [person.name for person in scenes.scene(scene).characters] == ["Mira", "Sefa"]
    (step,) = heard
    assert step.label == "Add “Sefa”"
    opened.services.ledger.undo(step)
    assert [person.name for person in scenes.characters(work)] == ["Mira"]
    with pytest.raises(Problem):
        scenes.add_to_scene(scene, "  ")


def test_a_scene_moves_into_a_new_episode_in_one_step(
    opened: OpenedProfile, scenes: Scenes, work: WorkId
) -> None:
    scenes.add_episode(work, 2, 3)
    scene = scenes.add_scene(work, "S")
    heard = steps(opened)
    scenes.place_scene(scene, next_episode(scenes.works()[0]))
    assert scenes.scene(scene).episode_label == "S2 E4"
    (step,) = heard
    opened.services.ledger.undo(step)
    assert scenes.scene(scene).episode_id is None
    assert len(scenes.works()[0].episodes) == 1
