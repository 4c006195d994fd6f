"""How loud a passage is from place to place."""

from __future__ import annotations

import pytest

from app.core.timecode import Span
from app.player.passage_fade import PassageFade, share_of_db

FADE = PassageFade(Span(1_000, 11_000), 0.8, in_ms=2_000, out_ms=4_000)


@pytest.mark.parametrize(
    ("at_ms", "share"),
    [(999, 0.0), (1_000, 0.0), (2_000, 0.4), (3_000, 0.8), (7_000, 0.8), (9_000, 0.4), (11_000, 0)],
)
def test_it_comes_up_and_goes_as_it_came(at_ms: int, share: float) -> None:
    assert FADE.at(at_ms) == pytest.approx(share)


def test_a_short_passage_turns_where_its_fades_meet() -> None:
    short = PassageFade(Span(0, 2_000), in_ms=2_000, out_ms=2_000)
    assert max(short.at(ms) for ms in range(2_001)) == short.at(1_000) == 0.5


def test_it_may_begin_at_a_part_of_its_share() -> None:
    begun = PassageFade(Span(0, 4_000), 0.5, in_ms=2_000, begins=0.6)
    assert [begun.at(ms) for ms in (0, 1_000, 2_000)] == pytest.approx([0.3, 0.4, 0.5])


def test_without_fades_it_is_as_loud_everywhere() -> None:
    plain = PassageFade(Span(0, 2_000), 0.5)
    assert (plain.first, plain.at(2_000), plain.at(2_001)) == (0.5, 0.5, 0.0)


def test_a_gain_becomes_a_share_of_the_volume_and_never_more_than_it() -> None:
    assert share_of_db(0) == share_of_db(6) == 1.0
    assert share_of_db(-60) == pytest.approx(0.1)
