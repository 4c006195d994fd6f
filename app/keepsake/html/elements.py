"""HTML as elements, so that whatever somebody wrote is text and nothing else.

Everything goes through the serializer of the standard library, which escapes texts and attributes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree as Tree

Element = Tree.Element
Child = Element | str | None
Children = Child | Iterable[Child]
# Browsers would replace them, and validators decline them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_DOCTYPE = b"<!DOCTYPE html>\n"


def el(tag: str, *children: Children, **attributes: str) -> Element:
    """class_ is `class`, and `_` within a name is a hyphen: aria_label. None and "" as a child are
    left out; an empty attribute is `attribute=""`.
    """
    made = Tree.Element(tag)
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), plain(value))
    add(made, *children)
    return made


def add(parent: Element, *children: Children) -> Element:
    """Returns the parent."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            _add_text(parent, plain(child))
        elif isinstance(child, Tree.Element):
            parent.append(child)
        else:
            add(parent, *child)
    return parent


def plain(text: str) -> str:
    """Without characters that HTML can't hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def document(root: Element, checkpoint: Callable[[], None]) -> bytes:
    """checkpoint: called every few thousand characters; what it raises ends the writing."""
    written = _Interruptible(checkpoint)
    Tree.ElementTree(root).write(written, encoding="utf-8", method="html")
    return _DOCTYPE + written.getvalue() + b"\n"


class _Interruptible(io.BytesIO):
    def __init__(self, checkpoint: Callable[[], None]) -> None:
        super().__init__()
        self._checkpoint = checkpoint

    def write(self, data: Any, /) -> int:
        self._checkpoint()
        return super().write(data)


def _add_text(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
