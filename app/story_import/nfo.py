"""Reads the XML of Kodi's and Jellyfin's NFO files: series, episodes, films.

Several episodes may stand in one file, one after the other, and lines with addresses behind them.
The XML comes from strangers: entities, which can be made to fill the memory or to read other files,
are refused by defusedxml.
Source: kodi.wiki/view/NFO_files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.core.words import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOTS = ("tvshow", "episodedetails", "movie")
_ROOT = re.compile(rf"<({'|'.join(_ROOTS)})(?=[\s>/])")
_ANY_ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,60})(?=[\s>/])")
_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
_ADDRESS = re.compile(r"https?://\S+")
_ENTITY = re.compile(r"&(#?\w{1,40});")
_AMPERSAND = re.compile(r"&(?!#?\w{1,40};)")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


class NoNfo(ValueError):
    """Nothing of it can be read. why and remedy: sentences for the listener."""

    def __init__(self, why: str, remedy: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy


class AboutSomethingElse(NoNfo):
    """An NFO file of a season, an album, an artist …: nothing is wrong with it."""


def elements_in(text: str) -> list[Element]:
    """The roots in a file, in order. Raises NoNfo."""
    found = list(_chunks(text))
    if not found:
        raise _nothing_known(text)
    return [_parsed(chunk, line) for chunk, line in found]


def tells_a_story(text: str) -> bool:
    """Whether a file that begins like this is about a series, an episode or a film."""
    return _ROOT.search(text) is not None


def _chunks(text: str) -> Iterator[tuple[str, int]]:
    """Each root as XML of its own, and the line it begins in. What is before the first one (its
    declarations) belongs to it.
    """
    bare = _DECLARATION.sub("", text)
    at = line = counted = 0
    while root := _ROOT.search(bare, at):
        before = bare[: root.start()] if at == 0 else ""
        head = before if "<!" in before else ""
        closing = f"</{root[1]}>"
        end = bare.find(closing, root.end())
        end = len(bare) if end < 0 else end + len(closing)
        begin = root.start() - len(head)
        line += bare.count("\n", counted, begin)
        counted = begin
        yield head + bare[root.start() : end], line
        at = end


def _parsed(chunk: str, line: int) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        try:
            root: Element = fromstring(chunk)
        except ParseError:
            root = fromstring(_mended(chunk))
    except DefusedXmlException as error:
        raise NoNfo(
            _("It defines entities, which can fill the memory or read other files."),
            _("Delete its lines that begin with “<!” if you trust it, then try again."),
        ) from error
    except ParseError as error:
        at = str(line + error.position[0])
        raise NoNfo(
            _("Its XML is damaged in line {line}.", line=at),
            _("Have it exported again, or mend that line."),
        ) from error
    return root


def _mended(chunk: str) -> str:
    """As it was meant: a bare “&”, and the letters that HTML has names for."""

    def letter(found: re.Match[str]) -> str:
        is_known = found[1].startswith("#") or found[1] in _OF_XML
        return found[0] if is_known else html.unescape(found[0]).replace("&", "&amp;")

    return _AMPERSAND.sub("&amp;", _ENTITY.sub(letter, chunk))


def _nothing_known(text: str) -> NoNfo:
    root = _ANY_ROOT.search(_DECLARATION.sub("", text))
    if root is not None:
        why = _("It is about “{kind}”, not a series, an episode or a film.", kind=root[1])
        return AboutSomethingElse(why)
    if _ADDRESS.search(text):
        return NoNfo(_("It only names an address, which isn’t opened: nothing is in it."))
    return NoNfo(_("It isn’t an NFO file of Kodi or Jellyfin."))
