"""The catalogues: the program's texts, and their translations into each language.

    python packaging/catalogues.py collect   brings the template and every catalogue up to date
                                             with the code; new texts wait for translation
    python packaging/catalogues.py check     says what is out of date, untranslated or faulty

`make words` and `make check` call it. Needs Babel, which the program itself doesn't.
"""

from __future__ import annotations

import io
import re
import runpy
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "resources" / "words"
DOMAIN = "ost-my-heart"
TEMPLATE = WORDS / f"{DOMAIN}.pot"
SAYING = ("app", "ui")  # the floors that have texts; db answers with codes and values
# Functions in `app/core/words.py`, and which of their arguments are texts.
KEYWORDS = parse_keywords(
    ["_", "ngettext:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "Text:1,1t", "Text:1,2c,2t"]
)
HEAD: dict[str, Any] = {
    "project": "OST My Heart",
    "version": runpy.run_path(str(ROOT / "app" / "profile" / "version.py"))["VERSION"],
    "charset": "utf-8",
    "header_comment": "# What OST My Heart says.",
    "fuzzy": False,
}
LINE_WIDTH = 100
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LEFT_OUT = (
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Generated-By',
    b'"Last-',
    b'"Report-',
    b'"Language-T',
)
_PLACEHOLDER = re.compile(r"\{(\w*)")


def collect() -> int:
    """Writes the template and updates every catalogue from it."""
    template = _template()
    _write(template, TEMPLATE)
    for file in _catalogue_files():
        catalogue = _read(file)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _head(catalogue)
        _write(catalogue, file)
        file.with_suffix(".mo").write_bytes(_compiled(_read(file)))
        waiting = sum(not _is_translated(message) for message in _messages(catalogue))
        print(f"{catalogue.locale}: {len(catalogue)} texts, {waiting} to translate")
    return 0


def check() -> int:
    """Prints each fault; 1 if there are any."""
    faults = list(_faults())
    print("\n".join(faults) or "Every text is in every catalogue.")
    return 1 if faults else 0


def _faults() -> Iterator[str]:
    said = {_key(message) for message in _messages(_template())}
    if said != {_key(message) for message in _messages(_read(TEMPLATE))}:
        yield f"{TEMPLATE.name} is behind the code: run make words"
    for file in _catalogue_files():
        catalogue = _read(file)
        name = f"{catalogue.locale}"
        if said != {_key(message) for message in _messages(catalogue)}:
            yield f"{name}: behind the code: run make words"
        for message in _messages(catalogue):
            yield from (f"{name}: {fault}: {message.id!r}" for fault in _faults_of(message))
        if file.with_suffix(".mo").read_bytes() != _compiled(catalogue):
            yield f"{name}: the compiled catalogue is out of date: run make words"


def _faults_of(message: Message) -> Iterator[str]:
    if not _is_translated(message):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked as fuzzy"
    wanted = [_placeholders([text]) for text in _texts(message.id)]
    if message.pluralizable:
        wanted += [placeholders - {"n"} for placeholders in wanted]
    for text in _texts(message.string):
        if _placeholders([text]) not in wanted:
            yield f"different placeholders in {text!r}"


def _template() -> Catalog:
    catalogue = Catalog(**HEAD)
    for floor in SAYING:
        folder = ROOT / floor
        found = extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for name, _line, text, comments, context in found:
            place = [(f"{floor}/{name}", 0)]
            catalogue.add(text, None, place, auto_comments=comments, context=context)
    return catalogue


def _head(catalogue: Catalog) -> None:
    """A new catalogue has Babel's example of a header, marked as fuzzy."""
    for name, value in HEAD.items():
        setattr(catalogue, name, value)


def _catalogue_files() -> list[Path]:
    return sorted(WORDS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _read(file: Path) -> Catalog:
    locale = None if file == TEMPLATE else file.parents[1].name
    with file.open("rb") as source:
        return read_po(source, locale=locale, domain=DOMAIN)


def _write(catalogue: Catalog, file: Path) -> None:
    """Without dates and line numbers, so that a catalogue only changes where a text does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=LINE_WIDTH, include_lineno=False, sort_by_file=True)
    kept = [line for line in out.getvalue().splitlines() if not line.startswith(_LEFT_OUT)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\n".join(kept) + b"\n")


def _compiled(catalogue: Catalog) -> bytes:
    """The same whenever it is compiled: Babel would write the time of day into it."""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _messages(catalogue: Catalog) -> Iterable[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, tuple(_texts(message.id))


def _is_translated(message: Message) -> bool:
    return all(_texts(message.string))


def _texts(text: str | Iterable[str] | None) -> list[str]:
    """One text, or one for each plural form."""
    return list(text) if isinstance(text, list | tuple) else [str(text or "")]


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}


if __name__ == "__main__":
    sys.exit({"collect": collect, "check": check}[sys.argv[1]]())
