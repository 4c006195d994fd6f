"""Planned, then written as one undo step; a second time there is nothing left to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.jobs import JobCancelled, JobContext, Progress
from app.core.timecode import Span
from app.story.records import WorkKind
from app.story_import.lists import read_list
from app.story_import.plan import Aim, Plan, State, What, WorkNamed
from app.story_import.records import Found, FoundEpisode, FoundScene, FoundWork
from tests.support.nfo_files import lay_film, lay_series, lay_set
from tests.support.opened_profile import OpenedProfile

TIDEWATCH = WorkNamed("Tidewatch", WorkKind.SERIES)
LIST = """\
S1E1 Away
- 0:30–2:10 The pier [Mira, Elio] | They wait.
- 10:10 The star
S1E2 Back
- The lantern
"""


def take_in(opened: OpenedProfile, found: Found, aim: Aim = TIDEWATCH) -> Plan:
    return opened.services.story_import.take_in(found, aim, JobContext()).plan


def counts(plan: Plan, state: State) -> dict[What, int]:
    return {what: count for what in What if (count := plan.how_many(state, what))}


def work_of(opened: OpenedProfile) -> WorkId:
    (work,) = opened.services.scenes.works()
    return work.id


def titles(opened: OpenedProfile) -> list[str]:
    return [scene.title for scene in opened.services.scenes.scenes()]


def test_a_list_becomes_episodes_scenes_and_characters(opened: OpenedProfile) -> None:
    plan = take_in(opened, read_list(LIST))
    assert counts(plan, State.NEW) == {
        What.WORK: 1,
        What.CHARACTER: 2,
        What.EPISODE: 2,
        What.SCENE: 3,
    }
    scenes = opened.services.scenes
    (work,) = scenes.works()
    assert [(e.season_number, e.number, e.title) for e in work.episodes] == [
        (1, 1, "Away"),
        (1, 2, "Back"),
    ]
    pier, star, lantern = scenes.scenes(work.id)
    assert (pier.title, pier.span, pier.summary) == (
        "The pier",
        Span(30_000, 130_000),
        "They wait.",
    )
    assert [who.name for who in pier.characters] == ["Elio", "Mira"]
    assert star.span == Span.point(610_000) and lantern.episode_label == "S1 E2 · Back"
    assert len({who.colour for who in scenes.characters(work.id)}) == 2


def test_it_is_one_step_that_is_undone_and_redone(opened: OpenedProfile) -> None:
    before = opened.tables()
    take_in(opened, read_list(LIST))
    after = opened.tables()
    (change,) = opened.changes
    assert change.step is not None and change.step.label == "Import story of “Tidewatch”"
    opened.services.ledger.undo(change.step)
    assert opened.tables() == before
    opened.services.ledger.redo(change.step)
    assert opened.tables() == after


def test_a_second_time_nothing_changes(opened: OpenedProfile, tmp_path: Path) -> None:
    lay_series(tmp_path / "one")
    lay_film(tmp_path / "two")
    found = opened.services.story_import.read([tmp_path], JobContext())
    take_in(opened, found, None)
    before, announced = opened.tables(), len(opened.changes)
    again = take_in(opened, found, None)
    assert again.changes_nothing
    assert again.how_many(State.UNCHANGED, What.EPISODE) == 3
    assert opened.tables() == before and len(opened.changes) == announced


def test_nfo_files_fill_works_characters_and_a_scene_for_each_plot(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    found = opened.services.story_import.read([lay_series(tmp_path / "one")], JobContext())
    take_in(opened, found, None)
    scenes = opened.services.scenes
    (work,) = scenes.works()
    assert work.note.startswith("A lighthouse keeper") and work.year == 2019
    assert opened.services.pictures.path(work.picture) is not None
    cast = {who.name: who for who in scenes.characters(work.id)}
    assert cast["Mira"].note == "Played by Ada Lind"
    assert opened.services.pictures.path(cast["Mira"].portrait) is not None
    key, low = scenes.scenes(work.id)
    assert (key.title, key.summary) == ("The winding key", "Mira finds it.")
    assert key.span == Span(0, 44 * 60_000)
    assert opened.services.pictures.path(key.still) is not None
    assert [who.name for who in key.characters] == ["The clockmaker"]
    assert low.title == "Low water"


def test_an_episode_with_scenes_needs_none_for_its_plot(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    take_in(opened, read_list("S1E1 Away\n- The pier"))
    found = opened.services.story_import.read([lay_series(tmp_path / "one")], JobContext())
    take_in(opened, found, TIDEWATCH)
    assert titles(opened) == ["The pier", "Low water"]


def test_only_gaps_are_filled_and_nothing_typed_is_replaced(opened: OpenedProfile) -> None:
    scenes = opened.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "tidewatch")
    first = scenes.add_episode(work, 1, 1, "My own title")
    second = scenes.add_episode(work, 1, 2)
    pier = scenes.add_scene(work, "the  PIER", episode_id=first, summary="Mine", start_ms=5)
    plan = take_in(opened, read_list(LIST), work)
    assert counts(plan, State.FILLED) == {What.EPISODE: 1, What.SCENE: 1}
    (row,) = [scene.row for scene in plan.works[0].all_scenes() if scene.row.row_id == pier]
    assert row.kept == ("summary", "start_ms")
    (kept,) = [e.row for e in plan.works[0].episodes if e.row.row_id == first]
    assert kept.kept == ("title",)
    (shown,) = scenes.works()
    assert [(e.id, e.title) for e in shown.episodes] == [(first, "My own title"), (second, "Back")]
    there = scenes.scene(pier)
    assert (there.title, there.summary) == ("the  PIER", "Mine")
    assert there.span is not None and there.span.start_ms == 5
    assert [who.name for who in there.characters] == ["Elio", "Mira"]


def test_scenes_of_one_title_are_told_apart_by_their_order(opened: OpenedProfile) -> None:
    text = "S1E1 Away\n- 0:10 Rehearsal\n- 5:00 Rehearsal"
    take_in(opened, read_list(text))
    assert take_in(opened, read_list(text)).changes_nothing
    take_in(opened, read_list(text + "\n- 9:00 Rehearsal"))
    starts = [scene.span and scene.span.start_ms for scene in opened.services.scenes.scenes()]
    assert starts == [10_000, 300_000, 540_000]


def test_scenes_of_one_title_in_another_order_are_still_the_same(opened: OpenedProfile) -> None:
    take_in(opened, read_list("S1E1\n- B\n- A"))
    text = "S1E1\n- A\n- B\n- A | Again."
    take_in(opened, read_list(text))
    assert titles(opened) == ["B", "A", "A"]
    assert take_in(opened, read_list(text)).changes_nothing


def test_new_scenes_stand_where_the_list_has_them(opened: OpenedProfile) -> None:
    take_in(opened, read_list("S1E1\n- B\n- D\nS1E3\n- Z\n"))
    opened.services.scenes.add_scene(work_of(opened), "Outside")
    take_in(opened, read_list("S1E1\n- A\n- B\n- C\n- D\n- E\nS1E2\n- M\n- N"))
    assert titles(opened) == ["A", "B", "C", "D", "E", "M", "N", "Z", "Outside"]


def test_where_no_room_is_left_the_whole_story_is_numbered_again(opened: OpenedProfile) -> None:
    scenes = opened.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Tidewatch")
    for title, order in (("A", 1.0), ("Z", 1.0 + 1e-7)):
        scenes.add_scene(work, title, story_order=order)
    take_in(opened, read_list("- A\n- B\n- C\n- Z", is_series=False), work)
    assert titles(opened) == ["A", "B", "C", "Z"]
    assert [scene.story_order for scene in scenes.scenes(work)] == [1.0, 2.0, 3.0, 4.0]


@pytest.mark.parametrize(
    ("kind", "year", "is_same"),
    [
        (WorkKind.SERIES, 2019, True),
        (None, None, True),
        (WorkKind.SERIES, None, True),
        (WorkKind.SERIES, 1999, False),
        (WorkKind.FILM, 2019, False),
    ],
)
def test_a_work_is_the_same_by_title_year_and_kind(
    opened: OpenedProfile, kind: WorkKind | None, year: int | None, is_same: bool
) -> None:
    opened.services.scenes.add_work(WorkKind.SERIES, "TideWatch ", 2019)
    found = Found((FoundWork("Tidewatch", kind, year, episodes=(FoundEpisode(1, 1),)),))
    take_in(opened, found, None)
    assert len(opened.services.scenes.works()) == (1 if is_same else 2)


def test_two_files_about_one_work_are_one(opened: OpenedProfile) -> None:
    found = read_list("S1E1 Away\n- The pier") + read_list("S1E1\n- The star\nS1E2 Back")
    take_in(opened, found)
    assert titles(opened) == ["The pier", "The star"]
    assert len(opened.services.scenes.works()[0].episodes) == 2


def test_a_list_that_says_no_work_and_is_given_none_is_left_out(opened: OpenedProfile) -> None:
    plan = take_in(opened, read_list("S1E1 Away"), None)
    assert not plan.works and "which work" in plan.not_taken[0].why
    assert not opened.changes


def test_what_is_ahead_of_the_listener_is_said_to_be_covered(opened: OpenedProfile) -> None:
    take_in(opened, read_list(LIST))
    (work,) = opened.services.scenes.works()
    opened.services.story_progress.set_at_episode(work.episodes[0].id)
    more = "S1E1\n- The pier [Mira]\nS1E2\n- The lantern\n- The end [Sefa]\nS1E3\n- Later [Mira]"
    plan = opened.services.story_import.plan(read_list(more), work.id)
    (planned,) = plan.works
    covered = {scene.row.title: scene.row.is_covered for scene in planned.all_scenes()}
    assert covered == {"The pier": False, "The lantern": True, "The end": True, "Later": True}
    assert {who.title: who.is_covered for who in planned.characters} == {
        "Sefa": True,
        "Mira": False,
    }


def test_a_cancelled_import_changes_nothing(opened: OpenedProfile) -> None:
    job: JobContext = JobContext(lambda _progress: job.cancel())
    before = opened.tables()
    with pytest.raises(JobCancelled):
        opened.services.story_import.take_in(read_list(LIST), TIDEWATCH, job)
    assert opened.tables() == before and not opened.changes


def test_progress_is_reported(opened: OpenedProfile, tmp_path: Path) -> None:
    seen: list[Progress] = []
    found = opened.services.story_import.read([lay_series(tmp_path / "a")], JobContext(seen.append))
    opened.services.story_import.take_in(found, None, JobContext(seen.append))
    labels = {progress.label for progress in seen}
    assert {"tvshow.nfo", "poster.jpg", "Tidewatch"} <= labels


def test_a_picture_that_vanishes_is_named_and_the_rest_goes_in(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    found = opened.services.story_import.read([lay_film(tmp_path / "film")], JobContext())
    (tmp_path / "film" / "folder.jpg").unlink()
    taken = opened.services.story_import.take_in(found, None, JobContext())
    assert [fault.place.file for fault in taken.not_kept] == [tmp_path / "film" / "folder.jpg"]
    assert opened.services.scenes.works()[0].picture is None


def test_a_number_that_no_column_holds_changes_nothing(opened: OpenedProfile) -> None:
    found = Found((FoundWork("A", episodes=(FoundEpisode(1, 1), FoundEpisode(1, 10**7))),))
    before = opened.tables()
    with pytest.raises(Problem):
        take_in(opened, found, None)
    assert opened.tables() == before


def test_hundreds_of_scenes_are_taken_in_at_once(opened: OpenedProfile) -> None:
    text = "\n".join(
        f"S{1 + n // 20}E{1 + n % 20} Episode {n}\n" + "\n".join(f"- Scene {s}" for s in range(10))
        for n in range(30)
    )
    plan = take_in(opened, read_list(text))
    assert plan.how_many(State.NEW, What.SCENE) == 300
    assert take_in(opened, read_list(text)).changes_nothing


NAMES = st.sampled_from(["The pier", "the PIER", "The star", "Lántern", "Lantern"])
SCENES = st.builds(
    FoundScene,
    NAMES,
    st.none() | st.builds(Span.point, st.integers(0, 9)),
    st.sampled_from(["", "They wait."]),
    st.lists(st.sampled_from(["Mira", "mira", "Elio"]), max_size=2, unique=True).map(tuple),
)
EPISODES = st.builds(
    FoundEpisode,
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(["", "Away"]),
    st.sampled_from(["", "A plot."]),
    scenes=st.lists(SCENES, max_size=4).map(tuple),
)


def _unique(episodes: Sequence[FoundEpisode]) -> tuple[FoundEpisode, ...]:
    return tuple({episode.key: episode for episode in episodes}.values())


WORKS: Any = st.builds(
    FoundWork,
    st.just("Tidewatch"),
    episodes=st.lists(EPISODES, max_size=3).map(_unique),
    scenes=st.lists(SCENES, max_size=3).map(tuple),
)


@given(st.lists(WORKS, min_size=1, max_size=3))
@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_whatever_is_taken_in_twice_changes_nothing(
    opened: OpenedProfile, works: list[FoundWork]
) -> None:
    """Each of them is taken in over what the others left."""
    for work in works:
        take_in(opened, Found((work,)), TIDEWATCH)
        before = opened.tables()
        assert take_in(opened, Found((work,)), TIDEWATCH).changes_nothing
        assert opened.tables() == before


def sagas_of(opened: OpenedProfile) -> list[tuple[str, list[str]]]:
    services = opened.services
    by_id = {work.id: work.title for work in services.scenes.works()}
    return [(saga.name, [by_id[key] for key in saga.works]) for saga in services.sagas.sagas()]


def test_a_set_of_films_becomes_a_saga_in_the_order_of_their_years(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    films = {"Ebb": 2021, "Flood": 2019, "Slack": 2024}
    lay_set(tmp_path / "a", "The Tides", {title: films[title] for title in ("Ebb", "Flood")})
    lay_film(tmp_path / "c")
    before = opened.tables()
    read = opened.services.story_import.read
    plan = take_in(opened, read([tmp_path], JobContext()), None)
    assert plan.how_many(State.NEW, What.SAGA) == 1
    assert sagas_of(opened) == [("The Tides", ["Flood", "Ebb"])]
    (change,) = opened.changes
    assert change.step is not None
    opened.services.ledger.undo(change.step)
    assert opened.tables() == before
    opened.services.ledger.redo(change.step)
    assert sagas_of(opened) == [("The Tides", ["Flood", "Ebb"])]

    lay_set(tmp_path / "b", "the tides", {"Slack": 2024, "Spring": 2020})
    again = take_in(opened, read([tmp_path], JobContext()), None)
    assert not again.how_many(State.NEW, What.SAGA)
    assert sagas_of(opened) == [("The Tides", ["Flood", "Spring", "Ebb", "Slack"])]
    assert take_in(opened, read([tmp_path], JobContext()), None).changes_nothing


def test_a_film_that_is_there_joins_its_saga_and_one_in_another_stays(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    services = opened.services
    services.scenes.add_work(WorkKind.FILM, "Ebb", 2021)
    mine = services.scenes.add_work(WorkKind.FILM, "Flood", 2019)
    services.sagas.add_saga("Water", work_ids=[mine])
    lay_set(tmp_path, "The Tides", {"Ebb": 2021, "Flood": 2019})
    plan = take_in(opened, services.story_import.read([tmp_path], JobContext()), None)
    by_title = {work.row.title: work for work in plan.works}
    assert by_title["Ebb"].filled == ("saga",) and by_title["Ebb"].state is State.FILLED
    assert by_title["Flood"].row.kept == ("saga",)
    assert sagas_of(opened) == [("The Tides", ["Ebb"]), ("Water", ["Flood"])]
