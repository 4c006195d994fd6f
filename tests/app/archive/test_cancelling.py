"""Cancel, wherever it comes: all of it was done, or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.archive.records import Backup
from app.core.jobs import JobCancelled, JobContext, Progress
from app.journal.records import EntryDraft
from app.journal.service import JournalService
from app.profile.paths import Paths
from app.story.records import WorkKind
from app.story.service import Scenes
from db.store import backup as backups
from db.writing import bulk_rows
from db.writing.dependents import table_named
from tests.app.archive.conftest import Opened
from tests.support.app_harness import kept_rows

Open = Callable[[str], Opened]
Verb = Callable[[Opened, JobContext], object]

LOST = b"\x89PNG what a bad disk made of it"


class Cancelled:
    """A job that is cancelled when it reports for the nth time (from 0); what it told till then."""

    def __init__(self, at: int | None) -> None:
        self.told: list[Progress] = []
        self._at = at
        self.job = JobContext(self._on_progress)

    def _on_progress(self, progress: Progress) -> None:
        if len(self.told) == self._at:
            self.job.cancel()
        self.told.append(progress)


class _LookingJob(JobContext):
    """on_look: called whenever it has looked whether it is cancelled, and was not."""

    def __init__(
        self, on_progress: Callable[[Progress], None], on_look: Callable[[], None]
    ) -> None:
        super().__init__(on_progress)
        self._on_look = on_look

    def checkpoint(self) -> None:
        super().checkpoint()
        self._on_look()


class CancelledBetween:
    """A job that is cancelled just after it looked for the nth time (from 0) whether it is."""

    def __init__(self, at: int) -> None:
        self.told: list[Progress] = []
        self._looks_left = at
        self.job = _LookingJob(self.told.append, self._on_look)

    def _on_look(self) -> None:
        if self._looks_left == 0:
            self.job.cancel()
        self._looks_left -= 1


def picture(name: str) -> tuple[str, bytes]:
    data = b"\x89PNG\r\n\x1a\n" + name.encode()
    return f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.png", data


def told_story(opened: Opened, *pictures: str) -> None:
    """Characters with portraits, and an entry."""
    ledger = opened.profile.ledger
    scenes = Scenes(ledger)
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    for name in pictures:
        file, data = picture(name)
        (opened.paths.pictures / file).write_bytes(data)
        scenes.edit("character", scenes.add_character(work, name), portrait=file)
    JournalService(ledger).write_entry(EntryDraft(text="That evening"))


def all_of_it(paths: Paths) -> tuple[dict[str, list[Any]], dict[str, bytes]]:
    """Every row, and every file that is not the journal's own."""
    own = tuple(f"{paths.database.name}{end}" for end in ("", "-wal", "-shm", ".lock"))
    files = {
        str(file.relative_to(paths.data)): file.read_bytes()
        for file in paths.data.rglob("*")
        if file.is_file() and file.name not in own
    }
    return kept_rows(paths), files


@pytest.fixture
def export(open_profile: Open, tmp_path: Path) -> Path:
    """Holds a portrait that the other profile lacks, and one that is broken there."""
    one = open_profile("one")
    told_story(one, "Yuki", "Ken")
    path = tmp_path / "all.json"
    one.exports.export_json(path)
    return path


def restore(opened: Opened, export: Path) -> Verb:
    (opened.paths.pictures / picture("Ken")[0]).write_bytes(LOST)
    return lambda opened, job: opened.exports.restore_json(export, job)


def go_back(opened: Opened, _export: Path) -> Verb:
    told_story(opened, "Aoi")
    backup: Backup = opened.exports.backup_now()
    told_story(opened, "Rin")
    return lambda opened, job: opened.exports.restore_backup(backup, job)


def back_up(opened: Opened, _export: Path) -> Verb:
    told_story(opened, "Aoi")
    return lambda opened, job: opened.exports.backup_now(job)


def export_over(opened: Opened, export: Path) -> Verb:
    """An older export of the same journal lies there."""
    told_story(opened, "Aoi")
    older = opened.paths.data.parent / "older.json"
    opened.exports.export_json(older)
    before = older.read_bytes()
    told_story(opened, "Rin")

    def verb(opened: Opened, job: JobContext) -> None:
        try:
            opened.exports.export_json(older, job)
        except JobCancelled:
            assert older.read_bytes() == before
            assert [file.name for file in older.parent.iterdir() if file.is_file()] == [older.name]
            raise

    return verb


VERBS = (restore, go_back, back_up, export_over)


@pytest.mark.parametrize("way", [Cancelled, CancelledBetween])
@pytest.mark.parametrize("prepare", VERBS)
def test_cancelling_anywhere_changes_nothing_or_comes_too_late(
    open_profile: Open,
    export: Path,
    prepare: Callable[[Opened, Path], Verb],
    way: type[Cancelled] | type[CancelledBetween],
) -> None:
    first = open_profile("two")
    verb = prepare(first, export)
    before = all_of_it(first.paths)
    at = 0
    while True:
        cancelled = way(at)
        try:
            verb(first, cancelled.job)
        except JobCancelled:
            assert cancelled.told[-1].can_cancel, "it was told that it is too late"
            assert all_of_it(first.paths) == before, cancelled.told[-1]
            at += 1
        else:
            break
    told = [progress.label for progress in cancelled.told]
    assert at >= 2, told
    if prepare is not export_over:
        assert all_of_it(first.paths) != before
    first_late = next(p for p in cancelled.told if not p.can_cancel)
    if way is Cancelled:
        assert cancelled.told.index(first_late) == at


