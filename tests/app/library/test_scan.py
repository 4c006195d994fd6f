"""Every audio file is found once, whatever the folder looks like."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.library.scan import find_audio, walk_audio
from app.library.skipped import SkippedKind


def touch(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_known_files_are_found_in_order_with_size_and_time(tmp_path: Path) -> None:
    for name in ("b/2.MP3", "b/1.flac", "a.ogg", "b/c/3.m4a", "notes.txt", "b/cover.jpg"):
        touch(tmp_path / name)
    touch(tmp_path / "z.wav", b"12345")
    found = list(find_audio([tmp_path]))
    names = [f.path.relative_to(tmp_path).as_posix() for f in found]
    assert names == ["a.ogg", "z.wav", "b/1.flac", "b/2.MP3", "b/c/3.m4a"]
    assert found[1].size == 5
    assert found[1].mtime_ns == (tmp_path / "z.wav").stat().st_mtime_ns


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden" / "a.mp3")
    touch(tmp_path / "._resource.mp3")
    assert list(find_audio([tmp_path])) == []


def test_circular_links_end_and_linked_files_count(tmp_path: Path) -> None:
    touch(tmp_path / "music" / "a.mp3")
    (tmp_path / "music" / "loop").symlink_to(tmp_path / "music", target_is_directory=True)
    (tmp_path / "music" / "b.mp3").symlink_to(tmp_path / "music" / "a.mp3")
    (tmp_path / "music" / "dead.mp3").symlink_to(tmp_path / "nowhere")
    assert [f.path.name for f in find_audio([tmp_path])] == ["a.mp3", "b.mp3"]


def test_overlapping_requests_give_each_file_once(tmp_path: Path) -> None:
    one = touch(tmp_path / "x" / "a.mp3")
    assert len(list(find_audio([one, tmp_path / "x", tmp_path]))) == 1


def test_a_file_named_explicitly_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert len(list(find_audio([touch(tmp_path / "sound")]))) == 1


def test_names_that_are_not_utf8_survive(tmp_path: Path) -> None:
    touch(tmp_path / os.fsdecode(b"caf\xe9.ogg"))
    (found,) = find_audio([tmp_path])
    assert os.fsencode(found.path).endswith(b"/caf\xe9.ogg")


def test_what_cant_be_read_is_reported_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path / "a" / "1.mp3")
    touch(tmp_path / "locked" / "2.mp3")
    touch(tmp_path / "z" / "3.mp3")
    real = os.scandir

    def scandir(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    told: list[Path] = []
    wanted = [tmp_path / "gone", tmp_path]
    names = [f.path.name for f in find_audio(wanted, lambda path, _fault: told.append(path))]
    assert names == ["1.mp3", "3.mp3"]
    assert told == [tmp_path / "gone", tmp_path / "locked"]


def test_deep_folders_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    touch(deep / "a.mp3")
    assert len(list(find_audio([tmp_path]))) == 1


def test_a_time_beyond_the_journals_range_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = touch(tmp_path / "a.ogg")
    real = path.stat()

    class Odd:
        st_size, st_mode, st_dev, st_ino = real.st_size, real.st_mode, real.st_dev, real.st_ino
        st_mtime_ns = 2**70

    monkeypatch.setattr(os, "stat", lambda _path, **_more: Odd)
    (found,) = find_audio([path])
    assert found.mtime_ns == 2**63 - 1


SOUND = """mp3 mp2 ogg oga opus spx flac m4a m4b mp4 aac wav w64 aiff aif aifc au caf wma wv ape tta
    mpc mka mkv webm dsf dff ac3 dts mod xm it s3m spc vgm nsf"""


@pytest.mark.parametrize("suffix", SOUND.split())
def test_every_kind_of_sound_is_found_in_a_folder(tmp_path: Path, suffix: str) -> None:
    touch(tmp_path / f"a.{suffix}")
    touch(tmp_path / f"B.{suffix.upper()}")
    assert len(list(find_audio([tmp_path]))) == 2


def test_sound_and_video_that_cannot_be_played_are_told_of_and_nothing_else(tmp_path: Path) -> None:
    told: list[tuple[str, SkippedKind]] = []
    for name in ("a.mid", "b.avi", "c.sid", "cover.jpg", "notes.txt", ".hidden.mid"):
        touch(tmp_path / name)
    (tmp_path / "folder.mid").mkdir()
    found = walk_audio([tmp_path], on_skipped=lambda path, kind: told.append((path.name, kind)))
    assert list(found) == []
    assert told == [
        ("a.mid", SkippedKind.MIDI),
        ("b.avi", SkippedKind.VIDEO),
        ("c.sid", SkippedKind.OTHER_AUDIO),
    ]
