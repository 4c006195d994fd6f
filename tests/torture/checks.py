"""What must be true of a profile, whatever happened to it. Each check raises Loss."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from db.search.in_sql import know_fold
from tests.torture.case import Loss
from tests.torture.commits import Snapshot, rows_in, snapshot_of

# Written once more here, independently of the triggers that it checks.
_LINES = """
SELECT 'tag', id, track_id, emotion_id, start_ms, end_ms, made_at, made_offset_min,
    fold(CAST(trim(note || char(10) || memory, char(10)) AS BLOB)) FROM emotional_tag
UNION ALL SELECT 'moment', id, track_id, NULL, start_ms, end_ms, made_at, made_offset_min,
    fold(CAST(trim(label || char(10) || note, char(10)) AS BLOB)) FROM favourite_moment
UNION ALL SELECT 'cue', id, track_id, NULL, start_ms, end_ms, created_at, NULL, '' FROM cue
UNION ALL SELECT 'occurrence', id, track_id, NULL, start_ms, end_ms, created_at, NULL,
    fold(CAST(trim(variation || char(10) || note, char(10)) AS BLOB))
    FROM occurrence WHERE status = 'confirmed'
UNION ALL SELECT 'entry', id, NULL, NULL, NULL, NULL, written_at, written_offset_min,
    fold(CAST(trim(title || char(10)
        || iif(sealed_at IS NULL OR opened_at IS NOT NULL, text, ''), char(10)) AS BLOB))
    FROM journal_entry
"""
_INDEXED = """
SELECT kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at, made_offset_min, text
FROM journal_line
"""


def services_of(profile: Path) -> Services:
    paths = Paths.for_profile(profile)
    return Services(paths, SettingsFile(paths.settings_file))


def is_sound(database: Path) -> None:
    """SQLite's own check of everything, the references, and the journal's index."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as raw:
        found = [row[0] for row in raw.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise Loss("not whole", "; ".join(found[:5]))
        if broken := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise Loss("references broken", repr(broken[:5]))
        index_is_equal(raw)


def index_is_equal(raw: sqlite3.Connection) -> None:
    know_fold(raw)
    wanted, there = set(raw.execute(_LINES)), set(raw.execute(_INDEXED))
    if wanted != there:
        raise Loss("journal index differs", repr(sorted(wanted ^ there, key=repr)[:4]))
    words_are_equal(raw)


def words_are_equal(raw: sqlite3.Connection) -> None:
    """Compares the full-text index, word by word, with one made afresh from the same lines.

    FTS5's own comparison (integrity-check with rank 1) mistakes lines without words for damage.
    """
    try:
        raw.execute("INSERT INTO journal_text (journal_text) VALUES ('integrity-check')")
        raw.execute("CREATE VIRTUAL TABLE temp.afresh USING fts5(text, tokenize='trigram')")
        raw.execute("INSERT INTO temp.afresh (rowid, text) SELECT id, text FROM journal_line")
        kept, afresh = (
            _words(raw, place, table)
            for place, table in (("main", "journal_text"), ("temp", "afresh"))
        )
    except sqlite3.DatabaseError as fault:
        raise Loss("word index broken", repr(fault)) from fault
    raw.rollback()
    if kept != afresh:
        raise Loss("word index differs", repr(sorted(kept ^ afresh)[:6]))


def _words(raw: sqlite3.Connection, place: str, table: str) -> set[tuple[str, int, int]]:
    """(term, line, place in it)."""
    name = f"words_of_{table}"
    raw.execute(
        f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('{place}', '{table}', 'instance')"
    )
    return set(raw.execute(f'SELECT term, doc, "offset" FROM temp.{name}'))


def export_comes_back(profile: Path, folder: Path) -> None:
    """Exported, restored into a new profile and exported there: the same again."""
    first, second = folder / "first.json", folder / "second.json"
    services = services_of(profile)
    services.exports.export_json(first)
    services.close()
    again = services_of(folder / "again")
    again.open()
    again.exports.restore_json(first)
    again.exports.export_json(second)
    again.close()
    one, other = _content(first), _content(second)
    # A shipped emotion that the listener removed is in a new profile until then.
    there = {word["key"] for word in one["emotion"]}
    other["emotion"] = [word for word in other["emotion"] if word["key"] in there]
    if one != other:
        names = [name for name in one if one[name] != other.get(name)]
        raise Loss("export does not come back", f"different after the way round: {names}")


def _content(path: Path) -> dict[str, Any]:
    """By table name, and the pictures; without facts about the file itself."""
    import json

    document = json.loads(path.read_text(encoding="utf-8"))
    return {**document["tables"], "pictures": document["pictures"]}


def opens_unchanged(profile: Path, before: Snapshot) -> None:
    """The program opens the journal, and its rows are the same afterwards."""
    services = services_of(profile)
    services.look_first()
    services.open()
    services.journal.overview()
    services.close()
    database = Paths.for_profile(profile).database
    if (after := snapshot_of(database)) != before:
        names = sorted(key for key in before.keys() | after if before.get(key) != after.get(key))
        raise Loss("opening changed rows", ", ".join(names[:10]))


def pictures_are_whole(paths: Paths) -> None:
    """Every picture that a row names is there, with the bytes its name was made from."""
    import hashlib

    found = rows_in(paths.database)
    for key, row in found.items():
        if not key.startswith(("scene ", "character ", "echo ", "entry_picture ")):
            continue
        for _name, value in row:
            if isinstance(value, str) and value.endswith((".png", ".jpg")):
                picture = paths.pictures / value
                if not picture.exists():
                    raise Loss("picture gone", f"{value} of {key}")
                name = hashlib.blake2b(picture.read_bytes(), digest_size=16).hexdigest()
                if name != picture.stem:
                    raise Loss("picture broken", f"{value} of {key}")


def backups_are_whole(paths: Paths) -> None:
    for backup in sorted(paths.backups.glob("journal-*.db")):
        is_sound(backup)


def keepsakes_are_whole(folder: Path) -> None:
    """What is there under its name is complete; what a kill left is under another name."""
    for found in folder.glob("keepsake*"):
        if found.is_dir() and (found / "index.html").exists() != (found / "style.css").exists():
            raise Loss("half a keepsake", str(sorted(found.iterdir())))
        if found.suffix == ".pdf" and not found.read_bytes().startswith(b"%PDF"):
            raise Loss("half a PDF", str(found))
