"""Migrations from nothing, and from an older file, end equal to the models."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from db.file.errors import FaultKind, StorageFault
from db.models.all import metadata
from db.plain import revision
from db.plain.revision import HEAD_REVISION, KNOWN_REVISIONS
from db.store import migrate, opening
from db.store.backup import backups_in
from db.store.check import findings
from db.store.opening import open_store
from db.store.refolding import refold
from tests.support.plain_file import connected
from tests.torture.checks import words_are_equal

NEXT = f"{int(HEAD_REVISION) + 1:04}"

BROKEN = f"""
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD_REVISION}"


def upgrade() -> None:
    op.execute("ALTER TABLE work ADD COLUMN mood VARCHAR")
    op.execute("INSERT INTO work (kind, title) VALUES ('opera', 'not allowed')")
"""

REBUILDING = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD_REVISION}"


def upgrade() -> None:
    with op.batch_alter_table("work", recreate="always") as work:
        work.add_column(sa.Column("mood", sa.String(), nullable=True))
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the revisions, to which a test adds one."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def one_line(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def shape(path: Path) -> dict[str, Any]:
    """Tables, columns, constraints, indexes and triggers, however their SQL is spaced."""
    engine = create_engine(f"sqlite:///{path}")
    found: dict[str, Any] = {}
    inspector = inspect(engine)
    for table in inspector.get_table_names():
        if table.startswith("journal_text"):
            continue
        found[table] = {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], str(c["default"]), c["primary_key"])
                for c in inspector.get_columns(table)
            ),
            "primary": inspector.get_pk_constraint(table),
            "foreign": sorted(inspector.get_foreign_keys(table), key=str),
            "unique": sorted(inspector.get_unique_constraints(table), key=str),
            "checks": sorted(
                (check["name"], one_line(check["sqltext"]))
                for check in inspector.get_check_constraints(table)
            ),
            "indexes": sorted(map(_index, inspector.get_indexes(table)), key=str),
        }
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found["sql"] = sorted(
            (kind, name, one_line(sql)) for kind, name, sql in rows if kind != "table"
        )
        found["full text"] = sorted(
            one_line(sql)
            for (sql,) in raw.execute(
                "SELECT sql FROM sqlite_master WHERE name IN ('journal_text', 'journal_text_fold')"
            )
        )
        found["autoincrement"] = sorted(
            name
            for name, sql in raw.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"
            )
            if "AUTOINCREMENT" in sql
        )
    return found


def _index(found: Any) -> Any:
    """What a partial index leaves out, as text: two clauses are never equal."""
    options = {name: str(value) for name, value in found["dialect_options"].items()}
    return {**found, "dialect_options": options}


def a_profile(path: Path) -> None:
    """A file with a work that has a scene."""
    store = open_store(path)
    with store.write() as unit:
        from db.models.all import Scene, Work

        work = Work(kind="film", title="Snow")
        unit.session.add(work)
        unit.session.flush()
        unit.session.add(Scene(work_id=work.id, title="Harbour"))
        unit.commit()
    store.close()


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def test_migrating_from_nothing_ends_equal_to_the_models(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    open_store(made).close()
    migrate.upgrade(migrated, None)
    assert shape(migrated) == shape(made)


def test_a_migrated_file_opens_and_keeps_its_index(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    migrate.upgrade(path, None)
    a_profile(path)
    assert [row[1] for row in rows(path, "work")] != []


def test_the_head_is_alembics_head() -> None:
    scripts = ScriptDirectory(str(migrate.SCRIPTS))
    assert scripts.get_current_head() == HEAD_REVISION
    assert KNOWN_REVISIONS[-1] == HEAD_REVISION


def test_every_constraint_and_index_has_a_name() -> None:
    for table in metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
        for index in table.indexes:
            assert index.name, (table.name, index)


def test_an_upgrade_leaves_a_backup_that_opens(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "journal.db"
    a_profile(path)
    before = rows(path, "work"), rows(path, "scene")
    (scripts / "versions" / f"{NEXT}_mood.py").write_text(REBUILDING)
    copy = migrate.upgrade(path, "0003", scripts)
    assert copy is not None and copy.parent == tmp_path / "backups"
    assert (rows(copy, "work"), rows(copy, "scene")) == before
    assert [file.revision for file in backups_in(copy.parent)] == ["0003"]


def test_rebuilding_a_table_keeps_the_rows_that_depend_on_it(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "journal.db"
    a_profile(path)
    scenes = rows(path, "scene")
    (scripts / "versions" / f"{NEXT}_mood.py").write_text(REBUILDING)
    migrate.upgrade(path, "0003", scripts)
    assert rows(path, "scene") == scenes
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEXT,)]


def test_a_failed_upgrade_leaves_the_file_as_it_was(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "journal.db"
    a_profile(path)
    before, contents = shape(path), path.read_bytes()
    (scripts / "versions" / f"{NEXT}_broken.py").write_text(BROKEN)
    with pytest.raises(Exception, match="constraint failed"):
        migrate.upgrade(path, "0003", scripts)
    assert shape(path) == before
    assert path.read_bytes() == contents
    store = open_store(path)
    with store.read() as connection:
        assert connection.scalar(text("SELECT title FROM work")) == "Snow"
    store.close()


def test_without_a_backup_nothing_is_upgraded(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "journal.db"
    a_profile(path)
    before = shape(path)
    (tmp_path / "backups").write_text("a file where the folder should be")
    (scripts / "versions" / f"{NEXT}_mood.py").write_text(REBUILDING)
    with pytest.raises(StorageFault) as caught:
        migrate.upgrade(path, "0003", scripts)
    assert caught.value.kind is FaultKind.UNREACHABLE
    assert shape(path) == before


def test_opening_an_older_file_upgrades_it(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.db"
    a_profile(path)
    (scripts / "versions" / f"{NEXT}_mood.py").write_text(REBUILDING)
    monkeypatch.setattr(opening, "HEAD_REVISION", NEXT)
    monkeypatch.setattr(revision, "KNOWN_REVISIONS", (*revision.KNOWN_REVISIONS, NEXT))
    monkeypatch.setattr(migrate, "upgrade", partial(migrate.upgrade, scripts=scripts))
    open_store(path).close()
    assert revision.revision_of(path) == NEXT
    assert len(backups_in(tmp_path / "backups")) == 1
    open_store(path).close()
    assert len(backups_in(tmp_path / "backups")) == 1


# --- from 0001 to 0002 ----------------------------------------------------------------------------

OLD_ROWS = """
INSERT INTO work (id, kind, title, note, uid, created_at, updated_at)
    VALUES (1, 'film', 'Snow', '', 'w', 1, 1);
