"""The icons of feelings, drawn once on a page and used many times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree as Tree

from app.core.resources import RESOURCES
from app.keepsake.html.elements import Element, el

_NAME = re.compile("[a-z0-9-]{1,40}")
_FOLDER = RESOURCES / "icons"
FAVOURITE, ENTRY, PLACE = "heart", "notebook-pen", "circle"


def symbols(names: Iterable[str]) -> Element:
    """What `icon` refers to; invisible."""
    return el("svg", [_symbol(known(name)) for name in sorted(set(names))], class_="symbols",
              aria_hidden="true", width="0", height="0")  # fmt: skip


def icon(name: str, class_: str = "icon") -> Element:
    """Only a picture: what it means stands beside it."""
    return el("svg", el("use", href=f"#icon-{known(name)}"), class_=class_, aria_hidden="true",
              viewBox="0 0 24 24")  # fmt: skip


@cache
def known(name: str) -> str:
    """A name may come from another version, or from anybody's export."""
    is_there = _NAME.fullmatch(name) is not None and (_FOLDER / f"{name}.svg").is_file()
    return name if is_there else PLACE


def _symbol(name: str) -> Element:
    drawn = Tree.fromstring((_FOLDER / f"{name}.svg").read_text("utf-8"))
    made = el("symbol", id=f"icon-{name}", viewBox="0 0 24 24")
    for part in drawn:
        part.tag = part.tag.rpartition("}")[2]
        part.tail = None
        made.append(part)
    return made
