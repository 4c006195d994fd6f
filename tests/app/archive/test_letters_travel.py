"""Letters, pictures and people of entries, imported listens, recognitions: exported, restored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Problem
from app.profile.pictures import Pictures
from db.models.all import EntryPerson, EntryPicture, JournalEntry, Listen, Recognition, Theme
from tests.app.archive.conftest import Opened, exported
from tests.support.pictures import png

Open = Callable[[str], Opened]


def told(opened: Opened, picture: str = "") -> None:
    """A sealed letter with a picture and a person, an imported listen and a recognition."""
    track = opened.profile.track(file="/m/album.ogg")
    with opened.profile.ledger.write("", "entry") as writing:
        letter = JournalEntry(
            title="To later", text="the lamp", sealed_at=1_000, sealed_track_id=track
        )
        theme = Theme(name="The heart")
        writing.session.add_all([letter, theme])
        writing.session.flush()
        writing.session.add_all(
            [
                EntryPicture(entry_id=letter.id, file=picture, words="Dusk", width=3, height=2),
                EntryPerson(entry_id=letter.id, name="Ida"),
                Listen(
                    track_id=track,
                    started_at=1_000,
                    ended_at=2_000,
                    source="scrobbles",
                    source_key="77",
                ),
                Listen(track_id=track, started_at=1_000, ended_at=2_000),
                Recognition(track_id=track, theme_id=theme.id, start_ms=500, after_ms=1_800),
            ]
        )


@pytest.fixture
def one(open_profile: Open) -> Opened:
    opened = open_profile("one")
    told(opened, Pictures(opened.paths.pictures).keep_bytes(png(), ".png"))
    return opened


def test_all_of_it_comes_back_and_only_once(
    open_profile: Open, one: Opened, tmp_path: Path
) -> None:
    document = exported(one, tmp_path / "a.json")
    (letter,), (known,) = document["tables"]["journal_entry"], document["tables"]["recognition"]
    (track,) = document["tables"]["track"]
    assert (letter["text"], letter["sealed_at"], letter["opened_at"]) == ("the lamp", 1_000, None)
    assert letter["sealed_track"] == track["uid"]
    (picture,) = letter["entry_picture"]
    assert picture["file"] in document["pictures"] and picture["words"] == "Dusk"
    assert letter["entry_person"] == [{"name": "Ida"}]
    assert (known["after_ms"], known["start_ms"], known["variant"]) == (1_800, 500, "")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    assert exported(two, tmp_path / "b.json") == document
    assert (two.paths.pictures / picture["file"]).is_file()
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes


def test_one_history_imported_in_two_profiles_is_one(
    open_profile: Open, one: Opened, tmp_path: Path
) -> None:
    """Listens of this program's own are two, however alike they look."""
    exported(one, tmp_path / "a.json")
    two = open_profile("two")
    told(two, Pictures(two.paths.pictures).keep_bytes(png(), ".png"))
    two.exports.restore_json(tmp_path / "a.json")
    listens = exported(two, tmp_path / "b.json")["tables"]["listen"]
    assert sorted(row["source_key"] or "" for row in listens) == ["", "", "77"]


def test_an_older_document_knows_nothing_of_it(
    open_profile: Open, one: Opened, tmp_path: Path
) -> None:
    document = exported(one, tmp_path / "a.json")
    document["version"] = 6
    del document["tables"]["recognition"]
    for row in document["tables"]["journal_entry"]:
        for name in ("sealed_at", "sealed_until", "sealed_track", "opened_at"):
            del row[name]
        del row["entry_picture"], row["entry_person"]
    for row in document["tables"]["listen"]:
        del row["source"], row["source_key"]
    (tmp_path / "old.json").write_text(json.dumps(document), encoding="utf-8")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "old.json")
    (entry,) = exported(two, tmp_path / "b.json")["tables"]["journal_entry"]
    assert (entry["text"], entry["sealed_at"]) == ("the lamp", None)


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("journal_entry", "sealed_until", "tomorrow"),
        ("journal_entry", "sealed_until", "2026-02-30"),
        ("journal_entry", "sealed_track", "nobody"),
        ("journal_entry", "opened_at", 2**62),
        ("journal_entry", "entry_person", [{"name": ""}]),
        ("journal_entry", "entry_picture", [{"file": "../a.png"}]),
        ("journal_entry", "entry_picture", [{"file": "a.png", "width": 0}]),
        ("recognition", "after_ms", -1),
        ("recognition", "start_ms", 2**31),
    ],
)
def test_what_is_none_of_it_is_refused_before_anything_is_written(
    open_profile: Open, one: Opened, tmp_path: Path, table: str, field: str, value: Any
) -> None:
    document = exported(one, tmp_path / "a.json")
    document["tables"][table][0][field] = value
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    two = open_profile("two")
    with pytest.raises(Problem):
        two.exports.restore_json(tmp_path / "bad.json")
    assert not any(two.exports.export_json(tmp_path / "left.json").rows.values())