def test_a_cancel_while_older_backups_are_thinned_out_comes_too_late(
    open_profile: Open, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the exchange, but there is one more backup already."""
    one, told = open_profile("two"), Cancelled(None)
    verb = go_back(one, export)
    before = len(one.exports.list_backups())
    really, late = backups.thin_out, []

    def thin_out(folder: Path, spare: Path | None = None) -> None:
        late.append(not told.told[-1].can_cancel)
        told.job.cancel()
        really(folder, spare)

    monkeypatch.setattr(backups, "thin_out", thin_out)
    verb(one, told.job)
    assert late == [True]
    assert told.told[-1].label == "Replacing the journal" and not told.told[-1].can_cancel
    assert len(one.exports.list_backups()) == before + 1


def test_a_restore_tells_how_far_it_is_by_rows_and_names_its_parts(
    open_profile: Open, export: Path
) -> None:
    two, told = open_profile("two"), Cancelled(None)
    restore(two, export)(two, told.job)
    labels = list(dict.fromkeys(progress.label for progress in told.told))
    assert labels[0] == "Reading the export"
    assert labels[-4:] == [
        "Pictures",
        "Backing up the journal",
        "Checking the new backup",
        "Saving the new backup",
    ]
    rows = [progress for progress in told.told if progress.label == "Journal entries"]
    assert rows and rows[0].total == 4, "a work, two characters, an entry"


def test_a_broken_picture_is_healed_when_nothing_can_be_cancelled_any_more(
    open_profile: Open, export: Path
) -> None:
    """Also when no row is new, and so nothing is backed up."""
    two = open_profile("two")
    name, whole = picture("Ken")
    broken = two.paths.pictures / name
    late: list[str] = []

    def cancel_too_late(progress: Progress) -> None:
        assert broken.read_bytes() == LOST, "not before"
        if not progress.can_cancel:
            late.append(progress.label)
            job.cancel()

    for pictures_added in (1, 0):
        broken.write_bytes(LOST)
        job = JobContext(cancel_too_late)
        done = two.exports.restore_json(export, job)
        assert (done.pictures_added, done.pictures_healed) == (pictures_added, 1)
        assert broken.read_bytes() == whole
    assert late == ["Saving the new backup", "Saving the pictures"]


def test_what_is_under_way_inside_an_export_concludes_without_it(
    open_profile: Open, tmp_path: Path
) -> None:
    """The restore that proves an export keeps its rows; the export can still be cancelled."""
    one = open_profile("one")
    told_story(one, "Yuki")
    late: list[bool] = []
    job: JobContext

    def cancel(progress: Progress) -> None:
        if progress.label == "Saving the new backup":
            late.append(progress.can_cancel)
            job.cancel()

    job = JobContext(cancel)
    with pytest.raises(JobCancelled):
        one.exports.export_json(tmp_path / "a.json", job, verify=True)
    assert late == [True]
    assert not (tmp_path / "a.json").exists()


def test_a_backup_shows_one_moment_although_somebody_writes_meanwhile(
    open_profile: Open,
) -> None:
    """And it comes to its end: it doesn't begin anew with every commit."""
    one = open_profile("one")
    told_story(one)
    notes = iter(range(1000))

    def write(progress: Progress) -> None:
        if progress.label == "Copying the backup":
            JournalService(one.profile.ledger).write_entry(EntryDraft(text=f"n{next(notes)}"))

    before = len(kept_rows(one.paths)["journal_entry"])
    backup = one.exports.backup_now(JobContext(write))
    assert next(notes) >= 1, "somebody wrote"
    copy = Paths.for_profile(one.paths.data.parent / "copy")
    copy.make()
    shutil.copyfile(backup.path, copy.database)
    assert len(kept_rows(copy)["journal_entry"]) == before


def test_a_restore_tells_how_far_it_is_while_it_writes(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = open_profile("one"), open_profile("two")
    entries = JournalService(one.profile.ledger)
    entries.write_entry(EntryDraft(text="That evening"))
    multiply(one, "journal_entry", 5000)
    one.exports.export_json(tmp_path / "all.json")
    done: list[str | int] = []
    add = bulk_rows.add

    def written(*arguments: Any) -> list[int]:
        done.append("written")
        return add(*arguments)

    monkeypatch.setattr(bulk_rows, "add", written)
    job = JobContext(lambda progress: done.append(progress.done))
    two.exports.restore_json(tmp_path / "all.json", job)
    writes = [at for at, each in enumerate(done) if each == "written"]
    assert len(writes) >= 3
    assert all(done[at + 1] != "written" for at in writes), "each is told of, and can be ended"
    assert [done[at + 1] for at in writes[-3:]] == [2000, 4000, 5001]


def multiply(opened: Opened, table: str, times: int) -> None:
    """The first row of a table again and again, each with a uid of its own."""
    with opened.profile.ledger.write("Write", table) as writing:
        (first,) = bulk_rows.read(writing.session.connection(), table_named(table), [1]).values()
        kept = {name: value for name, value in first.items() if name != "id"}
        copies = [{**kept, "uid": f"{number:032x}"} for number in range(times)]
        bulk_rows.add(writing.unit, table_named(table), copies)
