"""An SVG drawing without anything that would load other files or never end.

QtSvg 6.11 loads pictures and style sheets by their path, and draws nested `use` elements as often
as they multiply to: a kilobyte may take hours.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_MOST_ELEMENTS = 20_000  # with every `use` expanded
_MOST_PICTURES = 8
_DEEPEST = 200
_WITHIN = re.compile(r"#|data:image/(png|jpe?g|gif|webp|bmp);base64,", re.IGNORECASE)

# The only prefixes QtSvg knows.
Tree.register_namespace("", SVG)
Tree.register_namespace("xlink", XLINK)


def harmless(data: bytes) -> bytes | None:
    """The same drawing, without references to other files; None if it is no SVG, or too large.

    Processing instructions, entities and comments are removed. Only UTF-8 is read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "<svg" not in text or "<!ENTITY" in text or "\0" in text:
        return None
    try:
        root = Tree.fromstring(text)
    except (Tree.ParseError, RecursionError, ValueError):
        return None
    _let_go(root)
    return Tree.tostring(root) if _is_small(root) else None


def _let_go(root: Tree.Element) -> None:
    for element in root.iter():
        for name in [name for name in element.attrib if _local(name) == "href"]:
            if not _WITHIN.match(element.attrib[name].strip()):
                del element.attrib[name]
        if _local(element.tag) == "style" and "@import" in (element.text or "").lower():
            element.text = ""


def _is_small(root: Tree.Element) -> bool:
    pictures = sum(_local(element.tag) == "image" for element in root.iter())
    if pictures > _MOST_PICTURES:
        return False
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    return _Count(by_id).of(root, 0) <= _MOST_ELEMENTS


class _Count:
    """How many elements there are to draw."""

    def __init__(self, by_id: dict[str | None, Tree.Element]) -> None:
        self._by_id = by_id
        self._known: dict[Tree.Element, int] = {}

    def of(self, element: Tree.Element, depth: int) -> int:
        """More than the limit for a cycle, and for what is nested too deeply."""
        if depth > _DEEPEST:
            return _MOST_ELEMENTS + 1
        if element not in self._known:
            inside = list(element)
            if _local(element.tag) == "use":
                inside += filter(None, [self._by_id.get(_target(element))])
            count = 1
            for each in inside:
                count += self.of(each, depth + 1)
                if count > _MOST_ELEMENTS:
                    break
            self._known[element] = count
        return self._known[element]


def _target(use: Tree.Element) -> str:
    return next((value for name, value in use.attrib.items() if _local(name) == "href"), "#")[1:]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
