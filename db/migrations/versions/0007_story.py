"""Sagas, progress and pictures of works, spoilers, alignments, carried marks, subtitles, lyrics.

Revision: 0007, after 0006. Columns are added in place, as in 0002. Only echoes are copied: one
may now be of a work, without a track, and nothing refers to them or watches them.
"""

from __future__ import annotations

from typing import Any

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SAGA = (
    """
    CREATE TABLE saga (
        name VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT uq_saga_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_saga_name ON saga (name)",
)

COLUMNS = (
    "work ADD COLUMN saga_id INTEGER",
    "work ADD COLUMN saga_order DOUBLE",
    "work ADD COLUMN picture VARCHAR",
    "work ADD COLUMN progress_season INTEGER",
    "work ADD COLUMN progress_number INTEGER",
    "work ADD COLUMN progress_order DOUBLE",
    "character ADD COLUMN is_spoiler BOOLEAN DEFAULT 0 NOT NULL",
    "theme ADD COLUMN is_spoiler BOOLEAN DEFAULT 0 NOT NULL",
    "emotional_tag ADD COLUMN carried_from VARCHAR(36)",
    "favourite_moment ADD COLUMN carried_from VARCHAR(36)",
)

TABLES = (
    "CREATE INDEX ix_work_saga_id ON work (saga_id)",
    """
    CREATE TABLE alignment (
        track_id INTEGER NOT NULL,
        other_track_id INTEGER NOT NULL,
        anchors VARCHAR NOT NULL,
        found_by VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_alignment_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_alignment_other_track_id_track FOREIGN KEY(other_track_id)
            REFERENCES track (id) ON DELETE CASCADE,
        CONSTRAINT uq_alignment_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_alignment_track_id ON alignment (track_id)",
    "CREATE INDEX ix_alignment_other_track_id ON alignment (other_track_id)",
    """
    CREATE TABLE subtitle (
        work_id INTEGER NOT NULL,
        episode_id INTEGER,
        language VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        lines VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_subtitle_work_id_work FOREIGN KEY(work_id) REFERENCES work (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_subtitle_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_subtitle_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_subtitle_work_id ON subtitle (work_id)",
    "CREATE INDEX ix_subtitle_episode_id ON subtitle (episode_id)",
    """
    CREATE TABLE lyrics (
        track_id INTEGER NOT NULL,
        language VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        lines VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_lyrics_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_lyrics_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_lyrics_track_id ON lyrics (track_id)",
)

_SAGA_OF_WORK = (
    "CONSTRAINT fk_work_saga_id_saga FOREIGN KEY(saga_id) REFERENCES saga (id) ON DELETE SET NULL"
)

ECHO = (
    """
    CREATE TABLE new_echo (
        track_id INTEGER,
        work_id INTEGER,
        linked_track_id INTEGER,
        kind VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        date VARCHAR NOT NULL,
        link VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        picture VARCHAR,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_echo_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_echo_work_id_work FOREIGN KEY(work_id) REFERENCES work (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_echo_linked_track_id_track FOREIGN KEY(linked_track_id)
            REFERENCES track (id) ON DELETE SET NULL,
        CONSTRAINT uq_echo_uid UNIQUE (uid)
    )
    """,
    """
    INSERT INTO new_echo (id, track_id, kind, title, who, date, link, note, uid, created_at,
        updated_at)
    SELECT id, track_id, kind, title, who, date, link, note, uid, created_at, updated_at FROM echo
    ORDER BY id
    """,
    # Ids aren't reused, whatever became of the last echoes.
    "DELETE FROM sqlite_sequence WHERE name = 'new_echo'",
    "INSERT INTO sqlite_sequence (name, seq)"
    " SELECT 'new_echo', seq FROM sqlite_sequence WHERE name = 'echo'",
    "DROP TABLE echo",
    "ALTER TABLE new_echo RENAME TO echo",
    "CREATE INDEX ix_echo_track_id ON echo (track_id)",
    "CREATE INDEX ix_echo_work_id ON echo (work_id)",
    "CREATE INDEX ix_echo_linked_track_id ON echo (linked_track_id)",
)


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for statement in SAGA:
        run(statement)
    for column in COLUMNS:
        run(f"ALTER TABLE {column}")
    _refer_to_sagas(run)
    for statement in (*TABLES, *ECHO):
        run(statement)


def _refer_to_sagas(run: Any) -> None:
    """Only the definition changes. ADD COLUMN can't name a reference so that it is found again."""
    run("PRAGMA writable_schema = ON")
    (made_by,) = run("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'work'").one()
    body, end, after = made_by.rpartition(")")
    if not end or after.strip():
        raise AssertionError(f"work is made otherwise: {made_by}")
    changed = f"{body.rstrip()}, {_SAGA_OF_WORK})"
    run("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'work'", (changed,))
    (version,) = run("PRAGMA schema_version").one()
    run(f"PRAGMA schema_version = {version + 1}")
    run("PRAGMA writable_schema = OFF")


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
