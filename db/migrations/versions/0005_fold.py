"""The journal is searched as folded: without case, accents, kinds of kana, and widths.

Revision: 0005, after 0004. Only the triggers that write a line's text change. The lines that are
there are folded by `db/store/refolding.py`, as they are whenever folding itself has changed.
"""

from __future__ import annotations

import re

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WITH_WORDS = ("emotional_tag", "favourite_moment", "occurrence", "journal_entry")
TRIGGERS = [f"journal_{table}_{how}" for table in WITH_WORDS for how in ("added", "changed")]
WORDS = re.compile(r"trim\(NEW\.\w+ \|\| char\(10\) \|\| NEW\.\w+, char\(10\)\)")


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("CREATE TABLE journal_text_fold (version VARCHAR NOT NULL)")
    run("INSERT INTO journal_text_fold VALUES ('')")
    for trigger in TRIGGERS:
        (made_by,) = run("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).one()
        folding, found = WORDS.subn(r"fold(CAST(\g<0> AS BLOB))", re.sub(r"\s+", " ", made_by))
        if found != 1:
            raise AssertionError(f"{trigger} writes no words: {made_by}")
        run(f"DROP TRIGGER {trigger}")
        run(folding)


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
