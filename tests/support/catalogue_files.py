"""Compiled catalogues, made without Babel."""

from __future__ import annotations

from collections.abc import Mapping

from app.core import languages

_HEAD = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
_CONTEXT_END, _NEXT_NUMBER = "\4", "\0"


def write_catalogue(code: str, texts: Mapping[str, str]) -> None:
    """Writes it where `languages` looks for it. Keys of texts: as `said_as` makes them."""
    file = languages.catalogue_file(code)
    file.parent.mkdir(parents=True)
    file.write_bytes(_compiled({"": _HEAD, **texts}))


def said_as(*numbers: str, context: str = "") -> str:
    """A text in a catalogue: its plural forms, and its context."""
    return (context + _CONTEXT_END if context else "") + _NEXT_NUMBER.join(numbers)


def _compiled(texts: dict[str, str]) -> bytes:
    """A catalogue as msgfmt writes it: gnu.org/software/gettext/manual/html_node/MO-Files.html."""
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    count, head = len(pairs), 28
    place = head + 16 * count
    table, data = b"", b""
    for part in (0, 1):
        for pair in pairs:
            table += len(pair[part]).to_bytes(4, "little")
            table += (place + len(data)).to_bytes(4, "little")
            data += pair[part] + b"\0"
    fields = (0x950412DE, 0, count, head, head + 8 * count, 0, 0)
    return b"".join(field.to_bytes(4, "little") for field in fields) + table + data
