"""A restore is backed up before, and all or nothing, pictures included, wherever it breaks off."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.archive.incoming import Incoming
from app.archive.records import LeftOut, RestoreReport
from app.bootstrap import Services
from app.core.errors import Problem
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from db.models.all import Scene
from tests.app.archive.conftest import Opened

Open = Callable[[str], Opened]


@pytest.fixture
def document(open_profile: Open, tmp_path: Path) -> Path:
    """A scene with a still, and a still in an entry's text."""
    one = open_profile("one")
    work = one.profile.work()
    (one.paths.pictures / "still.png").write_bytes(b"\x89PNG still")
    (one.paths.pictures / "told.png").write_bytes(b"\x89PNG told")
    one.profile.add(Scene, work_id=work, title="Harbour", still="still.png")
    from db.models.all import JournalEntry

    one.profile.add(JournalEntry, text="![](told.png)")
    one.exports.export_json(tmp_path / "a.json")
    return tmp_path / "a.json"


def titles(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [title for (title,) in raw.execute("SELECT title FROM scene")]


def pictures(paths: Paths) -> list[str]:
    return sorted(path.name for path in paths.pictures.iterdir())


def test_what_was_there_is_backed_up_before(open_profile: Open, document: Path) -> None:
    two = open_profile("two")
    two.profile.scene(two.profile.work("Mine"), "Mine")
    report = two.exports.restore_json(document)
    assert report.backup is not None and str(report.backup) in str(report)
    assert titles(report.backup) == ["Mine"]
    assert [backup.path for backup in two.exports.list_backups()] == [report.backup]
    assert two.exports.restore_json(document).backup is None, "nothing changed"


def test_without_a_backup_nothing_is_restored(open_profile: Open, document: Path) -> None:
    two = open_profile("two")

    two.paths.backups.write_text("a file where the folder should be")
    with pytest.raises(Problem):
        two.exports.restore_json(document)
    assert (titles(two.paths.database), pictures(two.paths)) == ([], [])
    assert two.profile.changes == []


def test_pictures_that_are_missing_come_back_with_unchanged_rows(
    open_profile: Open, document: Path
) -> None:
    two = open_profile("two")
    two.exports.restore_json(document)
    (two.paths.pictures / "still.png").unlink()
    report = two.exports.restore_json(document)
    assert (report.pictures_added, report.backup) == (1, None)
    assert len(two.profile.changes) == 2, "whoever shows pictures hears of it"


def test_a_disk_that_fills_up_with_pictures_leaves_none_and_no_row(
    open_profile: Open, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.archive import incoming

    two = open_profile("two")
    real = incoming.write_whole

    def fill_up(path: Path, data: bytes) -> None:
        if path.name == "told.png":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(incoming, "write_whole", fill_up)
    with pytest.raises(Problem, match="The disk is full"):
        two.exports.restore_json(document)
    assert (titles(two.paths.database), pictures(two.paths)) == ([], [])
    monkeypatch.undo()
    assert two.exports.restore_json(document).pictures_added == 2


BREAKING_OFF = """
import os, sys
from pathlib import Path
from app.bootstrap import Services
from app.archive import incoming, restoring
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from db.writing.unit_of_work import UnitOfWork

profile, document, place = sys.argv[1:]
paths = Paths.for_profile(Path(profile))

def die(*_args, **_more):
    os.kill(os.getpid(), 9)

def after(whole, times):
    left = [times]
    def call(*args, **more):
        if not left[0]:
            die()
        left[0] -= 1
        return whole(*args, **more)
    return call

if place == "between pictures":
    incoming.write_whole = after(incoming.write_whole, 1)
elif place == "before the commit":
    UnitOfWork.commit = after(UnitOfWork.commit, 1)  # the vocabulary is planted before
else:
    incoming.Incoming.forget = die
services = Services(paths, SettingsFile(paths.settings_file))
services.open()
services.exports.restore_json(Path(document))
"""


@pytest.mark.parametrize("place", ["between pictures", "before the commit", "after the commit"])
def test_a_restore_that_is_killed_is_whole_or_nothing_at_the_next_start(
    document: Path, tmp_path: Path, place: str
) -> None:
    profile = tmp_path / "two"
    command = [sys.executable, "-c", BREAKING_OFF, str(profile), str(document), place]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr.decode()
    paths = Paths.for_profile(profile)
    assert Incoming(paths).is_left_over
    services = Services(paths, SettingsFile(paths.settings_file))
    services.open()
    services.close()
    is_whole = place == "after the commit"
    assert titles(paths.database) == (["Harbour"] if is_whole else [])
    assert pictures(paths) == (["still.png", "told.png"] if is_whole else [])


def test_pictures_of_before_stay_whatever_becomes_of_a_restore(
    open_profile: Open, document: Path, tmp_path: Path
) -> None:
    two = open_profile("two")
    (two.paths.pictures / "mine.png").write_bytes(b"mine")
    broken: dict[str, Any] = json.loads(document.read_text(encoding="utf-8"))
    broken["tables"]["scene"][0]["work"] = "nowhere"
    (tmp_path / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(Problem, match="nowhere"):
        two.exports.restore_json(tmp_path / "broken.json")
    assert pictures(two.paths) == ["mine.png"]


def test_news_of_a_restore_name_what_was_not_taken_and_what_undo_cannot_do() -> None:
    restored = RestoreReport({"scene": 2}, {}, {}, backup=Path("/b/before.db"))
    skipped = replace(restored, skipped=(LeftOut("a.png", "It is empty."),) * 1234)
    assert "1,234" in skipped.news and "1,234" not in restored.news
    assert replace(restored, is_undoable=False).news != restored.news
    healed = RestoreReport({}, {}, {"scene": 2}, pictures_healed=3)
    nothing = replace(healed, pictures_healed=0)
    assert nothing.news != healed.news and "3" in str(healed)


def test_the_disk_is_asked_for_music_before_the_journal_is_locked(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network drive that hangs keeps nobody from writing."""
    one, two = open_profile("one"), open_profile("two")
    (tmp_path / "here.ogg").touch()
    for name in ("here", "gone"):
        one.profile.track(name, file=str(tmp_path / f"{name}.ogg"))
    one.exports.export_json(tmp_path / "a.json")
    ask, free = os.stat, []

    def answered(path: Any, *rest: Any, **more: Any) -> os.stat_result:
        if str(path).endswith(".ogg"):
            with closing(sqlite3.connect(two.paths.database, timeout=0)) as other:
                other.execute("BEGIN IMMEDIATE")  # raises while it is locked
            free.append(path)
        return ask(path, *rest, **more)

    monkeypatch.setattr(os, "stat", answered)
    two.exports.restore_json(tmp_path / "a.json")
    assert len(free) == 2
    with closing(sqlite3.connect(two.paths.database)) as raw:
        found = raw.execute("SELECT is_available FROM audio_file ORDER BY id").fetchall()
    assert found == [(True,), (False,)]
