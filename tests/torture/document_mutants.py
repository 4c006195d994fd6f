"""Corrupts exports: as text, as JSON, and in what their rows say."""

from __future__ import annotations

import base64
import copy
import json
import random
from collections.abc import Callable
from itertools import chain
from typing import Any

from tests.torture.mutants import mutated

_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.5, -0.0, 1e308, 9, 10**6),
    *(2**31, 2**53, 2**63 - 1, -(2**63), 2**63, 10**40, 10**18, 1_795_370_645_123_456),
    *("", " ", "x", "\x00", "\ud800", "a\u202eb", "é" * 5000, "NaN", "2024-01-01", "#fff"),
    *([], {}, [[]], [None], {"base64": "!"}, {"base64": "AA=="}, ["x"] * 50),
)
_PICTURE_NAMES = (
    *("../out.png", "/tmp/out.png", ".hidden.png", "a:b.png", "a\\b.png", "", ".", "..", "\0.png"),
    *("x" * 300 + ".png", "con", "still.new", "\ud800.png", ".directory", "ok.png", "sub/x.png"),
)
_HOW_DEEP = 100_000

Document = dict[str, Any]
Way = Callable[[Document, random.Random], None]


def mutated_document(text: str, chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return mutated(text.encode(), chance, [text.encode()])
    document = json.loads(text)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(_WAYS)(document, chance)
    made = json.dumps(document, ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.03:
        made = made.replace('"tables":', f'"odd": {"[" * _HOW_DEEP}{"]" * _HOW_DEEP}, "tables":', 1)
    if chance.random() < 0.05:
        made = made.replace("null", chance.choice(("NaN", "-Infinity", "1e999")), 1)
    return made.encode("utf-8", "surrogatepass")


def _some_row(document: Document, chance: random.Random) -> Document:
    tables = [rows for rows in document.get("tables", {}).values() if rows]
    rows = chance.choice(tables)
    row = chance.choice(rows)
    inside = [r for value in row.values() if isinstance(value, list) for r in value]
    if inside and chance.random() < 0.3:
        row = chance.choice(inside)
    return row if isinstance(row, dict) else {}


def _odd_value(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if row:
        row[chance.choice(list(row))] = copy.deepcopy(chance.choice(_ODD))


def _odd_number(document: Document, chance: random.Random) -> None:
    """Slightly or very far off from what was there."""
    row = _some_row(document, chance)
    numbers = [name for name, value in row.items() if isinstance(value, (int, float))]
    if numbers:
        name = chance.choice(numbers)
        row[name] = chance.choice(
            (row[name] + 1, row[name] - 1, -row[name], row[name] * 1000, row[name] + 0.5)
        )


def _without_field(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if row:
        del row[chance.choice(list(row))]


def _unknown_field(document: Document, chance: random.Random) -> None:
    _some_row(document, chance)["mood"] = 1


def _newer(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if "updated_at" in row:
        row["updated_at"] += chance.choice((1, 10**6, 10**12))
        for name, value in row.items():
            if isinstance(value, str) and name in ("note", "title", "text", "name", "summary"):
                row[name] = f"{value} changed elsewhere"


def _same_uid(document: Document, chance: random.Random) -> None:
    one, other = _some_row(document, chance), _some_row(document, chance)
    if "uid" in one and "uid" in other:
        one["uid"] = other["uid"]


def _swapped(document: Document, chance: random.Random) -> None:
    one, other = _some_row(document, chance), _some_row(document, chance)
    shared = sorted(one.keys() & other.keys())
    if shared:
        name = chance.choice(shared)
        one[name], other[name] = other[name], one[name]


def _doubled_row(document: Document, chance: random.Random) -> None:
    rows = chance.choice([rows for rows in document["tables"].values() if rows])
    rows.append(copy.deepcopy(chance.choice(rows)))


def _fewer_rows(document: Document, chance: random.Random) -> None:
    rows = chance.choice([rows for rows in document["tables"].values() if rows])
    del rows[chance.randrange(len(rows)) :]


def _odd_table(document: Document, chance: random.Random) -> None:
    name = chance.choice([*document["tables"], "sqlite_master", "alembic_version", "journal_line"])
    if chance.random() < 0.4:
        document["tables"].pop(name, None)
    else:
        document["tables"][name] = chance.choice(([], {}, None, "x", [1], [[]], [{}], [None]))


def _odd_head(document: Document, chance: random.Random) -> None:
    name = chance.choice(("format", "version", "schema", "exported_at", "tables", "pictures"))
    if chance.random() < 0.3:
        document.pop(name, None)
    else:
        document[name] = chance.choice((*_ODD, 1, 2, 3))


def _odd_picture(document: Document, chance: random.Random) -> None:
    pictures = document.setdefault("pictures", {})
    if not isinstance(pictures, dict):
        return
    content = base64.b64encode(chance.randbytes(300)).decode()
    if pictures and chance.random() < 0.4:
        pictures[chance.choice(list(pictures))] = chance.choice((content, "!", "=", None, 3, "AA"))
    else:
        pictures[chance.choice(_PICTURE_NAMES)] = content


def _only_in_whole(way: Way) -> Way:
    """An earlier mutation may have removed what this one works on."""

    def tried(document: Document, chance: random.Random) -> None:
        tables = document.get("tables")
        if not isinstance(tables, dict) or not any(tables.values()):
            return
        rows_of = [rows for rows in tables.values() if isinstance(rows, list)]
        if len(rows_of) == len(tables) and all(isinstance(r, dict) for r in chain(*rows_of)):
            way(document, chance)

    return tried


_WAYS: tuple[Way, ...] = (
    *(_only_in_whole(_odd_value) for _ in range(4)),
    *(_only_in_whole(_odd_number) for _ in range(4)),
    *(_only_in_whole(way) for way in (_without_field, _unknown_field, _newer, _newer, _same_uid)),
    *(_only_in_whole(way) for way in (_swapped, _doubled_row, _fewer_rows, _odd_table)),
    *(_odd_head, _odd_picture, _odd_picture),
)
