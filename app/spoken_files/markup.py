"""Takes the markup out of a line: tags, override codes, entities; in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable

_VOICE = re.compile(r"<v(?:\.[\w.-]{1,60})?[ \t]+([^<>\n]{1,60})>")  # WebVTT says who speaks
_SPACES = re.compile(r"\s+")
_HARD = re.compile(r"\\[hnN]")
_TAG = re.compile(r"[/!?A-Za-z]|\d+:\d")  # also the times inside a line of WebVTT
_LONGEST = 1_000  # no tag is longer: looking further would take hours on “<<<<…”
# Marks of writing direction and joiners that subtitles are full of, and that say nothing.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def bare(text: str) -> str:
    """In one line, as it is read aloud; with who says it, if that is said: “Mira: No wish.”"""
    from html import unescape  # its table of names is large, and a start has no line to read

    text = _VOICE.sub(r"\1: ", text)
    text = _HARD.sub(" ", _without(_without(text, "{", "}", _is_override), "<", ">", _is_tag))
    return _SPACES.sub(" ", _UNSEEN.sub("", unescape(text))).strip()


def _without(text: str, opens: str, closes: str, is_markup: Callable[[str], bool]) -> str:
    """Without what stands in these brackets. One that isn't closed stays."""
    kept: list[str] = []
    at = 0
    while (begin := text.find(opens, at)) >= 0:
        end = text.find(closes, begin, begin + _LONGEST)
        if end < 0:
            kept.append(text[at : begin + 1])
            at = begin + 1
            continue
        kept.append(text[at:begin])
        inside = text[begin + 1 : end]
        if opens not in inside and is_markup(inside):
            at = end + 1
        else:
            at = begin + 1
            kept.append(opens)
    return "".join((*kept, text[at:]))


def _is_tag(inside: str) -> bool:
    """“<3” and “a < b > c” are words."""
    return _TAG.match(inside) is not None


def _is_override(inside: str) -> bool:
    return inside.startswith(("\\", "*", "=", "y:", "Y:", "c:", "C:", "f:", "F:", "s:", "S:"))
