"""Where a keepsake may be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.jobs import JobContext, Progress
from app.keepsake.choosing import Ticks, of_all
from app.keepsake.craft import Paper
from tests.support.hostile_journal import HostileJournal, PlainCraft
from tests.support.opened_profile import OpenedProfile


class Writing:
    """Each kind of keepsake of a journal that has something of everything."""

    def __init__(self, opened: OpenedProfile) -> None:
        HostileJournal.in_profile(opened.services)
        self.keepsakes, self.paths = opened.services.keepsakes, opened.services.paths

    def pdf(self, path: Path, job: JobContext | None = None, *, replace_file: bool = False) -> None:
        self.keepsakes.write_pdf(
            of_all(), Ticks(), path, PlainCraft(), Paper.A4, job or JobContext(),
            replace_file=replace_file,
        )  # fmt: skip

    def folder(self, path: Path) -> None:
        self.keepsakes.write_folder(of_all(), Ticks(), path, PlainCraft(), JobContext())

    def markdown(self, path: Path) -> None:
        self.keepsakes.write_markdown(of_all(), Ticks(), path, PlainCraft(), JobContext())


@pytest.fixture
def writing(opened: OpenedProfile) -> Writing:
    return Writing(opened)


@pytest.mark.parametrize("kind", ["pdf", "folder", "markdown"])
def test_it_is_written_to_no_folder_of_the_program(writing: Writing, kind: str) -> None:
    paths = writing.paths
    for place in (paths.data, paths.pictures, paths.backups, paths.cache):
        place.mkdir(parents=True, exist_ok=True)
        before = sorted(place.iterdir())
        with pytest.raises(Problem, match="can’t be written there"):
            getattr(writing, kind)(place / "keepsake")
        assert sorted(place.iterdir()) == before


def test_a_link_into_a_folder_of_the_program_is_no_way_round(
    writing: Writing, tmp_path: Path
) -> None:
    (tmp_path / "mine").symlink_to(writing.paths.pictures)
    with pytest.raises(Problem, match="can’t be written there"):
        writing.folder(tmp_path / "mine" / "keepsake")


def test_a_pdf_replaces_no_database(writing: Writing, tmp_path: Path) -> None:
    copy = tmp_path / "a copy of my journal.db"
    copy.write_bytes(b"SQLite format 3\0 and what follows")
    with pytest.raises(Problem, match="It is a database"):
        writing.pdf(copy, replace_file=True)
    assert copy.read_bytes().startswith(b"SQLite")


def test_a_pdf_replaces_no_link_and_nothing_special(writing: Writing, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.pdf")
    for name in ("link.pdf", "pipe.pdf"):
        for replace_file in (True, False):
            with pytest.raises(Problem):
                writing.pdf(tmp_path / name, replace_file=replace_file)
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "pipe.pdf").is_fifo()


def test_a_pdf_that_came_meanwhile_is_not_replaced(writing: Writing, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"

    def come(_at: Progress) -> None:
        target.write_bytes(b"somebody else's")

    with pytest.raises(Problem, match="something at"):
        writing.pdf(target, JobContext(come))
    assert target.read_bytes() == b"somebody else's"
    assert list(tmp_path.glob(".ost*")) == []
