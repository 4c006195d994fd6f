"""What is selected never moves, and what was judged goes and comes back."""

from __future__ import annotations

from collections.abc import Callable

from app.core.ids import TrackId
from app.core.timecode import Span
from app.themes.records import Candidate
from ui.theme_search.ranking import Ranking


def found(track: int, probability: float, start_ms: int = 10_000) -> Candidate:
    return Candidate(TrackId(track), Span(start_ms, start_ms + 9_000), probability)


def is_open(*judged: int) -> Callable[[Candidate], bool]:
    return lambda candidate: candidate.track_id not in judged


def tracks(ranking: Ranking) -> list[int]:
    return [entry.candidate.track_id for entry in ranking.shown]


def ranked(*candidates: Candidate, selected: int | None = None) -> Ranking:
    ranking = Ranking()
    ranking.take(candidates, is_open())
    if selected is not None:
        ranking.selected = ranking.shown[selected].number
    return ranking


def test_the_most_probable_come_first_and_the_less_certain_are_asked_for() -> None:
    ranking = ranked(found(1, 0.6), found(2, 0.9), found(3, 0.3))
    assert tracks(ranking) == [2, 1]
    assert ranking.hidden == 1
    ranking.shows_all = True
    assert tracks(ranking) == [2, 1, 3]


def test_what_is_selected_stays_where_it_is() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.8), found(3, 0.7), selected=1)
    ranking.take([found(1, 0.6), found(2, 0.55), found(3, 0.95), found(4, 0.99)], is_open())
    assert tracks(ranking) == [4, 2, 3, 1]
    assert ranking.current is not None
    assert ranking.current.candidate.probability == 0.55


def test_it_stays_though_it_isnt_found_any_more_or_hardly() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.8), selected=0)
    ranking.take([found(2, 0.8)], is_open())
    assert tracks(ranking) == [1, 2]
    ranking.take([found(2, 0.8), found(1, 0.1)], is_open())
    assert tracks(ranking) == [1, 2]


def test_found_a_little_elsewhere_it_is_the_same_row() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.8))
    number = ranking.shown[1].number
    ranking.take([found(1, 0.9), found(2, 0.7, start_ms=11_000)], is_open())
    assert ranking.shown[1].number == number
    assert ranking.shown[1].candidate.span.start_ms == 11_000


def test_a_start_that_was_moved_stays_where_it_was_put() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.8))
    moved = ranking.shown[1].moved(300)
    ranking.replace(moved)
    ranking.take([found(1, 0.9), found(2, 0.7)], is_open())
    (_one, other) = ranking.shown
    assert (other.candidate.span, other.moved_ms) == (Span(10_300, 19_000), 300)
    assert other.candidate.probability == 0.7


def test_a_start_is_moved_neither_before_the_track_nor_past_the_end() -> None:
    entry = ranked(found(1, 0.9, start_ms=100)).shown[0]
    assert entry.moved(-300).candidate.span.start_ms == 0
    assert entry.moved(60_000).candidate.span.duration_ms == 500


def test_judged_it_goes_and_the_next_is_selected() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.8), found(3, 0.7), selected=1)
    assert ranking.current is not None
    judged = ranking.current
    ranking.judge(judged)
    assert tracks(ranking) == [1, 3]
    assert ranking.current is not None and ranking.current.candidate.track_id == 3
    ranking.judge(ranking.current)
    assert ranking.current is not None and ranking.current.candidate.track_id == 1
    ranking.judge(ranking.current)
    assert ranking.current is None
    ranking.take([found(1, 0.9)], is_open(1))
    assert tracks(ranking) == []


def test_taken_back_it_is_there_at_once_and_stays() -> None:
    ranking = ranked(found(1, 0.9), found(2, 0.3), selected=0)
    assert ranking.current is not None
    judged = ranking.current
    ranking.judge(judged)
    ranking.bring_back([judged])
    assert tracks(ranking) == [1]
    ranking.take([found(2, 0.3)], is_open())
    assert tracks(ranking) == [1], "the search hasn't found it again yet"
    ranking.take([found(1, 0.85), found(2, 0.3)], is_open())
    assert tracks(ranking) == [1]
