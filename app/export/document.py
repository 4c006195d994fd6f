"""The export's file: UTF-8 JSON, one row a line, written whole or not at all.

The format is described in `docs/export-format.md`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from app.errors import Problem

FORMAT = "ost-my-heart"
VERSION = 3

Rows = list[dict[str, Any]]


def write_document(
    path: Path,
    header: Mapping[str, Any],
    tables: Iterable[tuple[str, Rows]],
    pictures: Iterable[tuple[str, str]],
    aside: Mapping[str, Rows],
) -> None:
    """pictures: names and base64. Both are drawn while writing, pictures after tables. aside: rows
    that are not restored, known when the tables are drawn.

    Raises Problem when the file can't be written; an older file at the path is then as it was.
    """
    with _whole_file(path) as out:
        out.write("{\n")
        for name, value in {"format": FORMAT, "version": VERSION, **header}.items():
            out.write(f"{_json(name)}: {_json(value)},\n")
        out.write('"tables": {')
        _write_members(out, ((name, _lines(rows)) for name, rows in tables))
        if aside:
            out.write('\n},\n"unreadable": {')
            _write_members(out, ((name, _lines(rows)) for name, rows in aside.items()))
        out.write('\n},\n"pictures": {')
        _write_members(out, ((name, _json(data)) for name, data in pictures))
        out.write("\n}\n}\n")


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
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, parse_constant=_decline_constant)
    except OSError as error:
        raise Problem(
            f"“{path.name}” couldn’t be read.",
            error.strerror or "",
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
    except ValueError as error:
        raise unreadable(path, "a number", str(error)) from error


def _decline_constant(name: str) -> Any:
    raise ValueError(f"is {name}, which JSON does not know")


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    part = path.with_name(path.name + ".part")
    try:
        try:
            with part.open("w", encoding="utf-8", newline="\n") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            f"“{path.name}” couldn’t be written.",
            error.strerror or "",
            "Choose another place, or make room there.",
            repr(error),
        ) from error


def _write_members(out: TextIO, members: Iterable[tuple[str, str]]) -> None:
    for number, (name, text) in enumerate(members):
        out.write(f"{',' if number else ''}\n{_json(name)}: {text}")


def _lines(rows: Rows) -> str:
    return "[\n" + ",\n".join(map(_json, rows)) + "\n]" if rows else "[]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
