"""Themes that belong to somebody or something, how their returns were found, corrected intensity.

Revision: 0006, after 0005. Columns are added in place, as in 0002. Every return that is there was
marked by hand: before, nothing was searched for.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = (
    "theme ADD COLUMN idea VARCHAR DEFAULT '' NOT NULL",
    "occurrence ADD COLUMN found_by VARCHAR DEFAULT 'listener' NOT NULL",
    "occurrence ADD COLUMN probability DOUBLE CONSTRAINT ck_occurrence_probability"
    " CHECK (probability IS NULL OR probability BETWEEN 0 AND 1)",
    "occurrence ADD COLUMN analysis_version INTEGER",
    "occurrence ADD COLUMN is_home BOOLEAN DEFAULT 0 NOT NULL",
)

TABLES = (
    """
    CREATE TABLE theme_character (
        theme_id INTEGER NOT NULL,
        character_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_theme_character_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_theme_character_character_id_character FOREIGN KEY(character_id)
            REFERENCES character (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_theme_character_character_id ON theme_character (character_id)",
    "CREATE UNIQUE INDEX uq_theme_character_theme_id_character_id"
    " ON theme_character (theme_id, character_id)",
    """
    CREATE TABLE intensity_event (
        track_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        peak_ms INTEGER,
        is_removed BOOLEAN NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_intensity_event_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT ck_intensity_event_peak CHECK (peak_ms IS NULL OR peak_ms >= 0),
        CONSTRAINT fk_intensity_event_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_intensity_event_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_intensity_event_track_id_start_ms ON intensity_event (track_id, start_ms)",
)


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for column in COLUMNS:
        run(f"ALTER TABLE {column}")
    for statement in TABLES:
        run(statement)


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
