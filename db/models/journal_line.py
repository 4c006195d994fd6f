"""The journal's index: one line per mark or entry, in the order they were made.

Derived from the authored tables by triggers, so that no writer can forget it. The key contains the
time: `made_at << 20` plus a running number. So SQLite and its full-text index find the newest first
by walking the key backwards, instead of sorting 100,000 hits.

A line's text is only searched, never shown: it is folded (`db/search/`). So the full-text index
doesn't depend on how it would be folded today, and no search folds the lines again.
"""

from __future__ import annotations

from sqlalchemy import DDL, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.journal_entry import IS_OPEN
from db.models.line_source import LineSource, joined
from db.models.marks import MARK_TABLES
from db.search.fold import FOLD_VERSION

TIME_SHIFT = 20  # for a million lines per millisecond


class JournalLine(Base):
    """kind: tag, moment, cue, occurrence or entry; owner_id: the row's id in that kind's table.

    made_offset_min is unknown for cues and occurrences, because nothing needs it.
    """

    __tablename__ = "journal_line"
    __table_args__ = (
        Index("uq_journal_line_kind_owner_id", "kind", "owner_id", unique=True),
        Index("ix_journal_line_track_id_id", "track_id", "id"),
        Index("ix_journal_line_emotion_id_id", "emotion_id", "id"),
        Index("ix_journal_line_kind_id", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    owner_id: Mapped[int]
    track_id: Mapped[int | None]
    emotion_id: Mapped[int | None]
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    made_at: Mapped[int]
    made_offset_min: Mapped[int | None]
    text: Mapped[str]


_ENTRY = LineSource(
    "journal_entry",
    joined("title", "text", IS_OPEN),  # of a sealed one only its title is found
    track="NULL",
    start="NULL",
    end="NULL",
    made_at="{r}.written_at",
    offset="{r}.written_offset_min",
)


def _sources() -> dict[str, LineSource]:
    return {kind: kept.line for kind, kept in MARK_TABLES.items()} | {"entry": _ENTRY}


LINE_COLUMNS = (  # not shown
    "kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at, made_offset_min"
)
LINE_COLUMNS_AND_TEXT = f"{LINE_COLUMNS}, text"


def lines_as_meant(columns: str = LINE_COLUMNS_AND_TEXT) -> str:
    """A query for every line that should exist, as the triggers write them."""
    made = " UNION ALL ".join(_line(kind, source) for kind, source in _sources().items())
    return f"SELECT {columns} FROM ({made})"


def texts_as_meant() -> list[str]:
    """For each kind of line, a query for the next ones by owner: the line's id, the owner's, the
    text as it is, and as the triggers would write it. Parameters: the last owner, and how many.
    """
    return [_texts(kind, source.of(source.table)) for kind, source in _sources().items()]


def _texts(kind: str, row: LineSource) -> str:  # not shown
    return (
        f"SELECT line.id, {row.table}.id, line.text, {row.text} "
        f"FROM {row.table} CROSS JOIN journal_line AS line "
        f"ON line.kind = '{kind}' AND line.owner_id = {row.table}.id "
        f"WHERE {row.table}.id > ? ORDER BY {row.table}.id LIMIT ?"
    )


def _line(kind: str, source: LineSource) -> str:
    row = source.of(source.table)
    return (
        f"SELECT '{kind}' AS kind, {row.table}.id AS owner_id, {row.track} AS track_id, "
        f"{row.emotion} AS emotion_id, {row.start} AS start_ms, {row.end} AS end_ms, "
        f"{row.made_at} AS made_at, {row.offset} AS made_offset_min, {row.text} AS text "
        f"FROM {row.table} WHERE {row.condition}"
    )


def _insert(kind: str, source: LineSource) -> str:
    new = source.of("NEW")
    first = f"({new.made_at} << {TIME_SHIFT})"
    last = f"({first} + {(1 << TIME_SHIFT) - 1})"
    return (
        "INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, "
        "made_at, made_offset_min, text) "
        "SELECT coalesce((SELECT max(id) + 1 FROM journal_line "
        f"WHERE id BETWEEN {first} AND {last}), {first}), "
        f"'{kind}', NEW.id, {new.track}, {new.emotion}, {new.start}, {new.end}, "
        f"{new.made_at}, {new.offset}, {new.text} WHERE {new.condition};"
    )


def _delete(kind: str) -> str:
    return f"DELETE FROM journal_line WHERE kind = '{kind}' AND owner_id = OLD.id;"


def journal_ddl() -> list[str]:
    """The statements that create `journal_line`'s triggers and full-text index, in order."""
    statements = [
        # How the lines' texts are folded; see `db/store/refolding.py`.
        "CREATE TABLE journal_text_fold (version VARCHAR NOT NULL)",
        f"INSERT INTO journal_text_fold VALUES ('{FOLD_VERSION}')",
        "CREATE VIRTUAL TABLE journal_text USING fts5("
        "text, content='journal_line', content_rowid='id', tokenize='trigram')",
        "CREATE TRIGGER journal_line_added AFTER INSERT ON journal_line "
        "WHEN NEW.text <> '' BEGIN "
        "INSERT INTO journal_text (rowid, text) VALUES (NEW.id, NEW.text); END",
        "CREATE TRIGGER journal_line_removed AFTER DELETE ON journal_line "
        "WHEN OLD.text <> '' BEGIN INSERT INTO journal_text (journal_text, rowid, text) "
        "VALUES ('delete', OLD.id, OLD.text); END",
    ]
    for kind, source in _sources().items():
        statements += line_triggers(kind, source)
    return statements


def line_triggers(kind: str, source: LineSource) -> list[str]:
    """The triggers that keep the lines of one kind up to date."""
    table = source.table
    return [
        f"CREATE TRIGGER journal_{table}_added AFTER INSERT ON {table} BEGIN "
        f"{_insert(kind, source)} END",
        f"CREATE TRIGGER journal_{table}_changed AFTER UPDATE ON {table} BEGIN "
        f"{_delete(kind)} {_insert(kind, source)} END",
        f"CREATE TRIGGER journal_{table}_removed AFTER DELETE ON {table} BEGIN {_delete(kind)} END",
    ]


for _statement in journal_ddl():
    event.listen(Base.metadata, "after_create", DDL(_statement.replace("%", "%%")))  # type: ignore[no-untyped-call]
