"""A few threads that run jobs, the most urgent first."""

from __future__ import annotations

import heapq
import itertools
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

WORKERS = 4
MOST_BEHIND = 2  # of them; the others stay free for more urgent jobs


class Urgency(IntEnum):
    """How soon a job is wanted.

    AWAITED: the listener is looking at where its result will appear. USUAL: it was asked for.
    BEHIND: nobody would notice if it ran a minute later.
    """

    AWAITED = 0
    USUAL = 1
    BEHIND = 2


@dataclass(order=True, slots=True)
class Ticket:
    """A job in the queue. number: of equally urgent jobs, the lowest runs first."""

    urgency: Urgency
    number: int
    work: Callable[[], None] = field(compare=False)
    name: str = field(compare=False)


class JobPool:
    """Starts threads when there is work, and ends them when there is none."""

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
        """`work` handles its own errors; one that it raises goes to `threading.excepthook`.

        Raises RuntimeError if the pool is closed.
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
        """Removes a job that hasn't started; False if it has."""
        with self._lock:
            if ticket not in self._waiting:
                return False
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
            return True

    def close(self) -> None:
        """Drops the jobs that haven't started, and waits for the others."""
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
            except BaseException:  # noqa: BLE001 - reported like any thread's; other jobs wait
                told = (*sys.exc_info(), threading.current_thread())
                threading.excepthook(threading.ExceptHookArgs(told))

    def _next(self, done: Ticket | None) -> Ticket | None:
        """The most urgent job that may start; None if this thread is no longer needed."""
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
        """Jobs that can wait never take every thread."""
        if ticket.urgency is not Urgency.BEHIND:
            return True
        behind = sum(other.urgency is Urgency.BEHIND for other in self._working)
        return behind < self._most_behind
