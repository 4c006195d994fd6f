"""A few threads that work off jobs, the most urgent first."""

from __future__ import annotations

import heapq
import itertools
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
    """Threads come when there is work for them, and stay until the pool is closed."""

    def __init__(self, workers: int = WORKERS, most_behind: int = MOST_BEHIND) -> None:
        self._most = workers
        self._most_behind = most_behind
        self._numbers = itertools.count()
        self._waiting: list[Ticket] = []
        self._working: list[Ticket] = []
        self._threads: list[threading.Thread] = []
        self._is_closed = False
        self._news = threading.Condition()

    def submit(self, name: str, work: Callable[[], None], urgency: Urgency) -> Ticket:
        """`work` deals with its own faults; one that it raises ends up in `threading.excepthook`.

        Raises RuntimeError when the pool is closed.
        """
        with self._news:
            if self._is_closed:
                raise RuntimeError("the pool is closed")
            ticket = Ticket(urgency, next(self._numbers), work, name)
            heapq.heappush(self._waiting, ticket)
            idle = len(self._threads) - len(self._working)
            if len(self._waiting) > idle and len(self._threads) < self._most:
                self._add_thread()
            self._news.notify()
        return ticket

    def withdraw(self, ticket: Ticket) -> bool:
        """Take a job back that has not begun; False when it has."""
        with self._news:
            if ticket not in self._waiting:
                return False
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
            return True

    def close(self) -> None:
        """Drop what has not begun and wait for what has."""
        with self._news:
            self._is_closed = True
            self._waiting.clear()
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def _add_thread(self) -> None:
        thread = threading.Thread(target=self._work, name=f"jobs {len(self._threads) + 1}")
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while (ticket := self._next()) is not None:
            threading.current_thread().name = f"job: {ticket.name}"
            try:
                ticket.work()
            finally:
                with self._news:
                    self._working.remove(ticket)
                    self._news.notify()

    def _next(self) -> Ticket | None:
        """Waits for a job that may begin; None when the pool is closed."""
        with self._news:
            while True:
                if self._is_closed:
                    return None
                ticket = self._waiting[0] if self._waiting else None
                if ticket is not None and self._may_begin(ticket):
                    heapq.heappop(self._waiting)
                    self._working.append(ticket)
                    return ticket
                self._news.wait()

    def _may_begin(self, ticket: Ticket) -> bool:
        """What may wait never takes every thread."""
        if ticket.urgency is not Urgency.BEHIND:
            return True
        behind = sum(other.urgency is Urgency.BEHIND for other in self._working)
        return behind < self._most_behind