INSERT INTO scene (id, work_id, title, summary, story_order, is_spoiler, uid, created_at,
    updated_at) VALUES (1, 1, 'Harbour', '', 0, 0, 's', 1, 1);
INSERT INTO track (id, title, artist, album, album_artist, duration_ms, role, uid, created_at,
    updated_at) VALUES (1, 'Theme', '', '', '', 9000, 'score', 't', 1, 1);
INSERT INTO emotion_set (id, key, name, position, uid, created_at, updated_at)
    VALUES (1, 'gems', 'GEMS', 0, 'es', 1, 1);
INSERT INTO emotion (id, set_id, key, name, gloss, valence, arousal, colour, icon, pattern,
    is_retired, position, uid, created_at, updated_at)
    VALUES (1, 1, 'wonder', 'Wonder', '', 0, 0, '#0E8A9C', 'star', 'dots', 0, 0, 'e', 1, 1);
INSERT INTO emotional_tag (id, track_id, emotion_id, start_ms, end_ms, raw_start_ms, raw_end_ms,
    intensity, mode, note, memory, made_at, made_offset_min, uid, created_at, updated_at) VALUES
    (1, 1, 1, 10, 20, 10, 20, 3, 'felt', '', '', 5000, 0, 'g1', 1, 1),
    (2, 1, 1, 30, 30, 30, 30, 4, 'felt', 'the horn', '', 5000, 60, 'g2', 1, 7);
INSERT INTO favourite_moment (id, track_id, start_ms, end_ms, raw_start_ms, raw_end_ms, label, note,
    made_at, made_offset_min, uid, created_at, updated_at)
    VALUES (1, 1, 40, 40, 40, 40, '', '', 6000, 0, 'm', 1, 1);
