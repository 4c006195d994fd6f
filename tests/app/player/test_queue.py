from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.player.queue import PlayQueue, Repeat


@pytest.fixture
def queue() -> PlayQueue:
    made = PlayQueue(seed=5)
    made.replace([10, 20, 30])
    return made


def test_it_plays_in_order_and_ends(queue: PlayQueue) -> None:
    assert queue.current == 10
    assert [queue.next(), queue.next(), queue.next()] == [20, 30, None]
    assert queue.current == 30


def test_previous_stops_at_the_start(queue: PlayQueue) -> None:
    queue.jump(1)
    assert [queue.previous(), queue.previous()] == [10, None]


def test_repeat_all_goes_around_both_ways(queue: PlayQueue) -> None:
    queue.repeat = Repeat.ALL
    assert queue.previous() == 30
    assert queue.next() == 10


def test_repeat_one_repeats_by_itself_and_obeys_the_next_button(queue: PlayQueue) -> None:
    queue.repeat = Repeat.ONE
    assert queue.next(by_itself=True) == 10
    assert queue.next() == 20


def test_the_same_track_may_stand_in_it_twice() -> None:
    queue = PlayQueue()
    queue.replace([10, 10, 20])
    assert [queue.next(), queue.index, queue.next()] == [10, 1, 20]


def test_peeking_goes_nowhere(queue: PlayQueue) -> None:
    assert queue.peek_next() == 20
    assert queue.current == 10


def test_removing_the_current_track_leaves_the_next_one_current(queue: PlayQueue) -> None:
    queue.jump(1)
    queue.remove(1)
    assert (queue.items, queue.current) == ((10, 30), 30)


def test_removing_the_last_current_track_goes_back(queue: PlayQueue) -> None:
    queue.jump(2)
    queue.remove(2)
    assert queue.current == 20


def test_removing_everything_leaves_it_empty(queue: PlayQueue) -> None:
    for _ in range(3):
        queue.remove(0)
    assert (len(queue), queue.current, queue.next(), queue.previous()) == (0, None, None, None)


def test_moving_keeps_the_current_track_current(queue: PlayQueue) -> None:
    queue.move(0, 2)
    assert (queue.items, queue.current, queue.index) == ((20, 30, 10), 10, 2)


def test_inserting_next_plays_next(queue: PlayQueue) -> None:
    queue.insert_next([40, 50])
    assert queue.items == (10, 40, 50, 20, 30)
    assert [queue.next(), queue.next(), queue.next()] == [40, 50, 20]


def test_inserting_next_while_shuffled_plays_next(queue: PlayQueue) -> None:
    queue.set_shuffled(True)
    queue.insert_next([40, 50])
    assert [queue.next(), queue.next()] == [40, 50]


def test_appending_to_an_empty_queue_can_play() -> None:
    queue = PlayQueue()
    queue.append([10, 20])
    assert queue.current is None
    assert [queue.next(), queue.next(), queue.next()] == [10, 20, None]


def test_shuffling_keeps_the_listed_order_and_unshuffling_the_place(queue: PlayQueue) -> None:
    queue.jump(1)
    queue.set_shuffled(True)
    assert (queue.items, queue.current) == ((10, 20, 30), 20)
    queue.set_shuffled(False)
    assert queue.next() == 30


def played(queue: PlayQueue) -> list[int]:
    tracks = [queue.current] if queue.current is not None else []
    while (track_id := queue.next()) is not None:
        tracks.append(track_id)
    return tracks


def test_the_same_seed_shuffles_the_same() -> None:
    orders = []
    for _ in range(2):
        queue = PlayQueue(seed=9)
        queue.replace(range(20))
        queue.set_shuffled(True)
        orders.append(played(queue))
    assert orders[0] == orders[1]
    assert orders[0] != list(range(20))


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
    queue.replace(range(count))
    queue.set_shuffled(shuffled)
    for number, (verb, place) in enumerate(edits):
        size = len(queue)
        if verb == "insert":
            queue.insert(place % (size + 1), [100 + number])
        elif verb == "remove" and size > 1:
            queue.remove(place % size)
        elif verb == "move":
            queue.move(place % size, (place * 7) % size)
        else:
            queue.next()
    queue.repeat = Repeat.ALL
    around = [queue.next() for _ in range(len(queue))]
    assert sorted(track for track in around if track is not None) == sorted(queue.items)
