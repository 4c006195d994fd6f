"""Which feelings drift by, when and where."""

from __future__ import annotations

import random
from itertools import pairwise

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.stage.drifting import (
    APART_MS,
    CLEAR_MS,
    GONE_AT,
    LASTS_MS,
    MOST,
    Feeling,
    Side,
    drift,
    drifting_at,
    feelings_of,
    standing,
)
from bench.made_timeline import busy_timeline

WORDS = tuple(
    Emotion(n, f"uid {n}", 1, f"key {n}", f"Word {n}", "", 0, 0, "#aa5566", "heart", "solid", None,
            False, n)  # type: ignore[arg-type]
    for n in range(4)
)  # fmt: skip


def felt(start_ms: int, word: int = 0, intensity: int = 3, *, is_new: bool = False) -> Feeling:
    ref = MarkRef(MarkKind.TAG, start_ms * 10 + word)
    return Feeling(ref, start_ms, WORDS[word], "", intensity, False, start_ms, 0, is_new)


def test_a_pill_rises_from_its_mark_and_pales() -> None:
    (one,) = drift([felt(10_000)])
    assert drifting_at((one,), 9_999) == ()
    assert drifting_at((one,), 10_000) == (one,)
    assert one.way(10_000) == 0 and one.opacity(10_000) == 1
    assert one.way(22_000) == 0.5 and one.opacity(34_000) == GONE_AT
    assert drifting_at((one,), 10_000 + LASTS_MS) == ()


def test_of_a_thousand_marks_never_more_than_six_and_none_over_another() -> None:
    tags = busy_timeline(180_000, 1_000).tags
    shown = drift(feelings_of(tags, (), None))
    for at_ms in range(0, 180_000, 500):
        now = drifting_at(shown, at_ms)
        assert len(now) <= MOST
        for side in Side:
            starts = [one.start_ms for one in now if one.side is side]
            assert all(b - a >= CLEAR_MS for a, b in pairwise(starts))
    assert len(shown) > 180_000 // APART_MS // 2, "and not many fewer than there could be"


def test_the_strongest_of_those_close_together_is_chosen_and_not_the_same_word_again() -> None:
    shown = drift([felt(1_000), felt(1_500, 1, 5), felt(8_000, 1, 5), felt(8_100, 2, 1)])
    assert [one.feeling.emotion and one.feeling.emotion.name for one in shown] == [
        "Word 1",
        "Word 2",
    ]


def test_what_was_marked_just_now_is_always_shown() -> None:
    dice = random.Random(3)
    earlier = [felt(ms) for ms in range(0, 60_000, 900)]
    for _round in range(50):
        at_ms = dice.randrange(60_000)
        new = felt(at_ms, 3, is_new=True)
        shown = drift(sorted([*earlier, new], key=lambda one: one.start_ms))
        assert new in [one.feeling for one in drifting_at(shown, at_ms + 1_500)]


def test_several_marks_at_once_lie_side_by_side_and_the_newest_wins() -> None:
    marks = [felt(5_000 + 300 * n, n, is_new=True) for n in range(3)]
    shown = drifting_at(drift(marks), 7_000)
    assert [one.feeling for one in shown] == [marks[1], marks[2]]
    assert {one.side for one in shown} == {Side.LEFT, Side.RIGHT}


def test_where_nothing_may_move_three_different_ones_stand_for_a_stretch() -> None:
    marks = [felt(1_000, 0, 2), felt(2_000, 0, 5), felt(3_000, 1, 3), felt(4_000, 2, 4),
             felt(5_000, 3, 1), felt(30_000, 3, 5)]  # fmt: skip
    shown = standing(marks, Span(0, 10_000), 500)
    assert [one.feeling.start_ms for one in shown] == [2_000, 4_000, 3_000]
    new = felt(6_000, 3, 1, is_new=True)
    later = sorted([*marks, new], key=lambda one: one.start_ms)
    assert new not in [one.feeling for one in standing(later, Span(0, 10_000), 5_000)]
    assert standing(later, Span(0, 10_000), 7_000)[0].feeling == new


def test_what_was_only_expressed_long_ago_is_no_feeling() -> None:
    tags = busy_timeline(180_000, 300).tags
    found = feelings_of(tags, (), None)
    assert 0 < len(found) < len(tags)
    assert not any(one.is_expressed for one in found)
    just_now = min(item.tag.made_at_ms for item in tags)
    assert len(feelings_of(tags, (), just_now)) == len(tags)
