"""Letters, pictures and people of entries, where listens are from, recognitions.

Revision: 0008, after 0007. Columns are added in place, as in 0002 and 0007. While an entry is
sealed, only its title is in the journal's index: no entry was, so no line changes.
"""

from __future__ import annotations

import re
from typing import Any

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = (
    "journal_entry ADD COLUMN sealed_at INTEGER",
    "journal_entry ADD COLUMN sealed_until VARCHAR(10)",
    "journal_entry ADD COLUMN sealed_track_id INTEGER",
    "journal_entry ADD COLUMN opened_at INTEGER",
    "listen ADD COLUMN source VARCHAR",
    "listen ADD COLUMN source_key VARCHAR",
)

TABLES = (
    "CREATE INDEX ix_journal_entry_sealed_track_id ON journal_entry (sealed_track_id)",
    "CREATE INDEX ix_journal_entry_sealed_at ON journal_entry (sealed_at)"
    " WHERE sealed_at IS NOT NULL",
    "CREATE UNIQUE INDEX uq_listen_source_source_key ON listen (source, source_key)",
    """
    CREATE TABLE entry_picture (
        entry_id INTEGER NOT NULL,
        file VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        words VARCHAR NOT NULL,
        width INTEGER,
        height INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_entry_picture_position CHECK (position >= 0),
        CONSTRAINT ck_entry_picture_size CHECK ((width IS NULL OR width > 0) AND
            (height IS NULL OR height > 0)),
        CONSTRAINT fk_entry_picture_entry_id_journal_entry FOREIGN KEY(entry_id)
            REFERENCES journal_entry (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_entry_picture_entry_id ON entry_picture (entry_id)",
    """
    CREATE TABLE entry_person (
        entry_id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_entry_person_entry_id_journal_entry FOREIGN KEY(entry_id)
            REFERENCES journal_entry (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_entry_person_entry_id ON entry_person (entry_id)",
    "CREATE INDEX ix_entry_person_name ON entry_person (name)",
    """
    CREATE TABLE recognition (
        track_id INTEGER,
        theme_id INTEGER,
        start_ms INTEGER,
        variant VARCHAR NOT NULL,
        after_ms INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        made_offset_min INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_recognition_start CHECK (start_ms IS NULL OR start_ms >= 0),
        CONSTRAINT ck_recognition_after CHECK (after_ms >= 0),
        CONSTRAINT fk_recognition_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_recognition_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_recognition_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_recognition_track_id ON recognition (track_id)",
    "CREATE INDEX ix_recognition_theme_id ON recognition (theme_id)",
    "CREATE INDEX ix_recognition_made_at ON recognition (made_at)",
)

_TRACK_OF_SEAL = (
    "CONSTRAINT fk_journal_entry_sealed_track_id_track FOREIGN KEY(sealed_track_id)"
    " REFERENCES track (id) ON DELETE SET NULL"
)
_WORDS = "NEW.title || char(10) || NEW.text"
_WORDS_TO_BE_FOUND = (
    "NEW.title || char(10) || CASE WHEN NEW.sealed_at IS NULL OR NEW.opened_at IS NOT NULL"
    " THEN NEW.text ELSE '' END"
)


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for column in COLUMNS:
        run(f"ALTER TABLE {column}")
    _refer_to_tracks(run)
    for statement in TABLES:
        run(statement)
    for how in ("added", "changed"):
        _leave_out_what_is_sealed(run, f"journal_journal_entry_{how}")


def _refer_to_tracks(run: Any) -> None:
    """Only the definition changes, as of works in 0007."""
    run("PRAGMA writable_schema = ON")
    found = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'journal_entry'"
    (made_by,) = run(found).one()
    body, end, after = made_by.rpartition(")")
    if not end or after.strip():
        raise AssertionError(f"journal_entry is made otherwise: {made_by}")
    changed = f"{body.rstrip()}, {_TRACK_OF_SEAL})"
    run(
        "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'journal_entry'",
        (changed,),
    )
    (version,) = run("PRAGMA schema_version").one()
    run(f"PRAGMA schema_version = {version + 1}")
    run("PRAGMA writable_schema = OFF")


def _leave_out_what_is_sealed(run: Any, trigger: str) -> None:
    (made_by,) = run("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).one()
    before, words, after = re.sub(r"\s+", " ", made_by).partition(_WORDS)
    if not words:
        raise AssertionError(f"{trigger} writes no words: {made_by}")
    run(f"DROP TRIGGER {trigger}")
    run(f"{before}{_WORDS_TO_BE_FOUND}{after}")


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
