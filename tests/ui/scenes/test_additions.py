"""What a picker has added is undone by it, and nothing else is."""

from __future__ import annotations

import pytest

from app.story.records import WorkKind
from app.transactions.storage_problems import StorageProblem
from tests.support.window_parts import WindowParts
from ui.scenes.additions import Additions


@pytest.mark.logs("disk is full")
def test_what_could_not_be_undone_can_be_later(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, scenes = parts.context, parts.context.services.scenes
    additions = Additions(context)
    additions.do(lambda: scenes.add_work(WorkKind.FILM, "Heart"))

    def decline() -> None:
        raise StorageProblem("full", "write", "no room")

    with monkeypatch.context() as full:
        full.setattr(context.history, "undo", decline)
        additions.undo()
    assert len(scenes.works()) == 1
    additions.undo()
    assert scenes.works() == ()


def test_something_done_since_stays(parts: WindowParts) -> None:
    context, scenes = parts.context, parts.context.services.scenes
    additions = Additions(context)
    additions.do(lambda: scenes.add_work(WorkKind.FILM, "Heart"))
    scenes.add_work(WorkKind.FILM, "Hand")
    additions.undo()
    assert len(scenes.works()) == 2
    context.undo()
    additions.undo()
    assert scenes.works() == ()
