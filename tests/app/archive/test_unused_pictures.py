"""Pictures that nothing names go after a month; what a row, a backup or an undo needs stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive.unused_pictures import KEPT_S, UnusedPictures
from app.bootstrap import Services
from app.core.ids import EntryId
from app.journal.entry_parts import EntryPicture
from app.journal.records import EntryDraft
from app.profile.settings import SettingsFile
from app.story.records import WorkKind
from tests.support.pictures import png
from tests.support.ready_journal import ready_profile

DAY_S = 24 * 3600
LONG_AGO = 1_000_000_000


class Kept:
    """A profile, and a clock that is turned."""

    def __init__(self, folder: Path) -> None:
        self.paths = ready_profile(folder)
        self.services = Services(self.paths, SettingsFile(self.paths.settings_file))
        self.now_s = LONG_AGO + 100 * DAY_S
        ledger = self.services.ledger
        self.unused = UnusedPictures(ledger, self.paths, lambda: self.now_s)

    def picture(self, number: int) -> str:
        """Kept long ago."""
        name = self.services.pictures.keep_bytes(png(number, 8, 8), ".png")
        os.utime(self.paths.pictures / name, (LONG_AGO, LONG_AGO))
        return name

    def entry(self, *pictures: str, text: str = "") -> EntryId:
        draft = EntryDraft(text=text, pictures=tuple(map(EntryPicture, pictures)))
        return self.services.journal.write_entry(draft)

    def sweep_after(self, days: int) -> int:
        self.now_s += days * DAY_S
        return self.unused.sweep()

    def names(self) -> set[str]:
        return {path.name for path in self.paths.pictures.glob("*.png")}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path / "profile")
    yield made
    made.services.close()


def test_a_picture_of_a_deleted_entry_goes_after_a_month(kept: Kept) -> None:
    gone, stays = kept.picture(1), kept.picture(2)
    entry = kept.entry(gone, stays)
    kept.entry(stays)
    assert kept.sweep_after(40) == 0
    kept.services.journal.delete_entry(entry)
    assert kept.sweep_after(0) == 0
    assert kept.sweep_after(29) == 0
    assert kept.sweep_after(1) == 1
    assert kept.names() == {stays}
    assert kept.sweep_after(100) == 0


def test_until_then_undo_has_it_and_the_month_begins_anew(kept: Kept) -> None:
    name = kept.picture(1)
    entry = kept.entry(name)
    steps = []
    kept.services.feed.subscribe(lambda change: steps.append(change.step))
    kept.services.journal.delete_entry(entry)
    kept.sweep_after(0)
    kept.sweep_after(20)
    kept.services.ledger.undo(steps[-1])
    assert kept.sweep_after(20) == 0
    kept.services.journal.delete_entry(entry)
    assert kept.sweep_after(20) == 0, "it was named meanwhile"
    assert kept.names() == {name}


def test_what_anything_names_stays(kept: Kept) -> None:
    shown, still, portrait = (kept.picture(number) for number in range(3))
    kept.entry(text=f"![dusk]({shown})")
    scenes = kept.services.scenes
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    scenes.add_scene(work, "The letter", still=still)
    scenes.add_character(work, "Mira", portrait=portrait)
    kept.sweep_after(0)
    assert kept.sweep_after(60) == 0
    assert kept.names() == {shown, still, portrait}


@pytest.mark.parametrize("is_inline", [False, True])
def test_what_a_backup_names_stays_as_long_as_the_backup(kept: Kept, *, is_inline: bool) -> None:
    name = kept.picture(1)
    entry = kept.entry(text=f"![dusk]({name})") if is_inline else kept.entry(name)
    backup = kept.services.exports.backup_now()
    kept.services.journal.delete_entry(entry)
    kept.sweep_after(0)
    assert kept.sweep_after(60) == 0 and kept.names() == {name}
    backup.path.unlink()
    assert kept.sweep_after(0) == 1 and not kept.names()


@pytest.mark.logs("pictures that nothing names stay for now")
def test_with_a_backup_that_cant_be_read_nothing_goes(kept: Kept) -> None:
    name = kept.picture(1)
    backup = kept.services.exports.backup_now()
    backup.path.write_bytes(b"no journal at all" * 500)
    kept.sweep_after(0)
    assert kept.sweep_after(60) == 0 and kept.names() == {name}


def test_beside_a_damaged_journal_nothing_goes(kept: Kept) -> None:
    name = kept.picture(1)
    kept.sweep_after(0)
    damaged = kept.paths.database.with_name("journal.db.damaged-20260101-000000")
    damaged.touch()
    assert kept.sweep_after(60) == 0 and kept.names() == {name}
    damaged.unlink()
    assert kept.sweep_after(0) == 1


def test_what_is_chosen_again_is_kept_again(kept: Kept) -> None:
    name = kept.picture(1)
    kept.sweep_after(0)
    kept.now_s += 60 * DAY_S
    again = kept.services.pictures.keep_bytes(png(1, 8, 8), ".png")  # in an entry being written
    at_s = (kept.paths.pictures / name).stat().st_mtime
    assert again == name and at_s > LONG_AGO
    kept.now_s = int(at_s) + KEPT_S - 60
    assert kept.unused.sweep() == 0 and kept.names() == {name}


def test_files_of_others_are_left_alone(kept: Kept) -> None:
    for name in ("holiday.png", "notes.txt", ".ost-my-heart-new-half"):
        (kept.paths.pictures / name).touch()
        os.utime(kept.paths.pictures / name, (LONG_AGO, LONG_AGO))
    kept.sweep_after(0)
    assert kept.sweep_after(60) == 0
    assert len(list(kept.paths.pictures.iterdir())) == 3


def test_without_what_was_noted_the_month_begins_now(kept: Kept) -> None:
    kept.picture(1)
    kept.sweep_after(0)
    (kept.paths.cache / "unused-pictures.json").write_text('{"a": [1], ')
    assert kept.sweep_after(60) == 0
    assert kept.sweep_after(30) == 1
