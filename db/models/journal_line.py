"""The journal's index: one line per mark or entry, in the order they were made.

Derived from the authored tables by triggers, so that no writer can forget it. The key carries the
time: `made_at << 20` plus a running number, which lets SQLite and its full-text index answer
"newest first" by walking the key backwards instead of sorting 100,000 hits.
"""

from __future__ import annotations

from sqlalchemy import DDL, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base

TIME_SHIFT = 20  # a million lines in one millisecond


class JournalLine(Base):
    """kind: tag, moment, cue, occurrence or entry; owner_id: the row's id in that kind's table."""

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
    made_at: Mapped[int]
    text: Mapped[str]


# kind: (table, track, emotion, made_at, text, condition); `{r}` is the row's name in the trigger.
_SOURCES = {
    "tag": (
        "emotional_tag",
        "{r}.track_id",
        "{r}.emotion_id",
        "{r}.made_at",
        "trim({r}.note || char(10) || {r}.memory, char(10))",
        "1",
    ),
    "moment": (
        "favourite_moment",
        "{r}.track_id",
        "NULL",
        "{r}.made_at",
        "trim({r}.label || char(10) || {r}.note, char(10))",
        "1",
    ),
    "cue": ("cue", "{r}.track_id", "NULL", "{r}.created_at", "''", "1"),
    "occurrence": (
        "occurrence",
        "{r}.track_id",
        "NULL",
        "{r}.created_at",
        "trim({r}.variation || char(10) || {r}.note, char(10))",
        "{r}.status = 'confirmed'",
    ),
    "entry": (
        "journal_entry",
        "NULL",
        "NULL",
        "{r}.written_at",
        "trim({r}.title || char(10) || {r}.text, char(10))",
        "1",
    ),
}


def _insert(kind: str) -> str:
    _, track, emotion, made_at, text, condition = (part.format(r="NEW") for part in _SOURCES[kind])
    first = f"({made_at} << {TIME_SHIFT})"
    last = f"({first} + {(1 << TIME_SHIFT) - 1})"
    return (
        "INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, made_at, text) "
        "SELECT coalesce((SELECT max(id) + 1 FROM journal_line "
        f"WHERE id BETWEEN {first} AND {last}), {first}), "
        f"'{kind}', NEW.id, {track}, {emotion}, {made_at}, {text} WHERE {condition};"
    )


def _delete(kind: str) -> str:
    return f"DELETE FROM journal_line WHERE kind = '{kind}' AND owner_id = OLD.id;"


def journal_ddl() -> list[str]:
    """The statements that keep `journal_line` and its full-text index, in order."""
    statements = [
        "CREATE VIRTUAL TABLE journal_text USING fts5("
        "text, content='journal_line', content_rowid='id', tokenize='trigram')",
        "CREATE TRIGGER journal_line_added AFTER INSERT ON journal_line WHEN NEW.text <> '' BEGIN "
        "INSERT INTO journal_text (rowid, text) VALUES (NEW.id, NEW.text); END",
        "CREATE TRIGGER journal_line_removed AFTER DELETE ON journal_line WHEN OLD.text <> '' BEGIN "
        "INSERT INTO journal_text (journal_text, rowid, text) "
        "VALUES ('delete', OLD.id, OLD.text); END",
    ]
    for kind, (table, *_) in _SOURCES.items():
        statements += [
            f"CREATE TRIGGER journal_{table}_added AFTER INSERT ON {table} BEGIN {_insert(kind)} END",
            f"CREATE TRIGGER journal_{table}_changed AFTER UPDATE ON {table} BEGIN "
            f"{_delete(kind)} {_insert(kind)} END",
            f"CREATE TRIGGER journal_{table}_removed AFTER DELETE ON {table} BEGIN "
            f"{_delete(kind)} END",
        ]
    return statements


for _statement in journal_ddl():
    event.listen(Base.metadata, "after_create", DDL(_statement.replace("%", "%%")))
