"""A story line: what is in it, where it lies, and what is left out because it is covered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.core.ids import WorkId
from app.core.timecode import Span
from app.emotions.records import Mode
from app.story.covering import OPEN, Covering
from app.story.records import Progress, WorkKind
from tests.app.story_line.conftest import Series


@contextmanager
def queries_counted(series: Series) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        said.append(sql)

    with series.services.ledger.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def titles(series: Series, covering: Covering | None = None) -> list[str]:
    return [scene.title for scene in series.line(covering).scenes]


def test_scenes_come_in_story_order_under_their_episodes(series: Series) -> None:
    line = series.line()
    assert [scene.title for scene in line.scenes] == [
        "The harbour",
        "The star",
        "The train",
        "The farewell",
    ]
    assert [(one.label, one.title, one.first, one.end) for one in line.episodes] == [
        ("S1 E1", "The Winding Key", 0, 2),
        ("S1 E2", "Northbound", 2, 4),
    ]


def test_an_episode_without_scenes_has_its_place(series: Series) -> None:
    series.services.scenes.add_episode(series.work, 1, 3, "Later")
    series.services.scenes.add_episode(series.work, 0, 1, "Before")
    line = series.line()
    assert [(one.label, one.first, one.end) for one in line.episodes] == [
        ("S0 E1", 0, 0),
        ("S1 E1", 0, 2),
        ("S1 E2", 2, 4),
        ("S1 E3", 4, 4),
    ]


def test_a_cue_lies_where_it_says_and_else_from_the_start(series: Series) -> None:
    harbour, _star, train, _farewell = series.line().scenes
    assert [(cue.start_ms, cue.end_ms) for cue in harbour.cues] == [(12_000, 42_000)]
    assert [(cue.start_ms, cue.end_ms) for cue in train.cues] == [(0, 20_000)]


def test_cues_that_do_not_know_their_place_follow_one_another(series: Series) -> None:
    series.services.cues.add_cue(series.love, Span(5_000, 10_000), series.train)
    train = series.line().scenes[2]
    assert [(cue.start_ms, cue.end_ms) for cue in train.cues] == [(0, 20_000), (20_000, 25_000)]


def test_a_scene_is_as_long_as_it_says_or_as_its_music(series: Series) -> None:
    assert [scene.length_ms for scene in series.line().scenes] == [96_000, 0, 60_000, 40_000]


def test_a_place_in_a_scene_is_a_place_in_its_track(series: Series) -> None:
    harbour = series.line().scenes[0]
    assert harbour.cue_at(11_999) is None
    cue = harbour.cue_at(20_000)
    assert cue is not None and cue.track_ms(20_000) == 8_000


def test_a_place_in_a_track_is_found_in_every_scene_it_plays_in(series: Series) -> None:
    series.services.cues.add_cue(series.opening, Span(30_000, 40_000), series.star, 7_000)
    line = series.line()
    assert line.places_of_track(series.opening, 31_000) == ((1, 8_000), (2, 1_000))
    assert line.places_of_track(series.opening, 80_000) == ()


def test_marks_lie_in_the_scenes_whose_music_they_are_in(series: Series) -> None:
    series.feel(series.opening, "wonder", Span.point(10_000))
    series.feel(series.opening, "tenderness", Span.point(30_000))
    series.feel(series.opening, "power", Span.point(60_000))
    line = series.line()
    names = {one.id: one.name for one in line.emotions}
    found = [
        (mark.scene, names[mark.emotion_id], mark.start_ms, mark.track_ms)
        for scene in range(4)
        for mark in line.felt.in_scene(scene)
    ]
    assert found == [(0, "Wonder", 22_000, 10_000), (2, "Tenderness", 0, 30_000)]


def test_a_mark_across_two_cues_is_in_both_and_counted_once(series: Series) -> None:
    series.feel(series.opening, "wonder", Span(25_000, 35_000))
    felt = series.line().felt
    ends = [(mark.scene, mark.start_ms, mark.end_ms) for n in (0, 2) for mark in felt.in_scene(n)]
    assert ends == [(0, 37_000, 42_000), (2, 0, 5_000)]
    assert len(felt) == 2
    assert felt.many == 1
    assert list(felt.counts().values()) == [1]


def test_a_long_mark_begun_before_the_cue_is_in_it(series: Series) -> None:
    for at_ms in range(1_000, 29_000, 1_000):
        series.feel(series.opening, "wonder", Span.point(at_ms))
    series.feel(series.opening, "power", Span(500, 31_000))
    marks = list(series.line().felt.in_scene(2))
    assert [(mark.start_ms, mark.end_ms) for mark in marks] == [(0, 1_000)]


def test_what_the_music_only_expresses_is_not_felt(series: Series) -> None:
    series.feel(series.opening, "wonder", Span.point(10_000), Mode.EXPRESSED)
    assert len(series.line().felt) == 0


def test_emotions_are_stacked_from_calm_to_strong(series: Series) -> None:
    for word in ("power", "peacefulness", "tenderness"):
        series.feel(series.opening, word, Span.point(10_000))
    arousals = [one.arousal for one in series.line().emotions]
    assert arousals == sorted(arousals)
    assert len(arousals) == 3


def test_a_theme_returns_where_its_cues_play(series: Series) -> None:
    series.theme("The heart", series.opening, Span(5_000, 15_000), Span(25_000, 35_000))
    (theme,) = series.line().themes
    assert [(one.scene, one.start_ms, one.end_ms, one.is_home) for one in theme.returns] == [
        (0, 17_000, 27_000, True),
        (0, 37_000, 42_000, False),
        (2, 0, 5_000, False),
    ]


def test_a_theme_that_returns_in_no_scene_is_left_out(series: Series) -> None:
    series.theme("The sea", series.opening, Span(70_000, 75_000))
    assert series.line().themes == ()


def test_a_theme_knows_whose_it_is(series: Series) -> None:
    heart = series.theme("The heart", series.opening, Span(5_000, 15_000))
    series.services.themes.add_character(heart, series.mira)
    assert series.line().themes[0].character_ids == (series.mira,)


def test_characters_come_as_the_story_meets_them(series: Series) -> None:
    series.services.scenes.add_character(series.work, "Anselm")
    found = [(person.name, person.scenes) for person in series.line().characters]
    assert found == [("Mira", (0, 1, 3)), ("Elio", (2, 3)), ("Anselm", ())]


def test_counts_tell_what_was_heard_and_set_to_music(series: Series) -> None:
    unset = series.opened.track("Unset")
    series.services.library.assign_work([unset, series.love], series.work)
    listen = series.services.listening.begin(series.love, 1_700_000_000_000)
    series.services.listening.end(listen, series.love, [Span(0, 9_000)], 1_700_000_009_000)
    line = series.line()
    assert (line.counts.tracks, line.counts.heard) == (3, 1)
    assert (line.counts.scenes, line.counts.set_to_music, line.counts.without_music) == (4, 3, 1)
    assert line.tracks_without_scene == (unset,)


def test_what_is_ahead_is_only_counted(series: Series) -> None:
    series.feel(series.love, "tenderness", Span.point(10_000))
    series.theme("The farewell theme", series.love, Span(5_000, 15_000))
    series.services.story_progress.set_at_episode(series.first)
    line = series.line()
    assert [scene.title for scene in line.scenes] == ["The harbour", "The star", "", ""]
    covered = line.scenes[2]
    assert covered.is_covered
    assert (covered.id, covered.cues, covered.still, covered.length_ms) == (
        series.train,
        (),
        None,
        0,
    )
    assert [(one.label, one.title) for one in line.episodes] == [
        ("S1 E1", "The Winding Key"),
        ("S1 E2", ""),
    ]
    assert [person.name for person in line.characters] == ["Mira"]
    assert line.characters_later == 1
    assert line.themes == ()
    assert len(line.felt) == 0
    assert line.counts.covered == 2
    assert line.counts.set_to_music == 3


def test_nothing_is_covered_for_whoever_wants_it_all(series: Series) -> None:
    series.services.story_progress.set_at_episode(series.first)
    assert titles(series, OPEN) == ["The harbour", "The star", "The train", "The farewell"]


def test_one_scene_can_be_looked_at(series: Series) -> None:
    series.services.story_progress.set_at_episode(series.first)
    assert titles(series, Covering().showing(series.train)) == [
        "The harbour",
        "The star",
        "The train",
        "",
    ]


def test_another_progress_can_be_tried(series: Series) -> None:
    at_first = Progress(1, 1)
    line = series.services.story_lines.read(series.work, Covering(), at_first)
    assert [scene.is_covered for scene in line.scenes] == [False, False, True, True]
    assert [person.name for person in line.characters] == ["Mira"]
    assert titles(series) == ["The harbour", "The star", "The train", "The farewell"]


def test_a_theme_that_gives_something_away_is_only_counted(series: Series) -> None:
    heart = series.theme("The heart", series.opening, Span(5_000, 15_000))
    series.services.themes.edit(heart, is_spoiler=True)
    line = series.line()
    assert (line.themes, line.themes_later) == ((), 1)


def test_a_saga_runs_through_its_works(series: Series) -> None:
    services = series.services
    second = services.scenes.add_work(WorkKind.FILM, "After")
    services.scenes.add_scene(second, "Dawn")
    saga = services.sagas.add_saga("The town")
    services.sagas.place(second, saga)
    services.sagas.place(series.work, saga)
    line = services.story_lines.read_saga(saga, Covering())
    assert [work.title for work in line.works] == ["After", "My Heart"]
    assert [scene.title for scene in line.scenes][:2] == ["Dawn", "The harbour"]
    assert [(one.first, one.end) for one in line.episodes] == [(0, 1), (1, 3), (3, 5)]


def test_an_unknown_work_is_no_line(series: Series) -> None:
    with pytest.raises(LookupError):
        series.services.story_lines.read(WorkId(999), Covering())


def test_more_scenes_need_no_more_queries(series: Series) -> None:
    series.theme("The heart", series.opening, Span(5_000, 15_000))
    series.line()
    with queries_counted(series) as few:
        series.line()
    for number in range(20):
        scene = series.scene(f"Scene {number}", series.second, None, series.mira)
        series.services.cues.add_cue(series.love, Span(0, 1_000 + number), scene)
    with queries_counted(series) as many:
        series.line()
    assert len(many) == len(few) <= 13
