"""A disk that doesn’t answer keeps nobody from writing: it is asked before anything is locked."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.app.library.conftest import Shelf, Watch, set_title, write_wav


def test_whether_a_file_has_moved_is_asked_before_the_journal_is_locked(
    shelf: Shelf, watch: Watch
) -> None:
    old = write_wav(shelf.music / "old.wav")
    shelf.take_in()
    old.rename(shelf.music / "new.wav")
    asked = watch()
    assert shelf.take_in(shelf.music / "new.wav").moved == 1
    assert asked and all(asked)


def test_which_file_of_a_track_leads_is_asked_before_the_journal_is_locked(
    shelf: Shelf, watch: Watch
) -> None:
    first = write_wav(shelf.music / "a" / "a.wav", title="Prologue")
    copy = shelf.music / "b" / "b.wav"
    copy.parent.mkdir()
    shutil.copy(first, copy)
    shelf.take_in(first.parent)
    shelf.take_in(copy.parent)
    set_title(copy, "Another title")
    asked = watch()
    shelf.take_in(copy.parent)
    assert [row.title for row in shelf.library.tracks()] == ["Prologue"]
    assert asked and all(asked)


def test_what_another_process_changed_meanwhile_is_asked_about_too(
    shelf: Shelf, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk answers about one file, another import takes in a copy that leads now."""
    first = write_wav(shelf.music / "a" / "a.wav", title="Prologue")
    copy, third = (shelf.music / name / f"{name}.wav" for name in "bc")
    for path in (copy, third):
        path.parent.mkdir()
        shutil.copy(first, path)
    shelf.take_in(first.parent)
    shelf.take_in(copy.parent)
    first.rename(shelf.music.parent / "away.wav")
    set_title(copy, "Another title")
    asked = watch()
    ask = os.stat
    is_due, moved = True, 0

    def answered(path: os.PathLike[str] | str, *rest: object, **more: object) -> os.stat_result:
        nonlocal is_due, moved
        if is_due and str(path) == str(first):
            is_due = False
            moved = shelf.take_in(third.parent).moved
        return ask(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", answered)
    shelf.take_in(copy.parent)
    assert moved == 1
    (row,) = shelf.library.tracks()
    assert row.title == "Prologue"
    assert {file.path.name for file in shelf.library.track(row.id).files} == {"b.wav", "c.wav"}
    assert asked and all(asked)


def test_where_a_file_was_is_asked_before_the_journal_is_locked(shelf: Shelf, watch: Watch) -> None:
    old = write_wav(shelf.music / "old.wav")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    new = old.rename(shelf.music / "new.wav")
    asked = watch()
    shelf.library.locate(row.id, new)
    assert [file.path for file in shelf.library.track(row.id).files] == [new]
    assert asked and all(asked)