INSERT INTO cue (id, track_id, scene_id, start_ms, end_ms, uid, created_at, updated_at)
    VALUES (1, 1, 1, 0, 9000, 'c', 7000, 1);
INSERT INTO theme (id, name, colour, note, uid, created_at, updated_at)
    VALUES (1, 'My heart', '#c2476a', '', 'th', 1, 1);
INSERT INTO occurrence (id, theme_id, track_id, start_ms, end_ms, status, variation, note, uid,
    created_at, updated_at) VALUES (1, 1, 1, 5, 9, 'confirmed', 'slower', '', 'o', 8000, 1);
"""
MARK_TABLES = ("emotional_tag", "favourite_moment", "cue", "occurrence")


def left_by(last: str, tmp_path: Path) -> Path:
    """A file as it was when `last` was the newest revision."""
    folder = tmp_path / last
    shutil.copytree(migrate.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for script in (folder / "versions").glob("[0-9]*.py"):
        if script.name[:4] > last:
            script.unlink()
    path = tmp_path / "old.db"
    migrate.upgrade(path, None, folder)
    return path


@pytest.fixture
def first_file(tmp_path: Path) -> Path:
    """A file as revision 0001 left it, with a mark of every kind."""
    path = left_by("0001", tmp_path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLD_ROWS)
    return path


def named_rows(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return [dict(row) for row in raw.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_the_first_file_ends_equal_to_the_models(first_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(first_file).close()
    assert shape(first_file) == shape(made)
    assert len(backups_in(tmp_path / "backups")) == 1


def test_marks_of_the_first_file_keep_all_they_had(first_file: Path) -> None:
    before = {table: named_rows(first_file, table) for table in (*MARK_TABLES, "journal_line")}
    open_store(first_file).close()
    for table in MARK_TABLES:
        for old, new in zip(before[table], named_rows(first_file, table), strict=True):
            assert new.items() >= old.items()
            assert new["preroll_ms"] is None
    assert named_rows(first_file, "journal_line") == before["journal_line"]


def test_marks_of_the_first_file_are_not_in_the_inbox(first_file: Path) -> None:
    open_store(first_file).close()
    for table in ("emotional_tag", "favourite_moment"):
        assert {row["needs_no_note"] for row in named_rows(first_file, table)} == {1}


def test_an_upgraded_file_still_keeps_its_index(first_file: Path) -> None:
    open_store(first_file).close()
    with closing(connected(first_file)) as raw:
        raw.execute("UPDATE emotional_tag SET note = 'a sea of strings' WHERE id = 1")
        found = raw.execute("SELECT count(*) FROM journal_text WHERE text MATCH 'strings'")
        assert found.fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError, match="ck_emotional_tag_preroll"):
            raw.execute("UPDATE emotional_tag SET preroll_ms = -1")


# --- from 0002 to 0003 ----------------------------------------------------------------------------

SECOND_ROWS = """
INSERT INTO track (id, title, artist, album, album_artist, duration_ms, role, uid, created_at,
    updated_at) VALUES
    (1, 'As its tags say', '', '', '', 9000, 'score', 't1', 5000, 5000),
    (2, 'As I call it', '', '', '', 9000, 'score', 't2', 5000, 5001);
INSERT INTO work (id, kind, title, note, uid, created_at, updated_at)
    VALUES (1, 'film', 'Snow', '', 'w', 1, 9);
"""


@pytest.fixture
def second_file(tmp_path: Path) -> Path:
    """A file as revision 0002 left it, with a track that was edited and one that was not."""
    path = left_by("0002", tmp_path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(SECOND_ROWS)
    return path


def test_the_second_file_ends_equal_to_the_models(second_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(second_file).close()
    assert shape(second_file) == shape(made)
    assert [file.revision for file in backups_in(tmp_path / "backups")] == ["0002"]


def test_a_track_of_the_second_file_keeps_where_its_texts_are_from(second_file: Path) -> None:
    before = {table: named_rows(second_file, table) for table in ("track", "work")}
    open_store(second_file).close()
    after = named_rows(second_file, "track")
    assert [row.pop("words_by") for row in after] == ["tags", "listener"]
    assert [row.pop("composer") for row in after] == ["", ""]
    assert after == before["track"]
    for old, new in zip(before["work"], named_rows(second_file, "work"), strict=True):
        assert new.items() >= old.items()


# --- from 0003 to 0004 ----------------------------------------------------------------------------

THIRD_ROWS = """
INSERT INTO work (id, kind, title, note, uid, created_at, updated_at)
    VALUES (1, 'film', 'Snow', '', 'w', 1, 9);
