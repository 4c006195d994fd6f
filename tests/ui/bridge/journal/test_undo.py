"""The undo stack follows every change, and notices when the journal is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.timecode import Span
from app.story.records import WorkKind
from app.waiting.steps import WaitingStep
from tests.support.track_verbs import remove_tracks
from tests.support.window_parts import WindowParts, add_tracks


def titles(parts: WindowParts) -> list[str]:
    return [work.title for work in parts.context.services.scenes.works()]


def test_each_verb_is_a_step_with_its_name(parts: WindowParts) -> None:
    stack = parts.context.history.stack
    parts.context.services.scenes.add_work(WorkKind.FILM, "Snow")
    assert stack.undoText() == "Add “Snow”"
    stack.undo()
    assert titles(parts) == []
    stack.redo()
    assert titles(parts) == ["Snow"]


def test_a_long_session_can_be_undone_to_its_first_step(parts: WindowParts) -> None:
    stack = parts.context.history.stack
    assert stack.undoLimit() == 0, "no step is ever discarded"
    for number in range(120):
        parts.context.services.scenes.add_work(WorkKind.FILM, f"Film {number}")
    while stack.canUndo():
        stack.undo()
    assert titles(parts) == []


def test_a_restored_backup_empties_the_stack(parts: WindowParts) -> None:
    services, stack = parts.context.services, parts.context.history.stack
    services.scenes.add_work(WorkKind.FILM, "Snow")
    backup = services.exports.backup_now()
    services.scenes.add_work(WorkKind.FILM, "Sand")
    services.exports.restore_backup(backup)
    assert titles(parts) == ["Snow"]
    assert (stack.count(), stack.canUndo(), stack.canRedo()) == (0, False, False)
    services.scenes.add_work(WorkKind.FILM, "Sea")
    stack.undo()
    assert titles(parts) == ["Snow"]


def test_a_restored_export_is_one_step_on_top_of_the_others(
    parts: WindowParts, tmp_path: Path
) -> None:
    services, stack = parts.context.services, parts.context.history.stack
    services.scenes.add_work(WorkKind.FILM, "Sand")
    services.scenes.add_work(WorkKind.FILM, "Snow")
    services.exports.export_json(tmp_path / "all.json")
    stack.undo()
    services.exports.restore_json(tmp_path / "all.json")
    assert (titles(parts), stack.undoText()) == (["Sand", "Snow"], "Restore export")
    stack.undo()
    assert (titles(parts), stack.undoText()) == (["Sand"], "Add “Sand”")
    stack.redo()
    assert titles(parts) == ["Sand", "Snow"]
    services.exports.restore_json(tmp_path / "all.json")
    assert stack.count() == 2, "a restore that changes nothing isn’t a step"


def test_a_deletion_that_touches_everything_can_still_be_undone_and_redone(
    parts: WindowParts, tmp_path: Path
) -> None:
    services, stack = parts.context.services, parts.context.history.stack
    ids = add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk"])
    services.moments.add_moment(ids["Dusk"], Span.point(100))
    remove_tracks(services.library, [ids["Dusk"]], with_marks=True)
    stack.undo()
    assert services.library.mark_counts([ids["Dusk"]]) == {ids["Dusk"]: 1}
    assert stack.canRedo(), "an undo isn’t a restore, whatever it touches"
    stack.redo()
    assert len(services.library.tracks()) == 1
    assert stack.count() == 2


def test_an_import_leaves_the_steps_alone(parts: WindowParts, tmp_path: Path) -> None:
    parts.context.services.scenes.add_work(WorkKind.FILM, "Snow")
    add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    assert parts.context.history.stack.canUndo()


def test_there_is_nothing_before_the_first_step(parts: WindowParts) -> None:
    parts.context.undo()
    parts.context.redo()
    assert parts.said == ""


def _raise(error: Exception) -> None:
    raise error


def waiting(error: Exception) -> WaitingStep:
    """A step of a mark that waits, whose undo meets this."""
    return WaitingStep("uid", "Mark", lambda: _raise(error), lambda: None)


def test_what_waited_and_is_in_the_journal_by_now_is_no_step_any_more(parts: WindowParts) -> None:
    history = parts.context.history
    heard: list[Problem] = []
    history.problem.connect(heard.append)
    history.add_waiting(waiting(LookupError("it is there")))
    parts.context.undo()
    assert len(heard) == 1 and history.stack.count() == 0


@pytest.mark.logs("There is no room")
def test_what_cannot_be_taken_back_now_stays_to_be_undone(parts: WindowParts) -> None:
    history = parts.context.history
    history.add_waiting(waiting(Problem("There is no room.")))
    parts.context.undo()
    assert history.stack.canUndo() and "no room" in parts.said
