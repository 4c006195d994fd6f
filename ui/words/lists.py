"""Several things in one text: “a, b, c” or “a, b and c”."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.words import isolated, listed
from ui.words.locale import spoken_locale


def comma_list(parts: Iterable[str]) -> str:
    """“a, b, c”; empty parts are left out."""
    return listed(parts)


def and_list(parts: Iterable[str]) -> str:
    """“a, b and c”; empty parts are left out."""
    return spoken_locale().createSeparatedList([isolated(part) for part in parts if part])
