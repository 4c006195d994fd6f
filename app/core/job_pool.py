"""A few threads that work off jobs, the most urgent first."""

from __future__ import annotations

import heapq
import itertools
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

WORKERS = 4
MOST_BEHIND = 2  # of them; the others are free for what somebody waits for


class Urgency(IntEnum):
    """How soon a job is wanted.

    AWAITED: somebody looks at the place where its outcome will stand. USUAL: it was asked for.
    BEHIND: nobody would notice if it came a minute later.
    """

    AWAITED = 0
    USUAL = 1
    BEHIND = 2


@dataclass(order=True, slots=True)
class Ticket:
    """A job in the queue. number: of two that are as urgent the earlier one comes first."""

    urgency: Urgency
    number: int
    work: Callable[[], None] = field(compare=False)
    name: str = field(compare=False)


class JobPool:
    """Threads come when there is work for them, and go when there is none."""

    def __init__(self, workers: int = WORKERS, most_behind: int = MOST_BEHIND) -> None:
        self._most = workers
        self._most_behind = most_behind
        self._numbers = itertools.count()
        self._waiting: list[Ticket] = []
        self._working: list[Ticket] = []
        self._threads: set[threading.Thread] = set()
        self._is_closed = False
        self._lock = threading.Lock()

    def submit(self, name: str, work: Callable[[], None], urgency: Urgency) -> Ticket:
        """`work` deals with its own faults; one that it raises ends up in `threading.excepthook`.

        Raises RuntimeError when the pool is closed.
        """
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the pool is closed")
            ticket = Ticket(urgency, next(self._numbers), work, name)
            heapq.heappush(self._waiting, ticket)
            if len(self._threads) < self._most and self._may_begin(ticket):
                thread = threading.Thread(target=self._work, name=f"job: {name}")
                self._threads.add(thread)
                thread.start()
        return ticket

    def withdraw(self, ticket: Ticket) -> bool:
        """Take a job back that has not begun; False when it has."""
        with self._lock:
            if ticket not in self._waiting:
                return False
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
            return True

    def close(self) -> None:
        """Drop what has not begun and wait for what has."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()
            left = tuple(self._threads)
        for thread in left:
            thread.join()

    def _work(self) -> None:
        ticket: Ticket | None = None
        while (ticket := self._next(ticket)) is not None:
            threading.current_thread().name = f"job: {ticket.name}"
            try:
                ticket.work()
            except BaseException:  # noqa: BLE001 - told as that of any thread; others still wait
                told = (*sys.exc_info(), threading.current_thread())
                threading.excepthook(threading.ExceptHookArgs(told))

    def _next(self, done: Ticket | None) -> Ticket | None:
        """The most urgent job that may begin; None when this thread is needed no longer."""
        with self._lock:
            if done is not None:
                self._working.remove(done)
            ticket = self._waiting[0] if self._waiting else None
            if ticket is None or not self._may_begin(ticket):
                self._threads.discard(threading.current_thread())
                return None
            heapq.heappop(self._waiting)
            self._working.append(ticket)
            return ticket

    def _may_begin(self, ticket: Ticket) -> bool:
        """What may wait never takes every thread."""
        if ticket.urgency is not Urgency.BEHIND:
            return True
        behind = sum(other.urgency is Urgency.BEHIND for other in self._working)
        return behind < self._most_behind