INSERT INTO track (id, title, artist, album, album_artist, duration_ms, role, work_id, words_by,
    uid, created_at, updated_at) VALUES
    (1, 'In two encodings', '', '', '', 9000, 'love_theme', 1, 'tags', 't1', 5000, 5000),
    (2, 'Replaced', '', '', '', 8000, 'score', NULL, 'listener', 't2', 6000, 7000);
INSERT INTO audio_file (id, track_id, path, size, mtime_ns, payload_hash, is_available,
    seen_at) VALUES
    (1, 1, x'2f6d2f61ff2e6f6767', 10, 1, '1:aaaaaaaaaaaaaaaa', 1, 50),
    (2, 1, CAST('/m/a copy.ogg' AS BLOB), 11, 2, '1:aaaaaaaaaaaaaaaa', 0, 51),
    (3, 1, CAST('/m/a.flac' AS BLOB), 12, 3, '1:bbbbbbbbbbbbbbbb', 1, 52),
    (4, 2, CAST('/m/b.ogg.replaced-1:cccccccccc' AS BLOB), 13, 4, '1:cccccccccccccccc', 0, 53),
    (7, 2, CAST('/m/gone.ogg' AS BLOB), 14, 5, '1:dddddddddddddddd', 1, 54);
DELETE FROM audio_file WHERE id = 7;
"""


@pytest.fixture
def third_file(tmp_path: Path) -> Path:
    """A file as revision 0003 left it, with files of every kind of past."""
    path = left_by("0003", tmp_path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(THIRD_ROWS)
    return path


def test_the_third_file_ends_equal_to_the_models(third_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(third_file).close()
    assert shape(third_file) == shape(made)


def test_files_of_the_third_file_become_sources(third_file: Path) -> None:
    before = {name: named_rows(third_file, name) for name in ("track", "work", "audio_file")}
    open_store(third_file).close()
    assert [row | {"composer": ""} for row in before["track"]] == named_rows(third_file, "track")
    for old, new in zip(before["work"], named_rows(third_file, "work"), strict=True):
        assert new.items() >= old.items()
    expected = [
        {name: value for name, value in row.items() if name != "track_id"}
        for row in before["audio_file"][:3]
    ]
    found = named_rows(third_file, "audio_file")
    added = [
        [row.pop(name) for name in ("album_entry_id", "read_by", "is_wordless")] for row in found
    ]
    assert added == [[None, 0, 0]] * 3
    assert found == expected
    sources = named_rows(third_file, "track_source")
    assert [(row["track_id"], row["payload_hash"][2], row["duration_ms"]) for row in sources] == [
        (1, "a", 9000),
        (1, "b", 9000),
        (2, "c", 8000),
    ]
    assert [row["created_at"] for row in sources] == [5000, 5000, 6000]


def test_two_machines_make_the_same_sources_of_the_third_file(third_file: Path) -> None:
    copy = third_file.with_name("copy.db")
    shutil.copy(third_file, copy)
    for path in (third_file, copy):
        open_store(path).close()
    assert named_rows(third_file, "track_source") == named_rows(copy, "track_source")


def test_ids_of_files_that_were_deleted_before_the_upgrade_are_not_used_again(
    third_file: Path,
) -> None:
    open_store(third_file).close()
    with closing(sqlite3.connect(third_file)) as raw:
        columns = "path, size, mtime_ns, payload_hash, is_available, read_by, seen_at, is_wordless"
        raw.execute(f"INSERT INTO audio_file ({columns}) VALUES (x'61', 1, 1, 'e', 1, 0, 1, 0)")
        assert raw.execute("SELECT max(id) FROM audio_file").fetchone() == (8,)


def test_a_third_file_with_a_negative_length_is_upgraded(third_file: Path) -> None:
    with closing(sqlite3.connect(third_file)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE track SET duration_ms = -5 WHERE id = 1")
    open_store(third_file).close()
    lengths = {row["duration_ms"] for row in named_rows(third_file, "track_source")}
    assert lengths == {0, 8000}


def test_a_table_of_another_program_under_a_new_name_is_damage(third_file: Path) -> None:
    with closing(sqlite3.connect(third_file)) as raw, raw:
        raw.execute("CREATE TABLE open_question (x)")
    with pytest.raises(StorageFault) as caught:
        open_store(third_file)
    assert caught.value.kind is FaultKind.DAMAGED


# --- from 0004 to 0005 ----------------------------------------------------------------------------


@pytest.fixture
def fourth_file(tmp_path: Path) -> Path:
    """A file as revision 0004 left it, with a mark of every kind."""
    path = left_by("0004", tmp_path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLD_ROWS)
        raw.execute("UPDATE emotional_tag SET note = 'À l’Étoile' WHERE id = 1")
        raw.commit()
    return path


def test_the_fourth_file_ends_equal_to_the_models(fourth_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(fourth_file).close()
    assert shape(fourth_file) == shape(made)
    assert [file.revision for file in backups_in(tmp_path / "backups")] == ["0004"]


@pytest.mark.parametrize("first", ["0001", "0004"])
def test_what_older_files_say_is_found_as_folded(
    first: str, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue("first_file" if first == "0001" else "fourth_file")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE emotional_tag SET note = 'À l’Étoile' WHERE id = 1")
        raw.commit()
    untouched = {table: named_rows(path, table) for table in MARK_TABLES}
    with closing(open_store(path)) as store:
        if first == "0004":
            for table, before in untouched.items():
                for old, new in zip(before, named_rows(path, table), strict=True):
                    assert new.items() >= old.items()
        assert findings(path) == []
        assert refold(store) is True
    with closing(connected(path)) as raw:
        found = raw.execute("SELECT rowid FROM journal_text WHERE text MATCH 'etoile'").fetchall()
        wanted = raw.execute(
            "SELECT id FROM journal_line WHERE kind = 'tag' AND owner_id = 1"
        ).fetchall()
        words_are_equal(raw)
    assert found == wanted
    assert findings(path) == []


# --- from 0005 to 0006 ----------------------------------------------------------------------------

FIFTH_ROWS = """
INSERT INTO occurrence (id, theme_id, track_id, start_ms, end_ms, status, transposition,
    tempo_ratio, variation, note, uid, created_at, updated_at) VALUES
    (2, 1, 1, 20, 30, 'candidate', -3, 0.8, '', 'an oboe', 'o2', 8001, 1),
    (3, 1, 1, 40, 50, 'rejected', NULL, NULL, '', '', 'o3', 8002, 1);
