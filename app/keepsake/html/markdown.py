"""The Markdown of an entry as HTML that asks for nothing: no HTML of its own, addresses as text,
no pictures but those of the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from app.keepsake.html.elements import Element, add, el

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ShowPicture = Callable[[str, str], Element | None]  # of a name in the text, and what it shows
FindPlace = Callable[[str], str]  # where in the folder an address leads; empty for elsewhere

_SAME = {
    "paragraph": "p",
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
    "em": "em",
    "strong": "strong",
    "s": "s",
}
SHOWN_AS_WRITTEN = ("http://", "https://", "mailto:")


def no_pictures(_name: str, _shows: str) -> None:
    return None


def no_places(_address: str) -> str:
    return ""


def blocks(
    markdown: str, picture: ShowPicture = no_pictures, place: FindPlace = no_places
) -> list[Element]:
    """What an entry says, block by block."""
    body = el("div")
    _Filling(picture, place).fill(body, _parser().parse(markdown))
    return list(body)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only for a keepsake

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class _Filling:
    def __init__(self, picture: ShowPicture, place: FindPlace) -> None:
        self._picture = picture
        self._place = place

    def fill(self, root: Element, tokens: Sequence[Token]) -> None:
        open_: list[Element] = [root]
        for token in tokens:
            if token.type.endswith("_close"):
                self._close(token, open_)
            elif token.type.endswith("_open"):
                made = self._opened(token)
                add(open_[-1], made)
                open_.append(made)
            else:
                self._add_leaf(token, open_[-1])

    def _opened(self, token: Token) -> Element:
        kind = token.type.removesuffix("_open")
        if kind == "ordered_list":
            start = token.attrGet("start")
            return el("ol") if start is None else el("ol", start=str(start))
        if kind == "heading":  # the page has its own
            return el("p", class_="subhead")
        if kind == "th":
            return el("th", scope="col")
        if kind == "link":
            made = el("span", class_="link")
            made.set("data-to", str(token.attrGet("href") or ""))
            return made
        return el(_SAME.get(kind, "div"))

    def _close(self, token: Token, open_: list[Element]) -> None:
        made = open_.pop()
        if token.type != "link_close":
            return
        address = made.attrib.pop("data-to")
        if within := self._place(address):
            made.tag = "a"
            made.attrib.clear()
            made.set("href", within)
            return
        is_said = "".join(made.itertext()).strip() in (address, address.removeprefix("mailto:"))
        if address.startswith(SHOWN_AS_WRITTEN) and not is_said:
            add(made, f" ({address})")

    def _add_leaf(self, token: Token, parent: Element) -> None:
        if token.type == "inline":
            self.fill(parent, token.children or ())
        elif token.type == "image":
            shows = token.content
            made = self._picture(str(token.attrGet("src") or ""), shows)
            add(parent, shows if made is None else made)
        elif token.type == "softbreak":
            add(parent, "\n")
        elif token.type == "hardbreak":
            add(parent, el("br"))
        elif token.type == "code_inline":
            add(parent, el("code", token.content))
        elif token.type in ("fence", "code_block"):
            add(parent, el("pre", el("code", token.content)))
        elif token.type == "hr":
            add(parent, el("hr"))
        else:
            add(parent, token.content)


def words_of(markdown: str) -> str:
    """What is said, without the signs of Markdown: for a search."""
    return " ".join(" ".join(each.itertext()) for each in blocks(markdown))


def paragraphs(text: str) -> Iterator[Element]:
    """Of a text that is no Markdown."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield el("p", paragraph.strip(), dir="auto")
