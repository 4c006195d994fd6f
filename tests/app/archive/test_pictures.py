"""Only pictures that rows name leave, by names that come back; what can't be taken is told."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.archive import incoming
from app.archive.pictures import fault_in_text
from app.archive.round_trip import NotTheSame
from app.core.errors import Problem
from app.profile.pictures import MAX_BYTES, Pictures, name_of
from db.models.all import Character, JournalEntry, Scene
from tests.app.archive.conftest import Opened
from tests.support.full_disk import no_room
from tests.support.special_files import KINDS, lay

Open = Callable[[str], Opened]

PNG = b"\x89PNG\r\n\x1a\n still"
NAME = name_of(PNG, ".png")


def show(opened: Opened, still: str, data: bytes | None = PNG) -> None:
    """A scene with that still; data: what lies under its name."""
    opened.profile.add(Scene, work_id=opened.profile.work(), title="Harbour", still=still)
    if data is not None:
        (opened.paths.pictures / still).write_bytes(data)


def document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def export_with(path: Path, pictures: dict[str, Any]) -> Path:
    """An export whose pictures were changed by somebody."""
    path.write_text(json.dumps(document(path) | {"pictures": pictures}), encoding="utf-8")
    return path


# --- leaving ------------------------------------------------------------------------------------


@pytest.mark.parametrize("stray", [b".directory", b"a:b.png", b"Thumbs.db", b"caf\xe9.png", b"x"])
def test_what_a_file_manager_left_stays_behind_and_the_export_comes_back(
    open_profile: Open, tmp_path: Path, stray: bytes
) -> None:
    one = open_profile("one")
    show(one, NAME)
    (one.paths.pictures / os.fsdecode(stray)).write_bytes(b"stray")
    summary = one.exports.export_json(tmp_path / "a.json")
    assert (summary.pictures, summary.left_out) == (1, ())
    assert list(document(tmp_path / "a.json")["pictures"]) == [NAME]
    report = open_profile("two").exports.restore_json(tmp_path / "a.json")
    assert (report.pictures_added, report.skipped) == (1, ())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_among_the_pictures_is_told_and_does_not_stop_the_export(
    open_profile: Open, tmp_path: Path, kind: str
) -> None:
    one = open_profile("one")
    show(one, "still.png", None)
    show(one, NAME)
    lay(one.paths.pictures / "still.png", kind)
    summary = one.exports.export_json(tmp_path / "a.json")
    assert summary.pictures == 1
    (told,) = summary.left_out
    assert told.what == "still.png" and "not a file" in told.why
    assert "“still.png”: It is " in str(summary)


@pytest.mark.parametrize(
    ("still", "data", "why"),
    [
        ("gone.png", None, "missing"),
        ("empty.png", b"", "empty"),
        ("x" * 251 + ".png", PNG, ""),
    ],
)
def test_a_picture_that_cannot_go_along_is_told(
    open_profile: Open, tmp_path: Path, still: str, data: bytes | None, why: str
) -> None:
    one = open_profile("one")
    show(one, still, data)
    summary = one.exports.export_json(tmp_path / "a.json")
    assert [why in told.why for told in summary.left_out] == ([True] if why else [])
    assert summary.pictures == (0 if why else 1)


@pytest.mark.parametrize("still", ["a:b.png", "../evil.png", ".hidden.png"])
def test_a_name_that_no_picture_may_have_does_not_take_its_scene_along(
    open_profile: Open, tmp_path: Path, still: str
) -> None:
    one = open_profile("one")
    show(one, NAME)
    with closing(sqlite3.connect(one.paths.database)) as raw:  # as an earlier version kept it
        raw.execute("UPDATE scene SET still = ?", (still,))
        raw.commit()
    summary = one.exports.export_json(tmp_path / "a.json")
    assert (summary.pictures, summary.rows["scene"], summary.unreadable) == (0, 1, 1)
    assert open_profile("two").exports.restore_json(tmp_path / "a.json").added["scene"] == 1


def test_a_picture_that_cannot_be_large_is_not_read_whole(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    show(one, "still.png")
    os.truncate(one.paths.pictures / "still.png", MAX_BYTES + 1)
    (told,) = one.exports.export_json(tmp_path / "a.json").left_out
    assert "larger than 32 MB" in told.why


def test_a_damaged_picture_goes_along_and_is_told(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    show(one, NAME, PNG[:-1])
    summary = one.exports.export_json(tmp_path / "a.json")
    assert summary.pictures == 1
    assert "damaged" in summary.left_out[0].why


def test_portraits_and_pictures_that_an_entry_shows_leave_too(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    for name in ("yuki.png", "letter.png", "nobodys.png"):
        (one.paths.pictures / name).write_bytes(PNG)
    work = one.profile.work()
    one.profile.add(Character, work_id=work, name="Yuki", portrait="yuki.png")
    text = "A letter: ![his letter](letter.png) ![](http://x/y.png) ![](/etc/passwd) ![](gone.png)"
    one.profile.add(JournalEntry, title="Today", text=text)
    summary = one.exports.export_json(tmp_path / "a.json")
    assert list(document(tmp_path / "a.json")["pictures"]) == ["letter.png", "yuki.png"]
    assert summary.left_out == ()


# --- coming back --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("../evil.png", base64.b64encode(PNG).decode(), "can’t have this name"),
        (".directory", base64.b64encode(PNG).decode(), "can’t have this name"),
        ("a:b.png", base64.b64encode(PNG).decode(), "can’t have this name"),
        ("x" * 256, base64.b64encode(PNG).decode(), "too long"),
        ("\ud800.png", base64.b64encode(PNG).decode(), "n’t text"),
        ("a.png", "no base64!", "base64"),
        ("a.png", 5, "n’t text"),
        ("a.png", "", "empty"),
    ],
)
def test_a_picture_that_cannot_be_taken_is_told_and_the_rest_comes(
    open_profile: Open, tmp_path: Path, name: str, data: Any, why: str
) -> None:
    one, two = open_profile("one"), open_profile("two")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    good = document(tmp_path / "a.json")["pictures"]
    report = two.exports.restore_json(export_with(tmp_path / "a.json", {name: data, **good}))
    assert report.added["scene"] == 1 and report.pictures_added == 1
    (told,) = report.skipped
    assert told.what == name and why in told.why
    assert "Pictures left out" in str(report)
    assert [path.name for path in two.paths.pictures.iterdir()] == [NAME]
    assert not (two.paths.data / "evil.png").exists()


@pytest.mark.parametrize("broken", [b"", PNG[:-1], b"\x89PNG\r\n\x1a\n other", None])
def test_a_lost_or_broken_picture_is_healed(
    open_profile: Open, tmp_path: Path, broken: bytes | None
) -> None:
    one = open_profile("one")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    path = one.paths.pictures / NAME
    path.unlink() if broken is None else path.write_bytes(broken)
    report = one.exports.restore_json(tmp_path / "a.json")
    assert report.has_changes
    assert (report.pictures_added, report.pictures_healed) == ((1, 0) if broken is None else (0, 1))
    assert path.read_bytes() == PNG
    assert not one.exports.restore_json(tmp_path / "a.json").has_changes


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
def test_a_picture_whose_place_is_taken_by_no_file_is_healed(
    open_profile: Open, tmp_path: Path, kind: str
) -> None:
    one = open_profile("one")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    (one.paths.pictures / NAME).unlink()
    lay(one.paths.pictures / NAME, kind)
    assert one.exports.restore_json(tmp_path / "a.json").pictures_healed == 1
    assert (one.paths.pictures / NAME).read_bytes() == PNG


def test_a_folder_in_a_picture_s_place_is_told(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    (one.paths.pictures / NAME).unlink()
    (one.paths.pictures / NAME).mkdir()
    (told,) = one.exports.restore_json(tmp_path / "a.json").skipped
    assert told.what == NAME and "It is a folder" in told.why


def test_a_whole_picture_is_not_replaced_by_a_broken_one(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    damaged = {NAME: base64.b64encode(PNG[:-1]).decode()}
    report = one.exports.restore_json(export_with(tmp_path / "a.json", damaged))
    assert not report.has_changes
    assert (one.paths.pictures / NAME).read_bytes() == PNG


def test_without_room_for_pictures_nothing_is_restored_and_none_is_left(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    show(one, NAME)
    large = os.urandom(4 << 20)
    show(one, name_of(large, ".png"), large)
    one.exports.export_json(tmp_path / "a.json")
    with no_room(3 << 20), pytest.raises(Problem, match="nothing was restored"):
        two.exports.restore_json(tmp_path / "a.json")
    assert list(two.paths.pictures.iterdir()) == []
    assert not any(two.exports.export_json(tmp_path / "two.json").rows.values())


# --- keeping ------------------------------------------------------------------------------------


def test_keeping_a_picture_again_heals_its_file(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    assert pictures.keep_bytes(PNG, ".png") == NAME
    (pictures.folder / NAME).write_bytes(PNG[:3])
    pictures.keep_bytes(PNG, ".png")
    assert (pictures.folder / NAME).read_bytes() == PNG
    assert [path.name for path in pictures.folder.iterdir()] == [NAME]


def test_a_picture_without_room_is_a_problem_and_leaves_nothing(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    with no_room(), pytest.raises(Problem, match="couldn’t be saved"):
        pictures.keep_bytes(PNG, ".png")
    assert list(pictures.folder.iterdir()) == []


def test_a_picture_that_is_damaged_here_and_in_the_export_is_told(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    show(one, NAME)
    one.exports.export_json(tmp_path / "a.json")
    (one.paths.pictures / NAME).write_bytes(PNG[:-2])
    damaged = {NAME: base64.b64encode(PNG[:-1]).decode()}
    report = one.exports.restore_json(export_with(tmp_path / "a.json", damaged))
    assert [told.what for told in report.skipped] == [NAME] and not report.has_changes
    assert (one.paths.pictures / NAME).read_bytes() == PNG[:-2]


def test_a_picture_too_large_to_be_one_is_not_even_decoded() -> None:
    assert fault_in_text("A" * ((MAX_BYTES + 2) // 3 * 4 + 1))
    assert not fault_in_text("AAAA")


def test_proving_an_export_compares_its_pictures(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = open_profile("one")
    show(one, NAME)
    assert one.exports.export_json(tmp_path / "a.json", verify=True).pictures == 1
    write_whole = incoming.write_whole
    monkeypatch.setattr(incoming, "write_whole", lambda path, data: write_whole(path, data[:-1]))
    with pytest.raises(NotTheSame, match="picture"):
        one.exports.export_json(tmp_path / "b.json", verify=True)
    assert not (tmp_path / "b.json").exists()
