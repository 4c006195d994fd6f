"""A folder is there whole or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.core.atomic_folder import whole_folder


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


def test_what_a_killed_program_left_is_removed_after_an_hour(tmp_path: Path) -> None:
    for name, age_s in (("old", 4000), ("new", 60)):
        left = tmp_path / f".ost-my-heart-new-folder-{name}"
        left.mkdir()
        (left / "half").touch()
        for each in (left / "half", left):
            os.utime(each, (time.time() - age_s,) * 2)
    with whole_folder(tmp_path / "out"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".ost-my-heart-new-folder-new",
        "out",
    ]
