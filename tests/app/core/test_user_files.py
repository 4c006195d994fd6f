"""Only plain files are opened, and no more of them is read than was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.analysis.decode import open_sound
from app.analysis.sampling import open_sampler
from app.core.errors import AudioUnreadable, Problem
from app.core.user_files import NoPlainFile, is_plain_file, open_descriptor, open_file, read_bytes
from app.library.covers import FolderPictures
from app.library.identity import payload_hash
from app.library.reader import read_file
from app.library.scan import find_audio
from app.player.first_sound import block_length_ms
from app.player.steps import read_steps
from app.profile.pictures import MAX_BYTES, Pictures
from db.store.opening import open_store
from tests.support.journal_watch import plain_opens
from tests.support.pictures import png
from tests.support.special_files import KINDS, lay

PNG = png()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = lay(tmp_path / "cover.png", kind)
    assert not is_plain_file(path)
    for look in (open_descriptor, open_file, lambda path: read_bytes(path, 1000)):
        with pytest.raises(NoPlainFile, match="not a file"):
            look(path)


def test_a_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to("a")
    for name in ("a", "b"):
        assert is_plain_file(tmp_path / name)
        assert read_bytes(tmp_path / name, 5) == b"12345"


def test_a_file_that_is_larger_than_it_may_be_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.truncate(path, 1 << 40)  # a terabyte that takes no room
    with pytest.raises(NoPlainFile, match="larger than 1 MB"):
        read_bytes(path, 1 << 20)


def test_no_more_is_read_of_a_file_that_does_not_know_its_size() -> None:
    assert Path("/proc/self/maps").stat().st_size == 0
    with pytest.raises(NoPlainFile, match="larger"):
        read_bytes("/proc/self/maps", 10)


def test_descriptors_are_not_inherited_and_none_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    descriptor = open_descriptor(tmp_path / "a")
    assert not os.get_inheritable(descriptor)
    os.close(descriptor)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for kind in KINDS:
        folder = tmp_path / kind
        folder.mkdir()
        with pytest.raises(NoPlainFile):
            open_file(lay(folder / "x", kind))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


# --- everything that opens files of the listener ----------------------------------------------


def _import_it(path: Path) -> None:
    (found,) = find_audio([path])
    read_file(found)


def _decode_it(path: Path) -> None:
    with open_sound(path):
        pass


def _sample_it(path: Path) -> None:
    with open_sampler(path):
        pass


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
@pytest.mark.parametrize("look", [_import_it, _decode_it, _sample_it, payload_hash])
def test_music_that_is_no_plain_file_is_reported(
    tmp_path: Path, look: Callable[[Path], object], kind: str
) -> None:
    with pytest.raises(AudioUnreadable) as told:
        look(lay(tmp_path / "music.flac", kind))
    assert "not a file." in told.value.why


@pytest.mark.parametrize("kind", KINDS)
def test_the_start_of_sound_is_not_looked_for_in_what_is_no_plain_file(
    tmp_path: Path, kind: str
) -> None:
    assert block_length_ms(lay(tmp_path / "music.flac", kind)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_cover_in_the_folder_that_is_no_plain_file_is_skipped(tmp_path: Path, kind: str) -> None:
    lay(tmp_path / "cover.png", kind)
    (tmp_path / "folder.png").write_bytes(PNG)
    assert FolderPictures().beside(tmp_path / "a.mp3") == PNG


@pytest.mark.parametrize("kind", KINDS)
def test_a_still_that_is_no_plain_file_is_not_copied(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Problem, match="not a file"):
        Pictures(tmp_path / "pictures").keep(lay(tmp_path / "still.png", kind))


def test_a_still_that_is_too_large_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "still.png"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)
    with pytest.raises(Problem, match="larger than 32 MB"):
        Pictures(tmp_path / "pictures").keep(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_the_profile_that_is_no_plain_file_is_ignored(
    tmp_path: Path, kind: str
) -> None:
    lay(tmp_path / "still.png", kind)
    assert Pictures(tmp_path).path("still.png") is None


@pytest.mark.parametrize("kind", KINDS)
def test_steps_that_are_no_plain_file_are_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Problem, match="not a file"):
        read_steps(lay(tmp_path / "steps.jsonl", kind))


@pytest.mark.parametrize("by", ["name", "symlink", "hardlink"])
def test_the_open_journal_is_never_opened_as_music(tmp_path: Path, by: str) -> None:
    """Closing any descriptor of it would drop the locks that SQLite has on it."""
    store = open_store(tmp_path / "journal.db")
    with store.write():
        pass
    path = store.path
    if by == "symlink":
        path = tmp_path / "theme.ogg"
        path.symlink_to(store.path)
    elif by == "hardlink":
        path = tmp_path / "theme.ogg"
        path.hardlink_to(store.path)
    with plain_opens(store.path) as opened, pytest.raises(NoPlainFile, match="your journal"):
        open_descriptor(path)
    assert opened == []
    store.close()
    os.close(open_descriptor(path))