INSERT INTO refusal (id, kind, track_id, what, uid, created_at, updated_at)
    VALUES (1, 'same_track', 1, 'another', 'r', 5, 5);
"""


@pytest.fixture
def fifth_file(tmp_path: Path) -> Path:
    """A file as revision 0005 left it, with theme marks of every status, and a refusal."""
    path = left_by("0005", tmp_path)
    with closing(connected(path)) as raw:
        raw.executescript(OLD_ROWS)
        raw.executescript(FIFTH_ROWS)
    return path


def test_the_fifth_file_ends_equal_to_the_models(fifth_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(fifth_file).close()
    assert shape(fifth_file) == shape(made)
    assert [file.revision for file in backups_in(tmp_path / "backups")] == ["0005"]
    assert findings(fifth_file) == []


def test_rows_of_the_fifth_file_keep_all_they_had(fifth_file: Path) -> None:
    tables = (*MARK_TABLES, "theme", "refusal", "journal_line")
    before = {table: named_rows(fifth_file, table) for table in tables}
    open_store(fifth_file).close()
    for table in tables:
        for old, new in zip(before[table], named_rows(fifth_file, table), strict=True):
            assert new.items() >= old.items()
    for row in named_rows(fifth_file, "occurrence"):
        assert (row["found_by"], row["is_home"]) == ("listener", 0)
        assert (row["probability"], row["analysis_version"]) == (None, None)
    assert [row["idea"] for row in named_rows(fifth_file, "theme")] == [""]


def test_the_upgraded_fifth_file_refuses_impossible_numbers(fifth_file: Path) -> None:
    open_store(fifth_file).close()
    with closing(connected(fifth_file)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="ck_occurrence_probability"):
            raw.execute("UPDATE occurrence SET probability = 1.01")
        with pytest.raises(sqlite3.IntegrityError, match="ck_intensity_event_span"):
            raw.execute(
                "INSERT INTO intensity_event (track_id, kind, start_ms, end_ms, is_removed, uid,"
                " created_at, updated_at) VALUES (1, 'build', 9, 8, 0, 'x', 1, 1)"
            )


def test_the_upgraded_fifth_file_still_finds_what_marks_say(fifth_file: Path) -> None:
    open_store(fifth_file).close()
    with closing(connected(fifth_file)) as raw:
        raw.execute("UPDATE occurrence SET status = 'confirmed', found_by = 'search' WHERE id = 2")
        found = raw.execute("SELECT count(*) FROM journal_text WHERE text MATCH 'oboe'")
        assert found.fetchone() == (1,)


# --- from 0006 to 0007 ----------------------------------------------------------------------------

SIXTH_ROWS = """
INSERT INTO echo (id, track_id, kind, title, who, date, link, note, uid, created_at, updated_at)
    VALUES (1, 1, 'cover', 'For piano', 'Ida', '2001', '', '', 'ec', 1, 2);
