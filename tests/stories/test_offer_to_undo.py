"""An offer to undo is made only as long as it would undo what it tells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.errors import Problem
from tests.support.app_harness import AppHarness, WindowSession

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """A mark was left without a note, which is offered to be undone."""
    session = harness.playing(6_000)
    session.driver.tap(Key.Key_1)
    session.until(lambda: session.timeline.tags)
    return session


def leave(session: WindowSession) -> str:
    context = session.desk.context
    context.do(
        lambda: session.services.inbox.leave([session.timeline.tags[0].ref]),
        lambda: context.say_done("Left without a note."),
    )
    return "Left without a note."


def test_an_offer_goes_with_what_it_would_undo(session: WindowSession) -> None:
    said = leave(session)
    assert session.said == said
    session.driver.ctrl(Key.Key_Z)
    assert said not in session.news and session.said.startswith("Undone")


def test_an_offer_goes_when_something_else_is_done(session: WindowSession) -> None:
    said = leave(session)
    session.turn(3_000)
    session.driver.tap(Key.Key_2)
    session.until(lambda: len(session.timeline.tags) == 2)
    assert said not in session.news


@pytest.mark.logs("The drive is away")
def test_an_offer_that_waited_too_long_is_never_made(session: WindowSession) -> None:
    session.desk.context.messages.problem(Problem("The drive is away."))
    said = leave(session)
    assert session.news == ("The drive is away.", said)
    session.driver.ctrl(Key.Key_Z)
    assert said not in session.news


def test_what_is_offered_is_undone(session: WindowSession) -> None:
    leave(session)
    count = session.desk.context.history.stack.count()
    session.take_offer()
    assert session.desk.context.history.stack.index() == count - 1
