"""Urgent jobs come first, and jobs that can wait leave threads free."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from app.core.job_pool import JobPool, Urgency

PATIENCE_S = 10.0


class Gate:
    """A job that begins, and ends when it is let go."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()
        self._go = threading.Event()

    def __call__(self) -> None:
        self.has_begun.set()
        assert self._go.wait(PATIENCE_S)

    def begins(self) -> bool:
        return self.has_begun.wait(PATIENCE_S)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def pool() -> Iterator[JobPool]:
    made = JobPool(workers=2, most_behind=1)
    yield made
    made.close()


def test_the_most_urgent_comes_first_and_equals_in_their_order() -> None:
    pool, gate, ended = JobPool(workers=1), Gate(), threading.Event()
    done: list[str] = []
    pool.submit("holds the thread", gate, Urgency.USUAL)
    assert gate.begins()
    for name, urgency in (
        ("last", Urgency.BEHIND),
        ("one", Urgency.USUAL),
        ("two", Urgency.USUAL),
        ("first", Urgency.AWAITED),
    ):
        pool.submit(name, partial(done.append, name), urgency)
    pool.submit("the end", ended.set, Urgency.BEHIND)
    gate.let_go()
    assert ended.wait(PATIENCE_S)
    pool.close()
    assert done == ["first", "one", "two", "last"]


def test_jobs_that_can_wait_never_take_every_thread(pool: JobPool) -> None:
    one, other, wanted = Gate(), Gate(), Gate()
    pool.submit("behind", one, Urgency.BEHIND)
    pool.submit("behind, too", other, Urgency.BEHIND)
    assert one.begins()
    pool.submit("wanted", wanted, Urgency.AWAITED)
    assert wanted.begins()
    assert not other.has_begun.is_set()
    one.let_go()
    assert other.begins()
    for gate in (wanted, other):
        gate.let_go()


def test_two_jobs_run_at_once_and_a_third_waits(pool: JobPool) -> None:
    gates = [Gate(), Gate(), Gate()]
    for number, gate in enumerate(gates):
        pool.submit(str(number), gate, Urgency.USUAL)
    assert gates[0].begins() and gates[1].begins()
    assert not gates[2].has_begun.is_set()
    gates[0].let_go()
    assert gates[2].begins()
    for gate in gates[1:]:
        gate.let_go()


def test_a_job_can_be_withdrawn_until_it_starts(pool: JobPool) -> None:
    first, second, third = Gate(), Gate(), Gate()
    tickets = [pool.submit("one", gate, Urgency.USUAL) for gate in (first, second, third)]
    assert first.begins() and second.begins()
    assert pool.withdraw(tickets[2])
    assert not pool.withdraw(tickets[2])
    assert not pool.withdraw(tickets[0])
    for gate in (first, second):
        gate.let_go()
    pool.close()
    assert not third.has_begun.is_set()


def test_a_closed_pool_leaves_no_thread_and_takes_no_job(pool: JobPool) -> None:
    gate = Gate()
    pool.submit("one", gate, Urgency.USUAL)
    assert gate.begins()
    gate.let_go()
    pool.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]
    with pytest.raises(RuntimeError):
        pool.submit("late", gate, Urgency.USUAL)


def goes_wrong() -> None:
    raise ValueError("a mistake of a job")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_failing_job_costs_the_pool_no_thread(pool: JobPool) -> None:
    for _ in range(3):
        pool.submit("wrong", goes_wrong, Urgency.BEHIND)
    gates = [Gate(), Gate()]
    for gate in gates:
        pool.submit("right", gate, Urgency.USUAL)
    assert all(gate.begins() for gate in gates)
    for gate in gates:
        gate.let_go()