INSERT INTO character (id, work_id, name, colour, note, uid, created_at, updated_at)
    VALUES (1, 1, 'Mira', '#8a6f9e', '', 'ch', 1, 2);
"""


@pytest.fixture
def sixth_file(tmp_path: Path) -> Path:
    """A file as revision 0006 left it, with marks of every kind, a character and an echo."""
    path = left_by("0006", tmp_path)
    with closing(connected(path)) as raw:
        raw.executescript(OLD_ROWS)
        raw.executescript(SIXTH_ROWS)
    return path


def test_the_sixth_file_ends_equal_to_the_models(sixth_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(sixth_file).close()
    assert shape(sixth_file) == shape(made)
    assert [file.revision for file in backups_in(tmp_path / "backups")] == ["0006"]
    assert findings(sixth_file) == []


def test_rows_of_the_sixth_file_keep_all_they_had(sixth_file: Path) -> None:
    tables = (*MARK_TABLES, "work", "character", "theme", "echo", "journal_line")
    before = {table: named_rows(sixth_file, table) for table in tables}
    open_store(sixth_file).close()
    after = {table: named_rows(sixth_file, table) for table in tables}
    for table in tables:
        for old, new in zip(before[table], after[table], strict=True):
            assert new.items() >= old.items()
    (work,) = after["work"]
    assert {work[name] for name in ("saga_id", "picture", "progress_season", "progress_order")} == {
        None
    }
    assert [row["is_spoiler"] for table in ("character", "theme") for row in after[table]] == [0, 0]
    marks = after["emotional_tag"] + after["favourite_moment"]
    assert {row["carried_from"] for row in marks} == {None}


def test_the_upgraded_sixth_file_keeps_its_index_and_its_echoes(sixth_file: Path) -> None:
    open_store(sixth_file).close()
    with closing(connected(sixth_file)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("UPDATE favourite_moment SET note = 'an oboe', carried_from = 'g1'")
        found = raw.execute("SELECT count(*) FROM journal_text WHERE text MATCH 'oboe'")
        assert found.fetchone() == (1,)
        raw.execute(
            "INSERT INTO echo (work_id, linked_track_id, kind, title, who, date, link, note, uid,"
            " created_at, updated_at) VALUES (1, 1, 'film', 'Snow 2', '', '', '', '', 'e2', 1, 1)"
        )
        raw.execute("DELETE FROM track")
        assert raw.execute("SELECT id, linked_track_id FROM echo").fetchall() == [(2, None)]
        raw.execute("DELETE FROM work")
        assert raw.execute("SELECT count(*) FROM echo").fetchone() == (0,)


def test_words_are_checked_at_the_doors_and_not_by_the_upgraded_file(sixth_file: Path) -> None:
    open_store(sixth_file).close()
    with closing(connected(sixth_file)) as raw:
        raw.execute("UPDATE work SET kind = 'stage'")
        raw.execute("UPDATE echo SET kind = 'opera'")


# --- from 0007 to 0008 ----------------------------------------------------------------------------

SEVENTH_ROWS = """
INSERT INTO listen (id, track_id, started_at, started_offset_min, ended_at, heard_ms, uid,
    created_at, updated_at) VALUES
    (1, 1, 100, 60, 9100, 9000, 'l', 1, 2), (2, 1, 200, 60, 9200, 9000, 'l2', 1, 2);
