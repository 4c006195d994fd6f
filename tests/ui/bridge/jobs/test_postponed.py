"""The queue of verbs that wait for a busy journal: each is done once, in its order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.transactions.storage_problems import StorageProblem
from tests.support.window_parts import WindowParts
from ui.bridge.jobs.postponed import Outcome, Postponed


def busy() -> StorageProblem:
    return StorageProblem("locked", "write", "somebody else is at it")


class Journal:
    """Verbs that are refused while it is busy; what was done."""

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
def test_what_follows_from_a_verb_may_fail_and_the_verb_is_done_once(
    postponed: Postponed, journal: Journal, mistake: Callable[[], None]
) -> None:
    assert postponed.run(journal.verb("one"), mistake) is Outcome.WAITS
    postponed.run(journal.verb("two"))
    journal.is_busy = False
    with pytest.raises((ZeroDivisionError, StorageProblem)):
        postponed.go_on()
    postponed.go_on()
    assert journal.done == ["one", "two"]


def test_a_verb_that_stumbles_does_not_keep_the_others_from_being_done(
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
