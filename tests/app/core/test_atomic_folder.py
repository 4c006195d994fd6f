"""A folder is there whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core.atomic_folder import (
    long_written_file,
    scratch_folder,
    sweep_folders,
    sweep_noted,
    whole_folder,
)


def test_it_appears_when_all_of_it_is_written(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("a")
        assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "a").read_text() == "a"
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_of_one_that_failed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("a")
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_what_came_meanwhile_stays(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), whole_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("a")
        (tmp_path / "out").write_text("mine")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_something(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), whole_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out").is_symlink()


_WRITING = {
    "whole_folder": "(fresh / 'half').touch()",
    "long_written_file": "fresh.write(b'half'); fresh.flush()",
}
killed_in = pytest.mark.parametrize("how", _WRITING)


def left_by_a_killed_program(folder: Path, notes: Path, how: str) -> None:
    """What is there after a process was killed while it wrote."""
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        f"from app.core.atomic_folder import {how}\n"
        f"with {how}(Path(sys.argv[1]) / 'out', Path(sys.argv[2])) as fresh:\n"
        f"    {_WRITING[how]}\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    words = [sys.executable, "-c", code, folder, notes]
    done = subprocess.run(words, check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = folder.iterdir()
    assert left.is_dir() and len(list(left.iterdir())) == 1


@killed_in
def test_what_a_killed_program_left_goes_at_once_with_the_next_one(
    tmp_path: Path, how: str
) -> None:
    folder, notes = tmp_path / "music", tmp_path / "notes"
    folder.mkdir()
    left_by_a_killed_program(folder, notes, how)
    with whole_folder(folder / "out", notes):
        pass
    assert [path.name for path in folder.iterdir()] == ["out"]


@killed_in
def test_what_a_killed_program_left_anywhere_goes_as_the_program_starts(
    tmp_path: Path, how: str
) -> None:
    folder, notes = tmp_path / "music", tmp_path / "notes"
    folder.mkdir()
    left_by_a_killed_program(folder, notes, how)
    assert len(list(notes.iterdir())) == 1
    away = folder.rename(tmp_path / "unplugged")
    sweep_noted(notes)
    assert len(list(notes.iterdir())) == 1, "its drive may come back"
    away.rename(folder)
    sweep_noted(notes)
    assert not list(folder.iterdir()) and not list(notes.iterdir())


def test_what_is_being_written_is_left_alone_however_old(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    with whole_folder(tmp_path / "out", notes) as folder:
        os.utime(folder, (0, 0))
        with whole_folder(tmp_path / "other", notes):
            pass
        sweep_noted(notes)
        (folder / "a").write_text("a")
    assert (tmp_path / "out" / "a").read_text() == "a"
    assert not list(notes.iterdir())


def test_a_note_never_leads_to_what_is_not_ours(tmp_path: Path) -> None:
    notes, mine = tmp_path / "notes", tmp_path / "mine"
    notes.mkdir()
    mine.mkdir()
    name = ".ost-my-heart-new-folder-x"
    (notes / name).write_bytes(os.fsencode(mine))
    sweep_noted(notes)
    (tmp_path / name).symlink_to(mine)
    (notes / name).write_bytes(os.fsencode(tmp_path / name))
    sweep_noted(notes)
    assert mine.is_dir()


def test_where_nothing_can_be_locked_an_hour_says_that_it_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.atomic_folder._lock", lambda _folder: None)
    for name, age_s in (("old", 4000), ("new", 60)):
        left = tmp_path / f".ost-my-heart-new-folder-{name}"
        left.mkdir()
        os.utime(left, (time.time() - age_s,) * 2)
    with whole_folder(tmp_path / "out"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".ost-my-heart-new-folder-new",
        "out",
    ]


def test_a_file_that_takes_long_replaces_what_is_there_or_nothing(tmp_path: Path) -> None:
    path, notes = tmp_path / "out.pdf", tmp_path / "notes"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(RuntimeError), long_written_file(path, notes) as file:
        file.write(b"new")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    with long_written_file(path, notes) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new" and path.stat().st_mode & 0o777 == 0o640
    assert {one.name for one in tmp_path.iterdir()} == {"out.pdf", "notes"}
    assert not list(notes.iterdir())


def test_half_a_note_is_not_left_by_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(note: Path, _data: bytes) -> int:
        note.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(note))

    monkeypatch.setattr(Path, "write_bytes", full)
    with whole_folder(tmp_path / "out", tmp_path / "notes"):
        pass
    assert list((tmp_path / "notes").iterdir()) == []


def test_what_a_killed_program_needed_meanwhile_goes_with_the_next_one_or_as_it_is_swept(
    tmp_path: Path,
) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from app.core.atomic_folder import scratch_folder\n"
        "with scratch_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'sound.wav').write_bytes(b'sound')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    for has_next in (True, False):
        done = subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
        assert done.returncode == -signal.SIGKILL
        (left,) = tmp_path.iterdir()
        if has_next:
            with scratch_folder(tmp_path) as folder:
                assert list(tmp_path.iterdir()) == [folder] and folder != left
        else:
            sweep_folders(tmp_path)
        assert not list(tmp_path.iterdir())
