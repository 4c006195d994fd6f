"""Every readable row of a damaged journal is recovered, and the others are counted."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.file.errors import FaultKind, StorageFault
from db.store.check import findings
from db.store.salvage import salvage
from tests.support import journal_damage as damage
from tests.support.journal_profile import some_of_everything
from tests.support.plain_file import connected

PAGE = 4096
Rows = dict[int, dict[str, object]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "journal.db"
    some_of_everything(path, tags=900)
    with closing(connected(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path / "new" / "journal.db"


@pytest.fixture
def sound(made: Path, path: Path) -> Path:
    shutil.copy(made, path)
    return path


def rows_of(path: Path, table: str) -> Rows:
    with closing(connected(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {row["id"]: dict(row) for row in raw.execute(f"SELECT * FROM {table}")}


TABLES = (
    "work",
    "track",
    "emotion",
    "emotional_tag",
    "favourite_moment",
    "trace",
    "cue",
    "scene",
    "audio_file",
)


def test_a_sound_journal_is_recovered_completely(sound: Path, target: Path) -> None:
    report = salvage(sound, target)
    for table in TABLES:
        assert rows_of(target, table) == rows_of(sound, table)
        assert report.kept[table] == len(rows_of(sound, table))
    assert not report.lost and not report.mended and not report.stood_in
    assert findings(target) == []


@pytest.mark.parametrize("seed", range(8))
def test_what_is_on_sound_pages_is_recovered_unchanged(
    sound: Path, target: Path, seed: int
) -> None:
    before = {table: rows_of(sound, table) for table in TABLES}
    _spoil_pages_of_tags(sound, random.Random(seed))
    report = salvage(sound, target)
    after = rows_of(target, "emotional_tag")
    for row_id, row in after.items():
        assert row == before["emotional_tag"][row_id], "nothing comes back as something else"
    assert len(after) == report.kept["emotional_tag"]
    assert report.kept["emotional_tag"] + report.lost["emotional_tag"] == 900
    assert 0 < report.lost["emotional_tag"] < 450
    for table in set(TABLES) - {"emotional_tag"}:
        assert rows_of(target, table) == before[table]
    assert findings(target) == []


def _spoil_pages_of_tags(path: Path, rng: random.Random) -> None:
    """A few leaves of the table of tags, by what can happen to a page."""
    with closing(connected(path)) as raw:
        leaves = [
            page
            for (page,) in raw.execute(
                "SELECT pageno FROM dbstat WHERE name = 'emotional_tag' AND pagetype = 'leaf'"
            )
        ] if _has_dbstat(raw) else []  # fmt: skip
    assert leaves
    content = bytearray(path.read_bytes())
    for page in rng.sample(leaves, 3):
        start = (page - 1) * PAGE
        content[start : start + PAGE] = rng.choice((bytes(PAGE), b"\xa5" * PAGE, b"\0\1" * 2048))
    path.write_bytes(content)


def _has_dbstat(raw: sqlite3.Connection) -> bool:
    return bool(raw.execute("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'").fetchall())


def test_a_note_that_is_partly_invalid_keeps_its_valid_text(sound: Path, target: Path) -> None:
    damage.cut_a_text(sound)
    report = salvage(sound, target)
    assert rows_of(target, "emotional_tag")[7]["note"] == "\ufffd(\ufffd"
    assert report.mended == {"emotional_tag": 1}
    assert not report.lost


def test_text_instead_of_a_number_becomes_the_default(sound: Path, target: Path) -> None:
    damage.write_a_word_for_a_number(sound)
    report = salvage(sound, target)
    assert rows_of(target, "track")[1]["duration_ms"] == 0
    assert report.mended == {"track": 1}


def test_marks_outlive_the_row_of_their_track(sound: Path, target: Path) -> None:
    before = rows_of(sound, "emotional_tag")
    damage.lose_a_track(sound)
    report = salvage(sound, target)
    assert rows_of(target, "emotional_tag") == before
    assert rows_of(target, "track")[1]["title"] == "?"
    assert report.stood_in == {"track": 1}
    assert findings(target) == []


@pytest.mark.parametrize(
    ("spoil", "lacking"),
    [
        (damage.drop_a_table, "favourite_moment"),
        (damage.drop_a_column, None),
        (damage.drop_a_trigger, None),
        (damage.spoil_an_index, None),
        (damage.spoil_the_word_index, None),
        (damage.spoil_a_trace, "trace"),
    ],
)
def test_a_missing_table_loses_nothing_else(
    sound: Path, target: Path, spoil: Callable[[Path], None], lacking: str | None
) -> None:
    before = {table: len(rows_of(sound, table)) for table in TABLES}
    spoil(sound)
    report = salvage(sound, target)
    assert report.absent == ([lacking] if lacking == "favourite_moment" else [])
    for table in TABLES:
        assert len(rows_of(target, table)) == (0 if table == lacking else before[table])
    assert findings(target) == []


def test_a_row_that_breaks_a_rule_is_repaired_not_lost(sound: Path, target: Path) -> None:
    damage.write_beside_the_rules(
        sound, "UPDATE emotional_tag SET intensity = 99, start_ms = -5, mode = 'x' WHERE id = 7"
    )
    report = salvage(sound, target)
    row = rows_of(target, "emotional_tag")[7]
    assert (row["intensity"], row["start_ms"], row["mode"]) == (3, 0, "felt")
    assert row["note"] == "note 6"
    assert report.mended == {"emotional_tag": 1}


def test_two_rows_with_one_uid_are_both_recovered(sound: Path, target: Path) -> None:
    with closing(connected(sound)) as raw:
        page = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_emotional_tag_1'"
        ).fetchone()
    assert page
    uid = rows_of(sound, "emotional_tag")[1]["uid"]
    other = rows_of(sound, "emotional_tag")[2]["uid"]
    content = sound.read_bytes().replace(str(other).encode(), str(uid).encode())
    sound.write_bytes(content)
    salvage(sound, target)
    after = rows_of(target, "emotional_tag")
    assert len(after) == 900
    assert after[1]["note"] == "note 0" and after[2]["note"] == "note 1"


def test_an_older_journal_is_recovered_in_the_newest_schema(path: Path, target: Path) -> None:
    from db.store.migrate import make_at

    make_at(path, "0001")
    with closing(connected(path)) as raw:
        raw.execute("INSERT INTO work (id, uid, created_at, updated_at, kind, title, note) "
                    f"VALUES (1, '{'a' * 36}', 1, 1, 'film', 'Snow', '')")  # fmt: skip
        raw.commit()
    salvage(path, target)
    assert rows_of(target, "work")[1]["title"] == "Snow"
    assert findings(target) == []


def test_a_file_of_which_nothing_can_be_read_is_reported(path: Path, target: Path) -> None:
    path.write_bytes(b"This was a journal once. " * 400)
    with pytest.raises(StorageFault) as caught:
        salvage(path, target)
    assert caught.value.kind is FaultKind.DAMAGED
    assert not target.exists()


def test_each_of_many_lost_rows_has_a_stand_in_of_its_own(sound: Path, target: Path) -> None:
    with closing(connected(sound)) as raw:
        raw.execute("DELETE FROM emotion_set")
        raw.execute("UPDATE emotion SET set_id = 1000 + id")
        raw.execute("UPDATE emotional_tag SET emotion_id = 5000 + id WHERE id < 4")
        emotions = raw.execute("SELECT count(*) FROM emotion").fetchone()[0]
        raw.commit()
    report = salvage(sound, target)
    assert report.stood_in["emotion"] == 3
    assert report.stood_in["emotion_set"] == emotions + 3
    assert findings(target) == []


def test_what_may_point_at_nothing_does_where_its_row_is_lost(sound: Path, target: Path) -> None:
    with closing(connected(sound)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE emotional_tag SET listen_id = 999 WHERE id = 3")
        raw.commit()
    before = rows_of(sound, "emotional_tag")
    report = salvage(sound, target)
    assert rows_of(target, "emotional_tag") == before | {3: before[3] | {"listen_id": None}}
    assert report.mended["emotional_tag"] == 1 and not report.lost


def test_a_link_to_a_lost_row_that_nothing_needs_is_lost_with_it(sound: Path, target: Path) -> None:
    with closing(connected(sound)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE scene_character SET character_id = 999")
        raw.commit()
    report = salvage(sound, target)
    assert rows_of(target, "scene_character") == {}
    assert (report.lost["scene_character"], report.kept["scene"]) == (1, 1)
    assert findings(target) == []
