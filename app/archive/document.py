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
from app.core.path_names import display_name
from app.core.user_files import read_bytes, reason
from app.core.words import _, number
from db.ranges.limits import shortened

FORMAT = "ost-my-heart"
VERSION = 7
# Parsing takes several times as much memory; most of a large export is pictures.
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
    """pictures: names and base64. Tables, then pictures, are read lazily while writing.

    aside: rows that a restore ignores; complete when all tables have been read. Returns a digest of
    what was written. Raises OSError.
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
    for index, (name, data) in enumerate(pictures):
        writer.write(f"{',' if index else ''}\n{_json(name)}: {_json(data)}")
    writer.write("\n}\n}\n")
    return writer.digest.hexdigest()


def read_document(path: Path) -> dict[str, Any]:
    """The parsed document; its tables aren't checked yet.

    Raises Problem when the file can't be read, isn't an export, or is from a newer version.
    """
    document = _parsed(path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Problem(
            _("“{name}” isn’t an export of OST My Heart.", name=display_name(path)),
            _("Its field “format” isn’t “{format}”.", format=FORMAT),
            _("Choose a file that was exported by OST My Heart."),
        )
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise unreadable(path, _("The field “version” isn’t a whole number."))
    if version > VERSION:
        raise Problem(
            _("“{name}” was exported by a newer version of OST My Heart.", name=display_name(path)),
            _(
                "Its format is {format}; this version reads up to {newest}.",
                format=str(version),
                newest=str(VERSION),
            ),
            _("Install the newer version, then restore again. Nothing was changed."),
        )
    return document


def unreadable(path: Path, why: str) -> Problem:
    """A document that can't be restored. why: a sentence that names the place."""
    return Problem(
        _("“{name}” couldn’t be restored.", name=display_name(path)),
        why,
        _("Choose another export, or correct this one. Nothing was changed."),
    )


def _parsed(path: Path) -> Any:
    try:
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig")
        return parsed(text)
    except OSError as error:
        raise Problem(
            _("“{name}” couldn’t be read.", name=display_name(path)),
            reason(error),
            _("Check that the file is there and that you may read it."),
            repr(error),
        ) from error
    except UnicodeDecodeError as error:
        why = _("It isn’t UTF-8 text at byte {place}.", place=number(error.start))
        raise unreadable(path, why) from error
    except json.JSONDecodeError as error:
        # Translators: {fault} comes from the JSON reader, in English
        why = _(
            "It isn’t JSON at line {line}, column {column}: {fault}.",
            line=number(error.lineno),
            column=number(error.colno),
            fault=error.msg,
        )
        raise unreadable(path, why) from error
    except RecursionError as error:
        raise unreadable(path, _("It is nested too deeply.")) from error
    except FieldTwice as error:
        why = _("The field “{name}” occurs twice.", name=shortened(error))
        raise unreadable(path, why) from error
    except ValueError as error:
        # Translators: {fault} comes from the JSON reader, in English
        raise unreadable(path, _("A number can’t be read: {fault}.", fault=str(error))) from error
    except MemoryError as error:
        raise unreadable(path, _("It doesn’t fit in this computer’s memory.")) from error


class FieldTwice(ValueError):
    """An object that has two fields of one name, so that nobody knows which one counts."""


def _told_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        raise FieldTwice(counts.most_common(1)[0][0])
    return found


def parsed(text: str | bytes) -> Any:
    """Strict JSON, without any field twice. Raises ValueError, RecursionError."""
    return json.loads(text, parse_constant=_decline_constant, object_pairs_hook=_told_once)


def new_digest() -> hashlib.blake2b:
    """The digest that `write_document` uses."""
    return hashlib.blake2b(digest_size=16)


def _decline_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _json(value: Any) -> str:
    """Writes what no row should hold as text; it is found when the file is read back."""
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
    """Writes text to the file and to a digest of it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = new_digest()

    def write(self, text: str) -> None:
        data = text.encode()
        self.digest.update(data)
        self._out.write(data)

    def write_tables(self, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
        for index, (name, rows) in enumerate(tables):
            self.write(f"{',' if index else ''}\n{_json(name)}: ")
            self._write_list(map(_json, rows))

    def _write_list(self, rows: Iterable[str]) -> None:
        index = -1
        for index, row in enumerate(rows):
            self.write(f"{',' if index else '['}\n{row}")
        self.write("[]" if index < 0 else "\n]")
