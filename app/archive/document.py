"""The export's file: UTF-8 JSON, one row a line.

The format is described in `docs/export-format.md`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from app.core.errors import Problem
from app.core.user_files import read_bytes
from db.ranges.limits import shortened

FORMAT = "ost-my-heart"
VERSION = 3
# Parsing takes several times as much memory; the pictures are the most of a large one.
MOST_BYTES = 4 * 1024 * 1024 * 1024

Row = dict[str, Any]
Rows = list[Row]


def write_document(
    out: BinaryIO,
    header: Mapping[str, Any],
    tables: Iterable[tuple[str, Iterable[Row]]],
    pictures: Iterable[tuple[str, str]],
    aside: Mapping[str, Rows],
) -> str:
    """pictures: names and base64. All three are drawn while writing, one after the other.

    aside: rows that are not restored, known when the tables are drawn. Returns a digest of what
    was written. Raises OSError.
    """
    writer = _Writer(out)
    writer.write("{\n")
    for name, value in {"format": FORMAT, "version": VERSION, **header}.items():
        writer.write(f"{_json(name)}: {_json(value)},\n")
    writer.write('"tables": {')
    writer.write_tables(tables)
    if aside:
        writer.write('\n},\n"unreadable": {')
        writer.write_tables(aside.items())
    writer.write('\n},\n"pictures": {')
    for number, (name, data) in enumerate(pictures):
        writer.write(f"{',' if number else ''}\n{_json(name)}: {_json(data)}")
    writer.write("\n}\n}\n")
    return writer.digest.hexdigest()


def read_document(path: Path) -> dict[str, Any]:
    """The document as it was parsed; its tables are not looked into.

    Raises Problem when the file can't be read, is no export, or comes from a newer version.
    """
    document = _parsed(path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Problem(
            f"“{path.name}” isn’t an export of OST My Heart.",
            f"Its field “format” doesn’t say “{FORMAT}”.",
            "Choose a file that was made with Export.",
        )
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise unreadable(path, "field “version”", "is not a whole number")
    if version > VERSION:
        raise Problem(
            f"“{path.name}” was exported by a newer version of OST My Heart.",
            f"Its format is {version}; this version reads up to {VERSION}.",
            "Install the newer version, then restore again. Nothing was changed.",
        )
    return document


def unreadable(path: Path, where: str, why: str) -> Problem:
    """The problem with one place in a document."""
    return Problem(
        f"“{path.name}” couldn’t be restored.",
        f"In it, {where} {why}.",
        "Choose another export, or mend that place. Nothing was changed.",
    )


def _parsed(path: Path) -> Any:
    try:
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig")
        return parsed(text)
    except OSError as error:
        raise Problem(
            f"“{path.name}” couldn’t be read.",
            f"{error.strerror}." if error.strerror else "",
            "Check that the file is there and may be read.",
            repr(error),
        ) from error
    except UnicodeDecodeError as error:
        raise unreadable(path, f"byte {error.start:,}", "is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno},"
        raise unreadable(path, place, f"is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise unreadable(path, "the text", "is nested too deeply") from error
    except FieldTwice as error:
        raise unreadable(path, f"field “{shortened(error)}”", "is there twice") from error
    except ValueError as error:
        raise unreadable(path, "a number", str(error)) from error
    except MemoryError as error:
        raise unreadable(path, "the text", "is larger than this machine’s memory") from error


class FieldTwice(ValueError):
    """An object that says two things under one name: which one counts, nobody could know."""


def _told_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise FieldTwice(counts.most_common(1)[0][0])
    return found


def parsed(text: str | bytes) -> Any:
    """JSON as the standard has it, and no field twice. Raises ValueError, RecursionError."""
    return json.loads(text, parse_constant=_decline_constant, object_pairs_hook=_told_once)


def new_digest() -> hashlib.blake2b:
    """As `write_document` made it."""
    return hashlib.blake2b(digest_size=16)


def _decline_constant(name: str) -> Any:
    raise ValueError(f"is {name}, which JSON does not know")


def _json(value: Any) -> str:
    """Also what no row should hold, in words: it is found when the file is read back."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_in_base64)
    except ValueError:
        return json.dumps(_in_words(value), ensure_ascii=False, default=_in_base64)


def _in_words(value: Any) -> Any:
    """JSON has no infinity."""
    if isinstance(value, dict):
        return {name: _in_words(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_in_words(each) for each in value]
    is_odd = isinstance(value, float) and not math.isfinite(value)
    return repr(value) if is_odd else value


def _in_base64(value: Any) -> dict[str, str]:
    return {"base64": base64.b64encode(value).decode("ascii")}


class _Writer:
    """Text to the file, and to a digest of it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = new_digest()

    def write(self, text: str) -> None:
        data = text.encode()
        self.digest.update(data)
        self._out.write(data)

    def write_tables(self, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
        for number, (name, rows) in enumerate(tables):
            self.write(f"{',' if number else ''}\n{_json(name)}: ")
            self._write_list(map(_json, rows))

    def _write_list(self, rows: Iterable[str]) -> None:
        number = -1
        for number, row in enumerate(rows):
            self.write(f"{',' if number else '['}\n{row}")
        self.write("[]" if number < 0 else "\n]")
