"""What the listener calls the rows of each table."""

from __future__ import annotations

from app.core.row_words import one, rows_in_words, several
from db.models.all import metadata


def test_each_table_has_words_for_one_and_for_several() -> None:
    for table in metadata.tables:
        assert "_" not in one(table) and one(table) != several(table), table


def test_rows_are_counted_in_the_listeners_words() -> None:
    rows = {"work": 1, "theme": 0, "emotional_tag": 5, "journal_entry": 1200}
    assert rows_in_words(rows) == "1 work, 5 feelings, 1,200 journal entries"
    assert rows_in_words({"track": 0}) == ""
