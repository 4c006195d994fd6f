"""A file appears complete or not at all."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.atomic_file import sweep, whole_file, write_whole
from db.file.folder import sync_folder
from tests.support.full_disk import no_room

ROOT = Path(__file__).parents[3]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("is_lasting", [True, False])
def test_what_was_there_is_replaced(tmp_path: Path, is_lasting: bool) -> None:
    for data in (b"first", b"second"):
        write_whole(tmp_path / "cover.jpg", data, is_lasting=is_lasting)
        assert (tmp_path / "cover.jpg").read_bytes() == data
    assert names(tmp_path) == ["cover.jpg"]


def test_a_fault_leaves_what_was_there_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "cover.jpg", b"first")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "cover.jpg", b"second")
    assert names(tmp_path) == ["cover.jpg"]
    assert (tmp_path / "cover.jpg").read_bytes() == b"first"


@pytest.mark.parametrize("bytes_left", [0, 1000])
def test_a_full_disk_leaves_what_was_there_and_nothing_half(
    tmp_path: Path, bytes_left: int
) -> None:
    write_whole(tmp_path / "cover.jpg", b"first")
    with no_room(bytes_left), pytest.raises(OSError, match="File too large"):
        write_whole(tmp_path / "cover.jpg", bytes(100_000))
    assert names(tmp_path) == ["cover.jpg"]
    assert (tmp_path / "cover.jpg").read_bytes() == b"first"


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt])
def test_whatever_ends_the_writing_leaves_nothing_half(
    tmp_path: Path, interruption: type[BaseException]
) -> None:
    with pytest.raises(interruption), whole_file(tmp_path / "a") as file:
        file.write(b"half")
        raise interruption
    assert names(tmp_path) == []


def test_what_the_check_refuses_replaces_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"first")

    def decline(written: Path) -> None:
        assert written.read_bytes() == b"second"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), whole_file(tmp_path / "a", check=decline) as file:
        file.write(b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert names(tmp_path) == ["a"]


def test_somebody_elses_file_of_a_similar_name_is_left_alone(tmp_path: Path) -> None:
    for name in ("a.part", "a.new", "a.tmp"):
        (tmp_path / name).write_bytes(b"theirs")
    write_whole(tmp_path / "a", b"ours")
    for name in ("a.part", "a.new", "a.tmp"):
        assert (tmp_path / name).read_bytes() == b"theirs"


def test_a_link_is_replaced_and_its_target_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to("theirs")
    write_whole(tmp_path / "a", b"ours")
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert stat.S_ISREG((tmp_path / "a").lstat().st_mode)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_only_its_owner_reads_it_unless_others_could(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    write_whole(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_file_and_folder_are_synced_around_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        happened.append("folder" if is_folder else "file")
        sync(descriptor)

    def note_replace(self: Path, target: Path) -> Path:
        happened.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_whole(tmp_path / "a", b"1")
    assert happened == ["file", "rename", "folder"]
    happened.clear()
    write_whole(tmp_path / "a", b"1", is_lasting=False)
    assert happened == ["rename"]


def test_a_failure_to_sync_the_folder_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        sync_folder(tmp_path)


_KILLED = """
import os, signal, sys
from pathlib import Path
from app.core.atomic_file import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half" * 100_000)
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_program_left_is_swept_and_what_was_there_stays(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"first")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path / "a")], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "a").read_bytes() == b"first"
    (left,) = (path for path in tmp_path.iterdir() if path.name != "a")
    sweep(tmp_path)
    assert left.exists(), "it may still be written"
    os.utime(left, (0, 0))
    sweep(tmp_path)
    assert names(tmp_path) == ["a"]


def test_sweeping_deletes_what_earlier_versions_left_and_nothing_else(tmp_path: Path) -> None:
    for name in ("settings.new", ".ost-my-heart-new-abc", "settings.toml", ".new-idea.txt"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / ".ost-my-heart-new-folder").mkdir()
    os.utime(tmp_path / ".ost-my-heart-new-folder", (0, 0))
    sweep(tmp_path, "settings.new")
    assert names(tmp_path) == [".new-idea.txt", ".ost-my-heart-new-folder", "settings.toml"]


def test_sweeping_a_missing_folder_does_nothing(tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere")
    assert names(tmp_path) == []
