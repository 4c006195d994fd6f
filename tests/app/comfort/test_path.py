"""From one feeling to another through own marks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.comfort.path import PathMaker
from app.comfort.records import PathPlan, PathWish
from app.core.timecode import Span
from app.journal.records import Feeling
from tests.app.comfort.conftest import NOW_MS, Diary

TENSE, PEACEFUL = Feeling(-0.45, 0.7), Feeling(0.6, -0.75)
ON_THE_WAY = ("tension", "tension", "longing", "longing", "nostalgia", "comfort", "peacefulness")


def fill(diary: Diary, words: tuple[str, ...] = ON_THE_WAY, lasts_ms: int = 240_000) -> None:
    for n, word in enumerate(words):
        track = diary.track(f"{n}", lasts_ms)
        diary.mark(track, word, 60_000, intensity=1 + n % 5, note=f"{word} {n}")


def laid(diary: Diary, minutes: int = 30) -> tuple[PathMaker, PathPlan]:
    maker = PathMaker(diary.own(), NOW_MS)
    return maker, maker.lay(PathWish(TENSE, PEACEFUL, minutes))


def words(diary: Diary, plan: PathPlan) -> list[str]:
    own = diary.own()
    keys = (int(own.emotion_ids[one.mark]) for one in plan.stations)
    return [diary.services.emotions.emotion(key).key for key in keys]


def test_it_leads_from_the_one_end_to_the_other_in_as_long_as_was_wanted(diary: Diary) -> None:
    fill(diary)
    maker, plan = laid(diary, 20)
    assert plan.is_path and not plan.gaps
    assert (words(diary, plan)[0], words(diary, plan)[-1]) == ("tension", "peacefulness")
    assert len({one.mark for one in plan.stations}) == len(plan.stations) == 5
    path = diary.comfort.path(diary.own(), plan, NOW_MS)
    assert path.duration_ms == 20 * 60_000
    assert path.starts_ms == (0, 240_000, 480_000, 720_000, 960_000)
    for one, passage in zip(path.moments, maker.passages(plan), strict=True):
        assert one.item.span is not None and one.passage.span == passage
        assert passage.start_ms <= one.item.span.start_ms < one.item.span.end_ms <= passage.end_ms


def test_where_tracks_are_short_it_has_more_stations_and_says_how_long_it_is(diary: Diary) -> None:
    fill(diary, lasts_ms=70_000)
    _maker, plan = laid(diary, 20)
    assert len(plan.stations) == 7
    assert diary.comfort.path(diary.own(), plan, NOW_MS).duration_ms == 7 * 70_000


def test_the_music_around_a_station_never_touches_an_opposite_mark_or_another_station(
    diary: Diary,
) -> None:
    track = diary.track("One", 600_000)
    for n, word in enumerate(("tension", "longing", "nostalgia", "comfort", "peacefulness")):
        diary.mark(track, word, 100_000 * n + 50_000)
    maker, plan = laid(diary)
    spans = sorted(maker.passages(plan))
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(spans))
    by_word = dict(zip(words(diary, plan), maker.passages(plan), strict=True))
    assert by_word["comfort"].start_ms >= 54_000 and by_word["tension"].end_ms <= 350_000
    assert by_word["tension"] == Span(0, 102_000), "halfway to the next station"


def test_with_fewer_than_five_there_is_no_path_only_what_there_is(diary: Diary) -> None:
    fill(diary, ("tension", "comfort", "peacefulness", "longing"))
    _maker, plan = laid(diary)
    assert (plan.is_path, plan.fitting, plan.gaps) == (False, 4, ())
    assert words(diary, plan) == ["tension", "longing", "comfort", "peacefulness"]
    nothing = PathMaker(diary.own(), NOW_MS).lay(PathWish(Feeling(1, 1), Feeling(1, 0.9), 30))
    assert (nothing.stations, nothing.fitting) == ((), 0)


def test_a_gap_says_where_something_is_missing(diary: Diary) -> None:
    fill(diary, ("tension", "tension", "dread", "peacefulness", "comfort", "comfort"))
    _maker, plan = laid(diary)
    assert plan.is_path and plan.gaps
    for gap in plan.gaps:
        assert -0.4 < gap.arousal < 0.4, "between them"


def test_one_that_is_left_out_leaves_the_others_where_they_were(diary: Diary) -> None:
    fill(diary)
    maker, plan = laid(diary, 20)
    fewer = maker.leave_out(plan, 1)
    assert fewer.stations == (plan.stations[0], *plan.stations[2:])
    assert sum(one.duration_ms for one in maker.passages(fewer)) == 4 * 240_000


def test_another_is_tried_until_there_is_none(diary: Diary) -> None:
    fill(diary, ("tension", *ON_THE_WAY))
    maker, plan = laid(diary, 20)
    seen = [plan.stations[0].mark]
    again = maker.exchange(plan, 0)
    assert again.stations[1:] == plan.stations[1:]
    assert words(diary, again)[0] == "tension" and again.stations[0].mark not in seen
    assert maker.exchange(again, 0) == again
    assert maker.lay(plan.wish, frozenset(one.mark for one in plan.stations)).stations


@pytest.mark.parametrize("minutes", [5, 30, 90])
def test_no_journal_is_too_empty_for_it(diary: Diary, minutes: int) -> None:
    _maker, plan = laid(diary, minutes)
    assert (plan.stations, plan.is_path) == ((), False)
