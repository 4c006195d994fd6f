"""Whether a track's texts are from its file's tags or the listener's.

Revision: 0003, after 0002. Before, that was inferred from the row's times: a row updated after it
was created had been edited. The column is filled by that rule once.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE track ADD COLUMN words_by VARCHAR DEFAULT 'tags' NOT NULL")
    run("UPDATE track SET words_by = 'listener' WHERE updated_at > created_at")


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
