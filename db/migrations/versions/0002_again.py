"""Playing again: lead-ins of marks, the inbox, traces.

Revision: 0002, after 0001. Columns are added in place: rebuilding a table would lose its triggers
and copy a million marks. Marks from before the inbox existed aren't in it.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WITH_PREROLL = ("emotional_tag", "favourite_moment", "cue", "occurrence")
WITH_NOTES = ("emotional_tag", "favourite_moment")

INDEXES = (
    "DROP INDEX ix_emotional_tag_emotion_id",
    "CREATE INDEX ix_emotional_tag_emotion_id_track_id"
    " ON emotional_tag (emotion_id, track_id, start_ms)",
    "CREATE INDEX ix_emotional_tag_inbox ON emotional_tag (made_at)"
    " WHERE note = '' AND memory = '' AND needs_no_note = 0",
    "CREATE INDEX ix_favourite_moment_inbox ON favourite_moment (made_at)"
    " WHERE label = '' AND note = '' AND needs_no_note = 0",
)

TRACE = (
    """
    CREATE TABLE trace (
        track_id INTEGER NOT NULL,
        listen_id INTEGER,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        step_ms INTEGER NOT NULL,
        samples BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        made_offset_min INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_trace_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT ck_trace_step CHECK (step_ms > 0),
        CONSTRAINT fk_trace_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_trace_listen_id_listen FOREIGN KEY(listen_id) REFERENCES listen (id)
            ON DELETE SET NULL,
        CONSTRAINT uq_trace_uid UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_trace_listen_id ON trace (listen_id)",
    "CREATE INDEX ix_trace_track_id_start_ms ON trace (track_id, start_ms)",
)


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for table in WITH_PREROLL:
        run(
            f"ALTER TABLE {table} ADD COLUMN preroll_ms INTEGER CONSTRAINT ck_{table}_preroll"
            " CHECK (preroll_ms IS NULL OR preroll_ms >= 0)"
        )
    for table in WITH_NOTES:
        run(f"ALTER TABLE {table} ADD COLUMN needs_no_note BOOLEAN DEFAULT 0 NOT NULL")
        _update_beside_the_index(table, "needs_no_note = 1")
    for statement in (*INDEXES, *TRACE):
        run(statement)


def _update_beside_the_index(table: str, assignment: str) -> None:
    """Updates rows without the index's trigger, which would make every line anew in another order;
    nothing in the index changes.
    """
    run = op.get_bind().exec_driver_sql
    trigger = f"journal_{table}_changed"
    (made_by,) = run("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).one()
    run(f"DROP TRIGGER {trigger}")
    run(f"UPDATE {table} SET {assignment}")
    run(made_by)


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
