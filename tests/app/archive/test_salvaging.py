"""What can still be read of a damaged journal comes back by an export; the rescue command."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.archive.cli import NEWEST, rescue_command
from app.archive.rescue import journal_is_sound
from app.archive.salvaging import export_readable
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.row_words import several
from app.profile.paths import Paths
from tests.app.archive.conftest import Opened
from tests.app.archive.test_backups import notes, two_states
from tests.db.file.test_log import DIES, ROOT
from tests.support import journal_damage as damage

Open = Callable[[str], Opened]


@pytest.fixture
def one(open_profile: Open) -> Opened:
    return open_profile("one")


def rescued(paths: object, **asked: object) -> tuple[int, str]:
    out = io.StringIO()
    code = rescue_command(paths, out, command="main.py rescue", **asked)  # type: ignore[arg-type]
    return code, out.getvalue()


def close(one: Opened) -> None:
    one.profile.ledger.store.close()


@pytest.mark.parametrize(
    "spoil",
    [
        damage.cut_a_text,
        damage.write_a_word_for_a_number,
        damage.lose_a_track,
        damage.drop_a_trigger,
        damage.spoil_the_word_index,
    ],
)
def test_what_is_rescued_can_be_restored(
    one: Opened, open_profile: Open, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    track, wonder = one.profile.track(), one.profile.emotion()
    for number in range(9):
        one.profile.tag(track, wonder, note=f"note {number}")
    close(one)
    spoil(one.paths.database)
    with pytest.raises(Problem, match="damaged"):
        journal_is_sound(one.paths)
    report = export_readable(one.paths, tmp_path / "rescued.json", JobContext())
    assert report.summary.rows["emotional_tag"] == 9
    other = open_profile("other")
    other.exports.restore_json(tmp_path / "rescued.json")
    found = set(notes(other))
    assert {f"note {number}" for number in range(9)} - found <= {"note 6"}
    assert len(found) == 9


def test_the_command_line_says_how_a_journal_is(one: Opened) -> None:
    backup = two_states(one)
    assert rescued(one.paths) == (0, f"{journal_is_sound(one.paths)}\n")
    close(one)
    damage.drop_a_table(one.paths.database)
    code, text = rescued(one.paths)
    assert code == 1
    assert "damaged" in text and "favourite_moment.track_id is missing" in text
    assert "--export" in text and str(backup.path) in text


def test_the_command_line_goes_back_to_the_newest_backup(one: Opened, open_profile: Open) -> None:
    two_states(one)
    close(one)
    one.paths.database.write_bytes(b"not a database any more")
    code, text = rescued(one.paths, backup=NEWEST)
    assert code == 0 and "is now called" in text
    assert notes(open_profile("one")) == ["first"]


def test_the_command_line_goes_back_to_any_backup(one: Opened, open_profile: Open) -> None:
    older = two_states(one)
    one.exports.backup_now()
    close(one)
    one.paths.database.unlink()
    assert rescued(one.paths, backup=older.path)[0] == 0
    assert notes(open_profile("one")) == ["first"]


def test_a_file_that_is_no_backup_of_this_profile_is_declined(one: Opened, tmp_path: Path) -> None:
    two_states(one)
    with pytest.raises(Problem, match="isn’t one of your backups"):
        rescued(one.paths, backup=one.paths.database)


def test_the_command_line_begins_a_new_journal_when_that_is_wanted(
    one: Opened, open_profile: Open
) -> None:
    two_states(one)
    close(one)
    one.paths.database.unlink()
    code, text = rescued(one.paths, is_fresh=True)
    assert (code, text) == (0, "A new journal was started.\n")
    assert notes(open_profile("one")) == []


def test_an_open_journal_is_not_exchanged_by_the_command_line(
    one: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.file.journal_lock.PATIENCE_S", 0.1)
    two_states(one)
    with pytest.raises(Problem, match="busy"):
        rescued(one.paths, backup=NEWEST)
    assert notes(one) == ["second", "first"]


def test_a_file_that_is_no_backup_is_declined(one: Opened, tmp_path: Path) -> None:
    one.exports.backup_now()
    close(one)
    with pytest.raises(Problem, match="isn’t one of your backups"):
        rescued(one.paths, backup=tmp_path / "nowhere.db")


def test_commits_that_a_damaged_log_lost_are_missed_however_often_one_looks(tmp_path: Path) -> None:
    """Looking at the file the usual way would take the sign away that there was more."""
    paths = Paths.for_profile(tmp_path / "p")
    paths.make()
    command = [sys.executable, "-c", DIES, str(paths.database)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    os.truncate(f"{paths.database}-wal", 60_000)
    for number in range(2):
        code, said = rescued(paths)
        assert code == 1 and "frames of the log" in said
        report = export_readable(paths, tmp_path / f"{number}.json", JobContext())
        assert not report.is_whole
        assert "newest changes; pages that could be read: 10 of 150" in str(report)
    with pytest.raises(Problem, match="damaged"):
        journal_is_sound(paths)


def test_the_command_line_exports_what_can_be_read_and_says_what_is_lost(
    one: Opened, open_profile: Open, tmp_path: Path
) -> None:
    one.profile.tag(one.profile.track(), one.profile.emotion(), note="kept")
    close(one)
    damage.drop_a_table(one.paths.database)
    damage.lose_a_track(one.paths.database)
    code, text = rescued(one.paths, export=tmp_path / "rescued.json")
    assert code == 0 and str(tmp_path / "rescued.json") in text
    assert several("favourite_moment") in text.splitlines()[1], "the table that is gone"
    assert "1 track" in text.splitlines()[-1], "what another row needs is stood in for"
    other = open_profile("other")
    other.exports.restore_json(tmp_path / "rescued.json")
    assert notes(other) == ["kept"]
