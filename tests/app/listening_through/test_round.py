"""What is heard next, and what becomes of what goes wrong: turned by hand, without a process."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from app.analysis.feature_store import KnownSounds
from app.listening_through.gathering import Gathered
from app.listening_through.records import Outcome, Report, Sound, State, Trouble
from app.listening_through.round import ENDED_IN_A_ROW, ENDED_TIMES, REST_S, Round

MINUTE_MS = 60_000


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def sound(name: str, *track_ids: int, album: str = "") -> Sound:
    return Sound(name, Path(f"/music/{name}.flac"), MINUTE_MS, track_ids, ("album", album))


# Two albums and a bit, in the library's order.
A1, A2, A3 = (sound(f"a{n}", n, album="A") for n in (1, 2, 3))
B1, B2, B3 = (sound(f"b{n}", 10 + n, album="B") for n in (1, 2, 3))
C1 = sound("c1", 21, album="C")
ALL = (A1, A2, A3, B1, B2, B3, C1)


def cache(*known: Sound, size: int = 0) -> KnownSounds:
    return KnownSounds(frozenset(each.payload_hash for each in known), size, 1000)


def told(outcome: Outcome, one: Sound) -> Report:
    return Report(one.payload_hash, outcome, "as the test wants it")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def round_(clock: Clock) -> Round:
    round_ = Round(clock)
    round_.gather(Gathered.of(ALL, cache()))
    round_.is_background_wanted = True
    return round_


def heard_in_order(round_: Round) -> list[str]:
    names = []
    while (one := round_.next()) is not None:
        names.append(one.payload_hash)
        round_.take(told(Outcome.HEARD, one))
    return names


def names(sounds: Iterable[Sound]) -> list[str]:
    return [each.payload_hash for each in sounds]


def test_without_a_wish_it_is_the_librarys_order(round_: Round) -> None:
    assert heard_in_order(round_) == names(ALL)
    assert round_.standing().state is State.QUIET


def test_the_soundtrack_that_plays_comes_first_from_what_plays(round_: Round) -> None:
    round_.play(12)
    assert heard_in_order(round_) == names((B2, B1, B3, A1, A2, A3, C1))


def test_then_what_is_open_the_last_opened_first(round_: Round) -> None:
    round_.open([1, 2, 3])
    round_.open([21])
    round_.play(11)
    assert heard_in_order(round_) == names((B1, B2, B3, C1, A1, A2, A3))


def test_opening_something_else_goes_on_there(round_: Round) -> None:
    first = round_.next()
    round_.open([12])
    second = round_.next()
    assert (first, second) == (A1, B2)


def test_what_is_asked_for_comes_before_all_the_latest_question_first(round_: Round) -> None:
    round_.play(1)
    round_.ask([21])
    round_.ask([13, 11])
    assert heard_in_order(round_)[:4] == names((B3, B1, C1, A1))


def test_without_the_background_only_what_is_asked_for_is_heard(round_: Round) -> None:
    round_.is_background_wanted = False
    assert round_.next() is None
    round_.ask([12, 2])
    standing = round_.standing()
    assert (standing.done, standing.total, standing.is_awaited) == (0, 2, True)
    assert heard_in_order(round_) == names((B2, A2))
    assert not round_.standing().is_awaited


def test_what_was_asked_before_anything_was_looked_for_isnt_forgotten(clock: Clock) -> None:
    round_ = Round(clock)
    round_.ask([12])
    assert round_.next() is None
    round_.gather(Gathered.of(ALL, cache()))
    assert heard_in_order(round_) == ["b2"]


def test_what_the_cache_has_is_not_heard_again(round_: Round) -> None:
    round_.gather(Gathered.of(ALL, cache(A1, B2)))
    assert heard_in_order(round_) == names((A2, A3, B1, B3, C1))
    standing = round_.standing()
    assert (standing.done, standing.total) == (7, 7)


def test_a_file_with_a_whole_album_tells_of_all_its_tracks(clock: Clock) -> None:
    round_ = Round(clock)
    round_.is_background_wanted = True
    round_.gather(Gathered.of([sound("album", 1, 2, 3)], cache()))
    assert round_.standing().total == 3
    one = round_.next()
    assert one is not None
    assert round_.take(told(Outcome.HEARD, one)) == (1, 2, 3)
    assert round_.standing().done == 3


def test_paused_nothing_is_heard_whoever_asks(round_: Round) -> None:
    round_.is_paused = True
    round_.ask([12])
    assert round_.next() is None
    assert round_.standing().state is State.PAUSED
    round_.is_paused = False
    assert round_.next() == B2


def test_what_was_stopped_is_begun_again(round_: Round) -> None:
    assert [round_.next(), round_.next()] == [A1, A2]
    round_.stop()
    assert [round_.next(), round_.next()] == [A1, A2]


def test_a_report_that_comes_late_still_counts(round_: Round) -> None:
    round_.next()
    round_.stop()
    assert round_.take(told(Outcome.HEARD, A1)) == (1,)
    assert round_.next() == A2


@pytest.mark.logs("unreadable")
def test_a_file_that_cant_be_read_is_left_out_until_there_is_news(round_: Round) -> None:
    round_.next()
    round_.take(told(Outcome.UNREADABLE, A1))
    assert heard_in_order(round_) == names(ALL[1:])
    standing = round_.standing()
    assert (standing.done, standing.total, standing.unreadable) == (6, 6, 1)
    round_.gather(Gathered.of(ALL, cache(*ALL[1:])))
    assert heard_in_order(round_) == ["a1"]


@pytest.mark.logs("unreadable")
def test_asking_for_it_tries_it_again_once(round_: Round) -> None:
    round_.is_background_wanted = False
    for _time in range(2):
        round_.ask([1])
        assert round_.next() == A1
        round_.take(told(Outcome.UNREADABLE, A1))
        assert round_.next() is None


@pytest.mark.logs("ended")
def test_a_file_that_ends_its_process_is_tried_twice(round_: Round) -> None:
    for _time in range(ENDED_TIMES):
        assert round_.next() == A1
        round_.take(told(Outcome.ENDED, A1))
    assert round_.next() == A2
    assert round_.standing().unreadable == 1


@pytest.mark.logs("ended")
def test_if_every_process_ends_it_rests_and_tries_later(round_: Round, clock: Clock) -> None:
    for _time in range(ENDED_IN_A_ROW):
        one = round_.next()
        assert one is not None
        round_.take(told(Outcome.ENDED, one))
    assert round_.next() is None
    standing = round_.standing()
    assert (standing.state, standing.trouble) == (State.RESTING, Trouble.ENDED)
    clock.now_s += REST_S
    assert round_.next() is not None
    assert round_.standing().trouble is Trouble.NONE


@pytest.mark.logs("not_kept")
def test_on_a_full_disk_it_rests_and_tries_the_same_later(round_: Round, clock: Clock) -> None:
    round_.next()
    round_.take(told(Outcome.NOT_KEPT, A1))
    assert round_.next() is None
    assert round_.standing().trouble is Trouble.NOT_KEPT
    assert round_.rests_for_s == REST_S
    clock.now_s += REST_S
    assert round_.next() == A1


@pytest.mark.logs("blocked")
def test_of_what_alone_cant_be_kept_it_goes_on_to_the_next(round_: Round) -> None:
    round_.next()
    round_.take(told(Outcome.BLOCKED, A1))
    assert round_.next() not in (None, A1)
    assert (round_.rests_for_s, round_.standing().unreadable) == (0.0, 1)


@pytest.mark.logs("not_kept")
def test_who_asks_doesnt_wait_for_the_rest_to_be_over(round_: Round) -> None:
    round_.next()
    round_.take(told(Outcome.NOT_KEPT, A1))
    round_.ask([13])
    assert round_.next() == B3


def test_into_a_full_cache_only_what_is_asked_for_goes(round_: Round) -> None:
    round_.gather(Gathered.of(ALL, cache(A1, size=990)))
    assert round_.next() is None
    assert round_.standing().trouble is Trouble.FULL
    round_.ask([12])
    assert round_.next() == B2
    round_.take(Report("b2", Outcome.HEARD, is_cache_full=True))
    assert round_.next() is None


def test_when_the_cache_has_become_full_the_background_ends(round_: Round) -> None:
    round_.next()
    round_.take(Report("a1", Outcome.HEARD, is_cache_full=True))
    assert round_.next() is None
    assert round_.standing().trouble is Trouble.FULL


def test_the_time_left_goes_by_what_was_heard_so_far(round_: Round, clock: Clock) -> None:
    assert round_.standing().left_s is None
    for _time in range(2):
        one = round_.next()
        assert one is not None
        clock.now_s += 10
        round_.take(told(Outcome.HEARD, one))
    assert round_.standing().left_s == pytest.approx(50)  # five are left, 10 s each
    assert round_.next() == A3
    clock.now_s += 5
    round_.pace.reached("a3", MINUTE_MS // 2)
    assert round_.standing().left_s == pytest.approx(45)
    assert round_.seconds_for_everything() == pytest.approx(70)


def test_time_spent_paused_doesnt_count(round_: Round, clock: Clock) -> None:
    round_.next()
    clock.now_s += 10
    round_.take(told(Outcome.HEARD, A1))
    round_.stop()
    clock.now_s += 1000
    assert round_.standing().left_s == pytest.approx(60)
