"""The axis of a story: widths, gaps, and the way back from a pixel to a moment."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.core.ids import CueId, EpisodeId, SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.story_line.felt import felt_in
from app.story_line.layout import MOST_TILES, Layout, Measures, Run, Scale, covered_runs, plan_of
from app.story_line.records import LineCue, LineEpisode, LineScene, StoryLine

WORK = WorkId(1)
PLAIN = Measures()


def line_of(*episodes: list[LineScene]) -> StoryLine:
    scenes: list[LineScene] = []
    runs = []
    for number, some in enumerate(episodes, 1):
        first = len(scenes)
        scenes += some
        runs.append(LineEpisode(EpisodeId(number), WORK, 1, number, "", first, len(scenes)))
    return StoryLine((), tuple(runs), tuple(scenes), felt_in((), ()))


def scene(seconds: float, start_s: float | None = None, *, covered: bool = False) -> LineScene:
    length_ms = round(1000 * seconds)
    at_ms = None if start_s is None else round(1000 * start_s)
    span = None if at_ms is None else Span(at_ms, at_ms + length_ms)
    return LineScene(SceneId(1), WORK, None, covered, span=span, length_ms=length_ms)


def covered() -> LineScene:
    return scene(0, covered=True)


def gaps(layout: Layout) -> list[float]:
    rights = layout.lefts + layout.widths
    return [round(float(gap), 6) for gap in layout.lefts[1:] - rights[:-1]]


def test_scenes_are_as_wide_as_they_are_long() -> None:
    layout = plan_of(line_of([scene(60), scene(120)], [scene(240)]), Scale.LENGTH).laid_out(1000)
    one, two, three = layout.widths
    assert two == pytest.approx(2 * one)
    assert three == pytest.approx(4 * one)
    assert layout.width == pytest.approx(1000)


def test_scenes_are_six_apart_and_episodes_fourteen() -> None:
    layout = plan_of(line_of([scene(60), scene(120)], [scene(240)]), Scale.LENGTH).laid_out(1000)
    assert gaps(layout) == [6.0, 14.0]


def test_the_time_between_scenes_is_folded_away_except_by_the_clock() -> None:
    line = line_of([scene(60, 0), scene(60, 180)])
    assert gaps(plan_of(line, Scale.LENGTH).laid_out(1000)) == [6.0]
    by_clock = plan_of(line, Scale.CLOCK).laid_out(1000)
    assert gaps(by_clock) == [pytest.approx(2 * float(by_clock.widths[0]))]


def test_by_the_clock_an_episode_begins_at_its_beginning() -> None:
    layout = plan_of(line_of([scene(60, 60)]), Scale.CLOCK).laid_out(1000)
    assert float(layout.lefts[0]) == pytest.approx(PLAIN.margin + float(layout.widths[0]))


def test_even_scenes_are_even() -> None:
    layout = plan_of(line_of([scene(1), scene(600), scene(0)]), Scale.EVEN).laid_out(1000)
    assert layout.widths.tolist() == pytest.approx([layout.widths[0]] * 3)


def test_a_scene_has_its_least_width() -> None:
    layout = plan_of(line_of([scene(1), scene(3600), scene(0)]), Scale.LENGTH).laid_out(1000)
    assert layout.widths.tolist() == pytest.approx([48, 1000 - 2 * 11 - 2 * 48 - 12, 48])


def test_without_room_for_least_widths_all_still_fit() -> None:
    scenes = [scene(60 + place % 7 * 60) for place in range(500)]
    layout = plan_of(line_of(scenes), Scale.LENGTH).laid_out(1000)
    assert layout.width == pytest.approx(1000)
    assert layout.squeeze < 0.1
    assert float(layout.widths.max()) > float(layout.widths.min())


def test_zooming_in_makes_no_scene_narrower() -> None:
    plan = plan_of(line_of([scene(5), scene(60)], [scene(600), covered()]), Scale.LENGTH)
    least = round(plan.least_width)
    widths = [plan.laid_out(width).widths for width in range(least, least + 1200, 20)]
    for narrow, wide in pairwise(widths):
        assert (wide >= narrow - 1e-9).all()


def test_covered_scenes_are_even_tiles_whatever_they_last() -> None:
    layout = plan_of(line_of([scene(60)], [covered(), covered()], [covered()]), Scale.CLOCK)
    wide = layout.laid_out(2000)
    assert wide.widths[1:].tolist() == [60, 60, 60]
    assert gaps(wide) == [14, 6, 6]


def test_a_long_run_of_covered_scenes_has_few_tiles() -> None:
    line = line_of([scene(60)], [covered() for _n in range(400)])
    layout = plan_of(line, Scale.LENGTH).laid_out(1000)
    assert len(set(layout.lefts.tolist())) == 1 + MOST_TILES + 1
    assert layout.width == pytest.approx(1000)
    tiles = layout.tiles(Run(1, 401))
    assert len(tiles) == MOST_TILES
    assert tiles[-1] + layout.widths[1] <= 1000


def test_covered_scenes_in_a_row_are_one_run() -> None:
    line = line_of([scene(1), covered()], [covered(), scene(1)], [covered()])
    assert covered_runs(line) == (Run(1, 3), Run(4, 5))


def test_an_episode_without_scenes_takes_room() -> None:
    layout = plan_of(line_of([scene(60)], [], [scene(60)]), Scale.LENGTH).laid_out(1000)
    (_one, (left, right), _three) = layout.episodes
    assert right - left == pytest.approx(48)
    assert gaps(layout) == [pytest.approx(14 + 48 + 14)]


def test_the_music_fills_its_scene_except_by_the_clock() -> None:
    cue = LineCue(CueId(1), "", TrackId(1), Span(0, 20_000), 30_000, 30_000)
    line = line_of([replace(scene(100, 0), cues=(cue,)), scene(100, 100)])
    layout = plan_of(line, Scale.LENGTH).laid_out(1000)
    assert layout.widths[0] == layout.widths[1]
    assert layout.x_of(0, 30_000) == pytest.approx(float(layout.lefts[0]))
    assert layout.x_of(0, 50_000) == pytest.approx(layout.right_of(0))
    by_clock = plan_of(line, Scale.CLOCK).laid_out(1000)
    left, width = float(by_clock.lefts[0]), float(by_clock.widths[0])
    assert by_clock.x_of(0, 30_000) == pytest.approx(left + 0.3 * width)


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("width", [300, 1000, 9000])
def test_a_moment_is_found_again_at_its_pixel(scale: Scale, width: float) -> None:
    line = line_of([scene(60, 5), scene(90, 200)], [scene(600, 0)])
    layout = plan_of(line, scale).laid_out(width)
    for place in range(3):
        for share in (0.01, 0.5, 0.99):
            ms = share * float(layout.lengths[place])
            found = layout.at(layout.x_of(place, ms))
            assert found is not None
            assert found[0] == place
            assert found[1] == pytest.approx(ms)


def test_between_two_scenes_the_nearer_one_counts() -> None:
    layout = plan_of(line_of([scene(60)], [scene(60)]), Scale.LENGTH).laid_out(1000)
    right = layout.right_of(0)
    assert layout.at(right + 2) == (0, 60_000)
    assert layout.at(right + 12) == (1, 0)
    assert layout.at(-50) == (0, 0)
    assert layout.at(5000) == (1, 60_000)


def test_only_scenes_in_sight_are_between() -> None:
    layout = plan_of(line_of([scene(60) for _n in range(10)]), Scale.EVEN).laid_out(1000)
    third = float(layout.lefts[3])
    assert list(layout.between(third + 1, third + 2)) == [3]
    assert list(layout.between(0, 1000)) == list(range(10))
    assert list(layout.between(-100, -50)) == []


def test_a_line_without_scenes_has_no_places() -> None:
    layout = plan_of(line_of(), Scale.LENGTH).laid_out(1000)
    assert layout.at(10) is None
    assert list(layout.between(0, 1000)) == []
