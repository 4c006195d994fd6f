"""Every link of a folder of pages, and where it leads."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
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


def links_of(folder: Path, pages: Mapping[str, _Page]) -> Iterator[tuple[str, str]]:
    """The file, and where it leads: of pages, of the style, and of the words for the search."""
    for name, page in pages.items():
        yield from ((name, address) for address in page.addresses)
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix == ".css":
            found = re.findall(r"url\(([^)]*)\)|@import\s+([^;]+)", file.read_text("utf-8"))
            yield from ((name, (one or other).strip("\"' ")) for one, other in found)
        elif file.name == "words.js":
            rows = file.read_text("ascii").partition(" = ")[2].removesuffix(";\n")
            yield from ((name, row[0]) for row in json.loads(rows))


def faults_of_links(folder: Path, *, at_least: int = 10) -> list[str]:
    """Links that lead outside, or to nothing; anchors that are there twice; names of nothing; files
    that nothing leads to. at_least: so many links there must be.
    """
    inside = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    pages = {
        name: _Page((folder / name).read_text("utf-8"))
        for name in sorted(inside)
        if name.endswith(".html")
    }
    anchors = {name: Counter(page.anchors) for name, page in pages.items()}
    faults, reached = [], {"index.html", "words.js"}
    links = list(links_of(folder, pages))
    for name, address in links:
        parts = urlsplit(address)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        target = target if parts.path else name
        if parts.scheme or parts.netloc or parts.query or target.startswith(("/", "..")):
            faults.append(f"{name} leads outside: {address}")
        elif target not in inside:
            faults.append(f"{name} leads to nothing: {address}")
        elif parts.fragment and unquote(parts.fragment) not in anchors.get(target, ()):
            faults.append(f"{name} leads to no such place: {address}")
        else:
            reached.add(target)
    faults += [f"nothing leads to {name}" for name in sorted(inside - reached)]
    for name, page in pages.items():
        faults += [f"{name} has {one} twice" for one, n in anchors[name].items() if n > 1]
        faults += [f"{name} names no {one}" for one in page.named if one not in anchors[name]]
    return faults if len(links) >= at_least else [f"only {len(links)} links", *faults]
