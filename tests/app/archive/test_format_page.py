"""docs/export-format.md names everything that an export writes."""

from __future__ import annotations

from pathlib import Path

from db.archive.collect import Noun, nouns

PAGE = Path(__file__).resolve().parents[3] / "docs" / "export-format.md"
SAID_ONCE = {"uid", "created_at", "updated_at"}


def table_row(name: str) -> str:
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    return next(row for row in rows if row.startswith(f"| `{name}` |"))


def unnamed(noun: Noun) -> list[str]:
    names = {field.name for field in noun.fields} | {owned.name for owned in noun.owned}
    return [f"{noun.name}.{n}" for n in names - SAID_ONCE if f"`{n}`" not in table_row(noun.name)]


def test_every_table_and_field_is_described() -> None:
    all_nouns = [*nouns(), *(owned for noun in nouns() for owned in noun.owned)]
    assert [name for noun in all_nouns for name in unnamed(noun)] == []
