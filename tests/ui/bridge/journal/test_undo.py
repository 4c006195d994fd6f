"""The undo stack hears of every change, and of a journal that was exchanged under it."""

from __future__ import annotations

from pathlib import Path

from app.core.timecode import Span
from app.story.records import WorkKind
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
    assert stack.undoLimit() == 0, "no step is ever dropped"
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
    assert (titles(parts), stack.undoText()) == (["Sand", "Snow"], "Restore an export")
    stack.undo()
    assert (titles(parts), stack.undoText()) == (["Sand"], "Add “Sand”")
    stack.redo()
    assert titles(parts) == ["Sand", "Snow"]
    services.exports.restore_json(tmp_path / "all.json")
    assert stack.count() == 2, "a restore that changes nothing is no step"


def test_a_removal_that_touches_everything_can_still_be_undone_and_redone(
    parts: WindowParts, tmp_path: Path
) -> None:
    services, stack = parts.context.services, parts.context.history.stack
    ids = add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk"])
    services.moments.add_moment(ids["Dusk"], Span.point(100))
    services.library.remove_tracks([ids["Dusk"]], with_marks=True)
    stack.undo()
    assert services.library.mark_counts([ids["Dusk"]]) == {ids["Dusk"]: 1}
    assert stack.canRedo(), "an undo is no restore, whatever it touches"
    stack.redo()
    assert len(services.library.tracks()) == 1
    assert stack.count() == 2


def test_an_import_leaves_the_steps_alone(parts: WindowParts, tmp_path: Path) -> None:
    parts.context.services.scenes.add_work(WorkKind.FILM, "Snow")
    add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    assert parts.context.history.stack.canUndo()
