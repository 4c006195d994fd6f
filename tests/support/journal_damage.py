"""Ways in which a journal's file goes bad: each function damages a closed file in one way."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.support.plain_file import connected

INDEX_LEAF = 0x0A  # the first byte of such a page: https://www.sqlite.org/fileformat2.html


@contextmanager
def _beside_the_rules(path: Path, *, is_open: bool = False) -> Iterator[sqlite3.Connection]:
    with closing(connected(path)) as raw:
        for pragma in (
            "foreign_keys = OFF",
            "ignore_check_constraints = ON",
            "writable_schema = ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
        yield raw
        raw.commit()
        if not is_open:
            raw.execute("PRAGMA journal_mode = DELETE")  # everything in the one file


def _without_triggers(raw: sqlite3.Connection) -> None:
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        raw.execute(f'DROP TRIGGER "{name}"')


def write_beside_the_rules(path: Path, statement: str, *, is_open: bool = False) -> None:
    """A change without the triggers; they are there again afterwards."""
    with _beside_the_rules(path, is_open=is_open) as raw:
        made = raw.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        _without_triggers(raw)
        raw.execute(statement)
        for (sql,) in made:
            raw.execute(sql)


def cut_a_text(path: Path) -> None:
    """Puts bytes that aren't UTF-8 in a note."""
    write_beside_the_rules(
        path, "UPDATE emotional_tag SET note = CAST(x'c328fe' AS TEXT) WHERE id = 7"
    )


def write_a_word_for_a_number(path: Path) -> None:
    write_beside_the_rules(path, "UPDATE track SET duration_ms = 'long' WHERE id = 1")


def lose_a_track(path: Path) -> None:
    write_beside_the_rules(path, "DELETE FROM track WHERE id = 1")


def drop_a_table(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        raw.execute("DROP TABLE favourite_moment")


def drop_a_column(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        raw.execute("ALTER TABLE track DROP COLUMN year")


def drop_a_trigger(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        raw.execute("DROP TRIGGER journal_emotional_tag_added")


def spoil_a_trace(path: Path) -> None:
    write_beside_the_rules(path, "UPDATE trace SET samples = x'01ffff'")


def spoil_an_index(path: Path) -> None:
    """Makes one uid in an index differ from its row's; the quick check doesn't notice that."""
    with closing(connected(path)) as raw:
        (uid,) = raw.execute("SELECT uid FROM emotional_tag WHERE id = 20").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        raw.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    places = (found.start() for found in re.finditer(uid.encode(), content))
    place = next(at for at in places if content[at - at % size] == INDEX_LEAF)
    content[place : place + 8] = b"00000000"
    path.write_bytes(content)
    with closing(connected(path)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)], "the quick check is blind"


def spoil_the_word_index(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        raw.execute("UPDATE journal_text_data SET block = zeroblob(length(block)) WHERE id > 10")


def move_a_mark(path: Path) -> None:
    """Changes a number to another: the pages are sound, but the journal's line differs."""
    write_beside_the_rules(path, "UPDATE emotional_tag SET end_ms = end_ms + 4 WHERE id = 7")


def lose_a_line(path: Path) -> None:
    write_beside_the_rules(path, "DELETE FROM journal_line WHERE kind = 'tag' AND owner_id = 7")


def forget_the_word_index(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        raw.execute("DELETE FROM journal_text_config")


def lose_a_path(path: Path) -> None:
    with _beside_the_rules(path) as raw:
        rule = "path BLOB NOT NULL"
        loose = "UPDATE sqlite_master SET sql = replace(sql, ?, 'path BLOB') WHERE name = ?"
        assert raw.execute(loose, (rule, "audio_file")).rowcount == 1
    with _beside_the_rules(path) as raw:
        raw.execute("UPDATE audio_file SET path = NULL WHERE id = 1")


def claim_another_format(path: Path) -> None:
    """https://www.sqlite.org/fileformat2.html#schema_format_number: 4 is the newest."""
    content = bytearray(path.read_bytes())
    content[47] = 9
    path.write_bytes(content)
