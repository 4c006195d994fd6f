"""Every link of a folder of pages, and where it leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LEADING = frozenset(("href", "src", "srcset", "poster", "action", "data", "background", "ping",
                      "cite", "formaction", "longdesc", "xlink:href", "manifest"))  # fmt: skip
_NAMING = frozenset(("aria-labelledby", "aria-describedby", "for", "headers"))


class _Page(HTMLParser):
    """addresses: as they stand there. anchors: what can be led to. named: ids it speaks of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: list[str] = []
        self.named: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _LEADING:
                self.addresses.append(value or "")
            elif name == "id":
                self.anchors.append(value or "")
            elif name in _NAMING:
                self.named += (value or "").split()


def links_of(folder: Path) -> Iterator[tuple[str, str]]:
    """The file, and where it leads: of pages, of the style, and of the words for the search."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix == ".html":
            yield from ((name, address) for address in _page(file).addresses)
        elif file.suffix == ".css":
            found = re.findall(r"url\(([^)]*)\)|@import\s+([^;]+)", file.read_text("utf-8"))
            yield from ((name, (one or other).strip("\"' ")) for one, other in found)
        elif file.name == "words.js":
            rows = file.read_text("ascii").partition(" = ")[2].removesuffix(";\n")
            yield from ((name, row[0]) for row in json.loads(rows))


def faults_of_links(folder: Path) -> list[str]:
    """Links that lead outside, or to nothing; anchors that are there twice; names of nothing; files
    that nothing leads to.
    """
    faults, reached = [], {"index.html", "words.js"}
    for name, address in links_of(folder):
        parts = urlsplit(address)
        target = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
        if parts.scheme or parts.netloc or parts.query or address.startswith("/"):
            faults.append(f"{name} leads outside: {address}")
        elif not target.resolve().is_relative_to(folder.resolve()) or not target.is_file():
            faults.append(f"{name} leads to nothing: {address}")
        elif parts.fragment and unquote(parts.fragment) not in _page(target).anchors:
            faults.append(f"{name} leads to no such place: {address}")
        else:
            reached.add(target.resolve().relative_to(folder.resolve()).as_posix())
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in reached:
            faults.append(f"nothing leads to {name}")
        if file.suffix == ".html":
            page = _page(file)
            faults += [f"{name} has {one} twice" for one in set(page.anchors)
                       if page.anchors.count(one) > 1]  # fmt: skip
            faults += [f"{name} names no {one}" for one in page.named if one not in page.anchors]
    return faults


def _page(file: Path) -> _Page:
    return _Page(file.read_text("utf-8"))
