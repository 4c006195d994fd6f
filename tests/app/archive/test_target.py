"""An export replaces nothing that would be missed, and lands nowhere it could do harm."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.archive.target import WouldBeLost
from app.core.errors import Problem
from db.models.all import EmotionalTag, Scene
from tests.app.archive.conftest import Opened
from tests.support.journal_watch import plain_opens
from tests.support.special_files import KINDS, lay

Open = Callable[[str], Opened]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def declined(opened: Opened, path: Path, *, also_when_replacing: bool) -> Problem:
    """The problem an export meets there; nothing in that folder is different then."""
    before = contents(path.parent)
    with pytest.raises(Problem) as met:
        opened.exports.export_json(path)
    assert contents(path.parent) == before
    if also_when_replacing:
        with pytest.raises(Problem):
            opened.exports.export_json(path, replace=True)
        assert contents(path.parent) == before
    return met.value


# --- what it would replace ----------------------------------------------------------------------


def test_an_export_of_a_journal_begun_anew_does_not_replace_a_good_one(
    open_profile: Open, tmp_path: Path
) -> None:
    one, empty = open_profile("one"), open_profile("empty")
    track = one.profile.track()
    one.profile.tag(track, one.profile.emotion())
    path = tmp_path / "a.json"
    one.exports.export_json(path)
    problem = declined(empty, path, also_when_replacing=False)
    assert isinstance(problem, WouldBeLost)
    assert "1 emotion mark" in problem.what and "--replace" in problem.remedy
    assert empty.exports.export_json(path, replace=True).rows["track"] == 0


def test_what_is_in_the_journal_too_is_replaced_without_asking(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    track, emotion = one.profile.track(), one.profile.emotion()
    for _ in range(3):
        one.profile.tag(track, emotion)
        one.exports.export_json(tmp_path / "a.json")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.json"]


def test_a_mark_that_was_removed_since_is_asked_about(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    tag = one.profile.tag(one.profile.track(), one.profile.emotion())
    one.exports.export_json(tmp_path / "a.json")
    with one.profile.ledger.write("Remove", "tag") as writing:
        writing.session.delete(writing.unit.get(EmotionalTag, tag))
    problem = declined(one, tmp_path / "a.json", also_when_replacing=False)
    assert "(1 emotion mark)" in problem.what


@pytest.mark.parametrize("is_ours", [True, False])
def test_words_that_the_journal_has_in_an_older_version_are_asked_about(
    open_profile: Open, tmp_path: Path, *, is_ours: bool
) -> None:
    one = open_profile("one")
    tag = one.profile.tag(one.profile.track(), one.profile.emotion())
    backup = one.exports.backup_now()
    with one.profile.ledger.write("Write", "tag") as writing:
        writing.unit.get(EmotionalTag, tag).note = "written after the backup"
    path = tmp_path / "a.json"
    one.exports.export_json(path)
    if not is_ours:
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    one.exports.restore_backup(backup)
    problem = declined(one, path, also_when_replacing=False)
    assert "newer changes than your journal (1 emotion mark)" in problem.what
    one.exports.restore_json(path)
    one.exports.export_json(path)
    assert "written after the backup" in path.read_text(encoding="utf-8")


def test_an_export_laid_out_by_another_program_is_understood(
    open_profile: Open, tmp_path: Path
) -> None:
    one, empty = open_profile("one"), open_profile("empty")
    one.profile.track()
    path = tmp_path / "a.json"
    one.exports.export_json(path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert "1 track" in declined(empty, path, also_when_replacing=False).what
    one.exports.export_json(path)


def test_a_picture_that_only_the_older_export_holds_is_asked_about(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    one.profile.add(Scene, work_id=one.profile.work(), title="Harbour", still="still.png")
    (one.paths.pictures / "still.png").write_bytes(b"picture")
    one.exports.export_json(tmp_path / "a.json")
    (one.paths.pictures / "still.png").unlink()
    problem = declined(one, tmp_path / "a.json", also_when_replacing=False)
    assert "still.png" in problem.what
    one.exports.restore_json(tmp_path / "a.json")
    one.exports.export_json(tmp_path / "a.json")


@pytest.mark.parametrize(
    "data", [b"my novel", b"\x89PNG", b"{}", b'{"format": "ost-my-heart"}', b"[" * 100_000]
)
def test_a_file_that_is_no_export_is_asked_about(
    open_profile: Open, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "novel.part"
    path.write_bytes(data)
    assert isinstance(declined(open_profile("one"), path, also_when_replacing=False), WouldBeLost)
    open_profile("one").exports.export_json(path, replace=True)
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "ost-my-heart"


def test_a_truncated_export_is_asked_about(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    one.profile.track()
    path = tmp_path / "a.json"
    one.exports.export_json(path)
    os.truncate(path, path.stat().st_size - 10)
    assert "isn’t an export that can be read" in declined(one, path, also_when_replacing=False).what


def test_an_empty_file_is_nothing_to_miss(open_profile: Open, tmp_path: Path) -> None:
    (tmp_path / "a.json").touch()
    open_profile("one").exports.export_json(tmp_path / "a.json")
    assert (tmp_path / "a.json").stat().st_size > 0


def test_what_came_to_lie_there_meanwhile_is_left_alone(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = open_profile("one")
    path = tmp_path / "a.json"
    from app.archive.read_back import ReadBack

    faults = ReadBack.faults

    def meanwhile(self: ReadBack, written: Path) -> list[object]:
        path.write_bytes(b"theirs")
        return list(faults(self, written))

    monkeypatch.setattr(ReadBack, "faults", meanwhile)
    with pytest.raises(Problem, match="Another program has just changed"):
        one.exports.export_json(path)
    assert path.read_bytes() == b"theirs"


# --- where it would lie -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "journal.db",
        "journal.db-wal",
        "journal.db-shm",
        "journal.lock",
        "window.lock",
        "pending.jsonl",
        "new.json",
        "backups/journal-0002-20260101T000000.000000Z.db",
        "pictures/still.png",
        "../config/settings.toml",
        "../cache/a.json",
        "../logs/a.json",
    ],
)
def test_the_folders_of_the_program_are_declined_whatever_is_agreed_to(
    open_profile: Open, tmp_path: Path, name: str
) -> None:
    one = open_profile("one")
    one.paths.backups.mkdir()
    one.profile.track()
    declined(one, one.paths.data / name, also_when_replacing=True)
    link = tmp_path / "way in"
    link.symlink_to(one.paths.data, target_is_directory=True)
    declined(one, link / name, also_when_replacing=True)
    with sqlite3.connect(f"file:{one.paths.database}?mode=ro", uri=True) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_declined_whatever_is_agreed_to(
    open_profile: Open, tmp_path: Path, kind: str
) -> None:
    path = lay(tmp_path / "a.json", kind)
    before = path.lstat()
    declined(open_profile("one"), path, also_when_replacing=True)
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_and_what_it_leads_to_are_left_alone(
    open_profile: Open, tmp_path: Path, is_there: bool
) -> None:
    if is_there:
        (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "a.json").symlink_to("theirs")
    problem = declined(open_profile("one"), tmp_path / "a.json", also_when_replacing=True)
    assert "link" in problem.why
    assert (tmp_path / "a.json").is_symlink()
    assert (tmp_path / "theirs").exists() is is_there


@pytest.mark.parametrize("name", ["journal.db", "journal.db-wal"])
def test_another_profile_s_journal_is_declined_whatever_is_agreed_to(
    open_profile: Open, tmp_path: Path, name: str
) -> None:
    one, two = open_profile("one"), open_profile("two")
    two.profile.track()
    copy = tmp_path / name
    copy.write_bytes((two.paths.data / name).read_bytes())
    assert "database" in declined(one, copy, also_when_replacing=True).why


def test_another_name_of_the_journal_is_declined(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    one.profile.track()
    os.link(one.paths.database, tmp_path / "a.json")
    for replace in (False, True):
        with (
            plain_opens(one.paths.database) as opened,
            pytest.raises(Problem, match="can’t be written there"),
        ):
            one.exports.export_json(tmp_path / "a.json", replace=replace)
        assert opened == []


def test_somebody_s_part_file_beside_it_is_left_alone(open_profile: Open, tmp_path: Path) -> None:
    (tmp_path / "a.json.part").write_bytes(b"theirs")
    open_profile("one").exports.export_json(tmp_path / "a.json")
    assert (tmp_path / "a.json.part").read_bytes() == b"theirs"


def test_whatever_else_lies_in_the_folder_is_left_alone(open_profile: Open, tmp_path: Path) -> None:
    """It is the listener's: only what an export itself left half written goes."""
    one = open_profile("one")
    for name in (".new-ideas", ".ost-my-heart-new-half"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
        os.utime(tmp_path / name, (0, 0))
    one.exports.export_json(tmp_path / "a.json")
    assert contents(tmp_path).keys() == {".new-ideas", "a.json"}


@pytest.mark.parametrize("name", ["x" * 300 + ".json", "a\0b.json"])
def test_a_name_that_no_file_may_have_is_declined(
    open_profile: Open, tmp_path: Path, name: str
) -> None:
    declined(open_profile("one"), tmp_path / name, also_when_replacing=True)


def test_a_document_laid_out_like_an_export_but_of_another_kind_is_asked_about(
    open_profile: Open, tmp_path: Path
) -> None:
    one, path = open_profile("one"), tmp_path / "a.json"
    one.exports.export_json(path)
    path.write_text(path.read_text(encoding="utf-8").replace('"ost-my-heart"', '"another"'))
    declined(one, path, also_when_replacing=False)
    assert one.exports.export_json(path, replace=True).path == path
