from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.ids import LineKey, TrackId
from app.core.track_move import TrackMove
from app.player.queue import PlayQueue, Repeat
from tests.support.lines import own

A, B, C, D, E = own(10, 20, 30, 40, 50)


@pytest.fixture
def queue() -> PlayQueue:
    made = PlayQueue(seed=5)
    made.replace([A, B, C])
    return made


def test_it_plays_in_order_and_ends(queue: PlayQueue) -> None:
    assert queue.current == A
    assert [queue.next(), queue.next(), queue.next()] == [B, C, None]
    assert queue.current == C


def test_previous_stops_at_the_start(queue: PlayQueue) -> None:
    queue.jump(1)
    assert [queue.previous(), queue.previous()] == [A, None]


def test_repeat_all_wraps_in_both_directions(queue: PlayQueue) -> None:
    queue.repeat = Repeat.ALL
    assert queue.previous() == C
    assert queue.next() == A


def test_repeat_one_repeats_by_itself_and_obeys_the_next_button(queue: PlayQueue) -> None:
    queue.repeat = Repeat.ONE
    assert queue.next(by_itself=True) == A
    assert queue.next() == B


def test_the_same_line_may_be_in_it_twice() -> None:
    queue = PlayQueue()
    queue.replace([A, A, B])
    assert [queue.next(), queue.index, queue.next()] == [A, 1, B]


def test_lines_of_one_track_are_told_apart() -> None:
    queue = PlayQueue()
    queue.replace([A, (10, 7)])
    assert [queue.next(), queue.index, queue.next()] == [(10, 7), 1, None]


@pytest.mark.parametrize("is_shuffled", [False, True])
def test_cleared_it_has_the_current_line_alone_which_a_merge_may_still_part(
    queue: PlayQueue, is_shuffled: bool
) -> None:
    queue.jump(1)
    queue.set_shuffled(is_shuffled)
    move = TrackMove(TrackId(20), TrackId(10), 0)
    queue.follow([move])
    queue.clear()
    assert (queue.items, queue.index, queue.peek_next()) == ((A,), 0, None)
    queue.append([C])
    assert queue.peek_next() == C
    queue.go_back([move.undone])
    assert queue.items == (B, C)


def test_merged_tracks_play_on_the_albums_they_were_queued_on(queue: PlayQueue) -> None:
    """B becomes part of A: its own album is A’s entry 8 now, and entry 7 is A’s own album."""
    queue.replace([A, B, (20, 7), (20, 9), C])
    move = TrackMove(TrackId(20), TrackId(10), 0, ((None, 8), (7, None)))
    queue.follow([move])
    assert queue.items == (A, (10, 8), A, A, C), "A’s own line, if an album isn’t known"
    queue.go_back([move.undone])
    assert queue.items == (A, B, (20, 7), (20, 9), C)


def test_peeking_goes_nowhere(queue: PlayQueue) -> None:
    assert queue.peek_next() == B
    assert queue.current == A


def test_removing_the_current_track_leaves_the_next_one_current(queue: PlayQueue) -> None:
    queue.jump(1)
    queue.remove(1)
    assert (queue.items, queue.current) == ((A, C), C)


def test_removing_the_last_current_track_goes_back(queue: PlayQueue) -> None:
    queue.jump(2)
    queue.remove(2)
    assert queue.current == B


def test_removing_everything_leaves_it_empty(queue: PlayQueue) -> None:
    for _ in range(3):
        queue.remove(0)
    assert (len(queue), queue.current, queue.next(), queue.previous()) == (0, None, None, None)


def test_moving_keeps_the_current_track_current(queue: PlayQueue) -> None:
    queue.move(0, 2)
    assert (queue.items, queue.current, queue.index) == ((B, C, A), A, 2)


def test_inserting_next_plays_next(queue: PlayQueue) -> None:
    queue.insert_next([D, E])
    assert queue.items == (A, D, E, B, C)
    assert [queue.next(), queue.next(), queue.next()] == [D, E, B]


def test_inserting_next_while_shuffled_plays_next(queue: PlayQueue) -> None:
    queue.set_shuffled(True)
    queue.insert_next([D, E])
    assert [queue.next(), queue.next()] == [D, E]


def test_appending_to_an_empty_queue_can_play() -> None:
    queue = PlayQueue()
    queue.append([A, B])
    assert queue.current is None
    assert [queue.next(), queue.next(), queue.next()] == [A, B, None]


def test_shuffling_keeps_the_listed_order_and_unshuffling_the_place(queue: PlayQueue) -> None:
    queue.jump(1)
    queue.set_shuffled(True)
    assert (queue.items, queue.current) == ((A, B, C), B)
    queue.set_shuffled(False)
    assert queue.next() == C


def played(queue: PlayQueue) -> list[LineKey]:
    lines = [queue.current] if queue.current is not None else []
    while (line := queue.next()) is not None:
        lines.append(line)
    return lines


def test_the_same_seed_shuffles_the_same() -> None:
    orders = []
    for _ in range(2):
        queue = PlayQueue(seed=9)
        queue.replace(own(*range(20)))
        queue.set_shuffled(True)
        orders.append(played(queue))
    assert orders[0] == orders[1]
    assert orders[0] != list(own(*range(20)))


def test_what_is_left_is_what_will_play_shuffled_or_not() -> None:
    queue = PlayQueue(seed=9)
    assert queue.left == ()
    queue.replace(own(*range(20)), 3)
    assert queue.left == own(*range(4, 20))
    queue.set_shuffled(True)
    queue.next()
    queue.next()
    left = queue.left
    assert len(left) == 17
    assert left == tuple(played(queue))[1:]


def test_what_is_left_where_all_repeats_is_all_the_others() -> None:
    queue = PlayQueue()
    queue.replace(own(1, 2, 3, 2), 1)
    queue.repeat = Repeat.ALL
    assert queue.left == own(3, 2, 1)


edits = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "move", "next"]), st.integers(0, 99)),
    max_size=20,
)


@settings(deadline=None)
@given(count=st.integers(1, 8), shuffled=st.booleans(), edits=edits)
def test_after_any_edits_a_round_plays_every_entry_once(
    count: int, shuffled: bool, edits: list[tuple[str, int]]
) -> None:
    queue = PlayQueue(seed=1)
    queue.replace(own(*range(count)))
    queue.set_shuffled(shuffled)
    for number, (verb, place) in enumerate(edits):
        size = len(queue)
        if verb == "insert":
            queue.insert(place % (size + 1), own(100 + number))
        elif verb == "remove" and size > 1:
            queue.remove(place % size)
        elif verb == "move":
            queue.move(place % size, (place * 7) % size)
        else:
            queue.next()
    queue.repeat = Repeat.ALL
    around = [queue.next() for _ in range(len(queue))]
    assert Counter(around) == Counter(queue.items)
