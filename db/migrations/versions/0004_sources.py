"""Tracks apart from files: sources, album entries, composers; open questions and refusals.

Revision: 0004, after 0003. Files were rows of a track; now a track's sources name the payloads of
its sound, and files are this machine's alone. The tables that lose a list of words in a CHECK
aren't rebuilt: only their definitions change, so that their triggers stay and no row is copied
(https://sqlite.org/lang_altertable.html, “Making Other Kinds Of Table Schema Changes”).
"""

from __future__ import annotations

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Words are checked where they come in: by `db/ranges/columns.py`.
WORD_LISTS = (
    ("work", "kind"),
    ("track", "role"),
    ("echo", "kind"),
    ("occurrence", "status"),
    ("emotional_tag", "mode"),
)

TABLES = (
    """
    CREATE TABLE track_source (
        track_id INTEGER NOT NULL,
        payload_hash VARCHAR NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER,
        offset_ms INTEGER NOT NULL,
        tempo_ratio DOUBLE NOT NULL,
        duration_ms INTEGER NOT NULL,
        length_by VARCHAR NOT NULL,
        is_preferred BOOLEAN NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_track_source_stretch CHECK (start_ms >= 0
            AND (end_ms IS NULL OR end_ms >= start_ms)),
        CONSTRAINT ck_track_source_tempo_ratio CHECK (tempo_ratio > 0),
        CONSTRAINT ck_track_source_duration CHECK (duration_ms >= 0),
        CONSTRAINT fk_track_source_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_track_source_track_id_payload_hash_start_ms
            UNIQUE (track_id, payload_hash, start_ms),
        CONSTRAINT uq_track_source_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_track_source_payload_hash_track_id ON track_source (payload_hash, track_id)",
    """
    CREATE TABLE album_entry (
        track_id INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        artist VARCHAR NOT NULL,
        composer VARCHAR NOT NULL,
        album VARCHAR NOT NULL,
        album_artist VARCHAR NOT NULL,
        disc_number INTEGER,
        track_number INTEGER,
        year INTEGER,
        cover VARCHAR,
        words_by VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_album_entry_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_album_entry_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_album_entry_track_id ON album_entry (track_id)",
    """
    CREATE TABLE open_question (
        track_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        asked_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_open_question_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_open_question_other_id_track FOREIGN KEY(other_id) REFERENCES track (id)
            ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_open_question_other_id ON open_question (other_id)",
    "CREATE UNIQUE INDEX uq_open_question_track_id_other_id ON open_question (track_id, other_id)",
    """
    CREATE TABLE refusal (
        kind VARCHAR NOT NULL,
        track_id INTEGER NOT NULL,
        start_ms INTEGER,
        end_ms INTEGER,
        what VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_refusal_span CHECK (start_ms >= 0
            AND (end_ms IS NULL OR end_ms >= start_ms)),
        CONSTRAINT fk_refusal_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_refusal_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_refusal_track_id ON refusal (track_id)",
)

FILES = (
    """
    CREATE TABLE new_audio_file (
        path BLOB NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        payload_hash VARCHAR NOT NULL,
        is_available BOOLEAN NOT NULL,
        seen_at INTEGER NOT NULL,
        read_by INTEGER NOT NULL,
        album_entry_id INTEGER,
        is_wordless BOOLEAN NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_audio_file_album_entry_id_album_entry FOREIGN KEY(album_entry_id)
            REFERENCES album_entry (id) ON DELETE SET NULL,
        CONSTRAINT uq_audio_file_path UNIQUE (path)
    )
    """,
    # Their tags are read again: composers were left out. Files that gave way to others at the same
    # path were kept under a path that no file has.
    """
    INSERT INTO new_audio_file (id, path, size, mtime_ns, payload_hash, is_available, seen_at,
        read_by, is_wordless)
    SELECT id, path, size, mtime_ns, payload_hash, is_available, seen_at, 0, 0 FROM audio_file
    WHERE is_available OR CAST(path AS TEXT) NOT LIKE '%.replaced-' || substr(payload_hash, 1, 12)
    ORDER BY id
    """,
    # Ids aren't reused, whatever became of the last files.
    "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'audio_file')"
    " WHERE name = 'new_audio_file'",
    "DROP TABLE audio_file",
    "ALTER TABLE new_audio_file RENAME TO audio_file",
    "CREATE INDEX ix_audio_file_payload_hash_is_available"
    " ON audio_file (payload_hash, is_available)",
    "CREATE INDEX ix_audio_file_album_entry_id ON audio_file (album_entry_id)",
)


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    _drop_word_lists(run)
    run("DROP INDEX ix_track_album_artist_album")  # the shelf orders the library
    run("ALTER TABLE track ADD COLUMN composer VARCHAR DEFAULT '' NOT NULL")
    for statement in TABLES:
        run(statement)
    _make_sources(run)
    for statement in FILES:
        run(statement)


def _drop_word_lists(run: Any) -> None:
    run("PRAGMA writable_schema = ON")
    for table, column in WORD_LISTS:
        (made_by,) = run(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).one()
        rule = rf"\s*CONSTRAINT ck_{table}_{column} CHECK \({column} IN \([^)]*\)\),"  # not shown
        bare, found = re.subn(rule, "", made_by)
        if found != 1:
            raise AssertionError(f"{table} has no rule for {column}: {made_by}")
        run("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (bare, table))
    (version,) = run("PRAGMA schema_version").one()
    run(f"PRAGMA schema_version = {version + 1}")
    run("PRAGMA writable_schema = OFF")


def _make_sources(run: Any) -> None:
    """One for each payload of a track. Their uids follow from the track's: two machines that
    upgrade the same journal make the same rows.
    """
    found = run(
        "SELECT DISTINCT track.id, track.uid, track.created_at,"
        " max(0, CAST(track.duration_ms AS INTEGER)), audio_file.payload_hash"
        " FROM audio_file JOIN track ON track.id = audio_file.track_id"
        " ORDER BY audio_file.id"
    ).all()
    if not found:
        return
    run(
        "INSERT INTO track_source (track_id, payload_hash, start_ms, offset_ms, tempo_ratio,"
        " duration_ms, length_by, is_preferred, uid, created_at, updated_at)"
        " VALUES (?, ?, 0, 0, 1.0, ?, 'header', 0, ?, ?, ?)",
        [
            (track_id, payload, length, str(uuid5(NAMESPACE_URL, f"{uid} {payload}")), made, made)
            for track_id, uid, made, length, payload in found
        ],
    )


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