INSERT INTO journal_entry (id, written_at, written_offset_min, title, text, after_valence, uid,
    created_at, updated_at) VALUES (1, 9000, 60, 'Snow', 'the last gramophone', 1, 'j', 1, 2);
INSERT INTO entry_track (id, entry_id, track_id) VALUES (1, 1, 1);
"""


@pytest.fixture
def seventh_file(tmp_path: Path) -> Path:
    """A file as revision 0007 left it, with marks of every kind, listens and an entry."""
    path = left_by("0007", tmp_path)
    with closing(connected(path)) as raw:
        raw.executescript(OLD_ROWS)
        raw.executescript(SEVENTH_ROWS)
    return path


def test_the_seventh_file_ends_equal_to_the_models(seventh_file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    open_store(made).close()
    open_store(seventh_file).close()
    assert shape(seventh_file) == shape(made)
    assert [file.revision for file in backups_in(tmp_path / "backups")] == ["0007"]
    assert findings(seventh_file) == []


def test_rows_of_the_seventh_file_keep_all_they_had(seventh_file: Path) -> None:
    tables = ("listen", "journal_entry", "entry_track", "journal_line")
    before = {table: named_rows(seventh_file, table) for table in tables}
    open_store(seventh_file).close()
    after = {table: named_rows(seventh_file, table) for table in tables}
    for table in tables:
        for old, new in zip(before[table], after[table], strict=True):
            assert new.items() >= old.items()
    (entry,) = after["journal_entry"]
    new = ("sealed_at", "sealed_until", "sealed_track_id", "opened_at")
    assert {entry[name] for name in new} == {None}
    assert {row["source"] for row in after["listen"]} == {None}


def found(raw: sqlite3.Connection, words: str) -> list[tuple[Any, ...]]:
    return raw.execute(
        "SELECT kind FROM journal_line JOIN journal_text ON journal_text.rowid = journal_line.id"
        " WHERE journal_text MATCH ?",
        (words,),
    ).fetchall()


def test_what_is_sealed_in_the_upgraded_seventh_file_is_found_by_its_title_alone(
    seventh_file: Path,
) -> None:
    open_store(seventh_file).close()
    with closing(connected(seventh_file)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        assert found(raw, "gramophone") == [("entry",)]
        raw.execute("UPDATE journal_entry SET sealed_at = 5, sealed_track_id = 1")
        assert (found(raw, "gramophone"), found(raw, "snow")) == ([], [("entry",)])
        raw.execute("DELETE FROM track")
        assert raw.execute("SELECT sealed_track_id FROM journal_entry").fetchone() == (None,)
        assert found(raw, "gramophone") == []
        raw.execute("UPDATE journal_entry SET opened_at = 6")
        assert found(raw, "gramophone") == [("entry",)]
        raw.commit()
    assert findings(seventh_file) == []


def test_the_upgraded_seventh_file_lists_no_imported_listen_twice(seventh_file: Path) -> None:
    open_store(seventh_file).close()
    with closing(connected(seventh_file)) as raw:
        raw.execute("UPDATE listen SET source = 'scrobbles', source_key = '1' WHERE id = 1")
        with pytest.raises(sqlite3.IntegrityError, match=r"listen\.source"):
            raw.execute("UPDATE listen SET source = 'scrobbles', source_key = '1' WHERE id = 2")
        raw.execute("UPDATE listen SET source = 'scrobbles', source_key = '2' WHERE id = 2")
