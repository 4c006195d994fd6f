"""Which returns are announced while a track plays."""

from __future__ import annotations

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.returns.announcing import Announcing
from app.returns.records import KnownReturn, TrackReturns
from app.themes.difference import Difference
from app.themes.records import Occurrence, OccurrenceStatus, Theme

HEART, STAR, BRIDGE = "Heart", "Star", "Bridge"


def known(key: int, name: str, start_s: int, end_s: int) -> KnownReturn:
    theme = Theme(ThemeId(len(name)), name, None, name, "#c2476a", "")
    mark = Occurrence(
        OccurrenceId(key), str(key), theme, TrackId(1), Span(start_s * 1000, end_s * 1000),
        OccurrenceStatus.CONFIRMED, None, None, "", "",
    )  # fmt: skip
    return KnownReturn(mark, key, 9, False, Difference(), ())


class Played:
    """Looks each quarter of a second."""

    def __init__(self, *returns: KnownReturn) -> None:
        self.returns = TrackReturns(tuple(sorted(returns, key=lambda one: one.span)))
        self.announcing = Announcing()

    def at(self, second: float, *, may_begin: bool = True) -> list[int]:
        shown = self.announcing.at(self.returns, round(second * 1000), may_begin=may_begin)
        return [one.occurrence.id for one in shown]

    def from_to(self, start_s: int, end_s: int) -> list[tuple[int, ...]]:
        """What was shown in turn."""
        told = [tuple(self.at(quarter / 4)) for quarter in range(4 * start_s, 4 * end_s)]
        changes = zip([None, *told], told, strict=False)
        return [after for before, after in changes if before != after]


def test_a_return_is_announced_before_it_sounds_and_until_it_is_over() -> None:
    played = Played(known(1, HEART, 10, 20))
    assert played.at(4.9) == []
    assert played.at(5) == played.at(10) == played.at(19.9) == [1]
    assert played.at(20) == []


def test_overlapping_returns_do_not_take_turns() -> None:
    played = Played(known(1, HEART, 10, 60), known(2, STAR, 20, 30), known(3, STAR, 32, 40))
    assert played.from_to(0, 70) == [(), (1,), (1, 2), (1, 3), (1,), ()]


def test_a_third_one_waits_until_there_is_room() -> None:
    played = Played(known(1, HEART, 10, 20), known(2, STAR, 10, 40), known(3, BRIDGE, 10, 50))
    assert played.from_to(0, 60) == [(), (1, 2), (2, 3), (3,), ()]


def test_a_theme_is_announced_once_though_its_returns_follow_one_another() -> None:
    played = Played(known(1, HEART, 10, 20), known(2, HEART, 20, 30))
    assert played.from_to(0, 40) == [(), (1,), (2,), ()]


def test_nothing_new_is_announced_while_it_may_not_begin() -> None:
    played = Played(known(1, HEART, 10, 20), known(2, STAR, 14, 20))
    assert played.at(8, may_begin=False) == []
    assert played.at(8) == [1]
    assert played.at(12, may_begin=False) == [1], "what is told stays"
    assert played.at(30, may_begin=False) == played.at(12, may_begin=False) == []
