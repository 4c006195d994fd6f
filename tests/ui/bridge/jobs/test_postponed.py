"""The queue of verbs that wait for a busy journal: each is run once, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.transactions.storage_problems import StorageProblem
from tests.support.window_parts import WindowParts
from ui.bridge.jobs.postponed import Outcome, Postponed


def busy() -> StorageProblem:
    return StorageProblem("locked", "write", "somebody else is at it")


class Journal:
    """Verbs that fail while it is busy, and a list of those that were done."""

    def __init__(self) -> None:
        self.is_busy = True
        self.done: list[str] = []

    def verb(self, name: str) -> Callable[[], None]:
        def do() -> None:
            if self.is_busy:
                raise busy()
            self.done.append(name)

        return do


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def postponed(parts: WindowParts) -> Postponed:
    return parts.context.postponed


def fail() -> None:
    raise ZeroDivisionError


def find_it_busy() -> None:
    raise busy()


@pytest.mark.parametrize("mistake", [fail, find_it_busy])
def test_a_verb_is_done_once_even_if_what_follows_it_fails(
    postponed: Postponed, journal: Journal, mistake: Callable[[], None]
) -> None:
    assert postponed.run(journal.verb("one"), mistake) is Outcome.WAITS
    postponed.run(journal.verb("two"))
    journal.is_busy = False
    with pytest.raises((ZeroDivisionError, StorageProblem)):
        postponed.go_on()
    postponed.go_on()
    assert journal.done == ["one", "two"]


def test_a_verb_that_raises_doesnt_keep_the_others_from_being_done(
    postponed: Postponed, journal: Journal
) -> None:
    def stumble() -> None:
        journal.verb("stumbled")()
        fail()

    postponed.run(stumble)
    postponed.run(journal.verb("two"))
    journal.is_busy = False
    with pytest.raises(ZeroDivisionError):
        postponed.go_on()
    postponed.go_on()
    assert journal.done == ["stumbled", "two"]
