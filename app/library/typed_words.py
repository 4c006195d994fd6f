"""What the listener may type about a track."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.blank import is_blank
from app.core.errors import Problem
from app.core.words import Text, _
from app.transactions.typed import trimmed

_WORDS = frozenset({"title", "artist", "composer", "album", "album_artist"})
_NUMBERS = frozenset({"disc_number", "track_number", "year"})
_BELOW_ZERO = {
    "disc_number": Text("A track’s disc number can’t be below zero."),
    "track_number": Text("A track number can’t be below zero."),
    "year": Text("A track’s year can’t be below zero."),
}


def checked(words: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Problem for an empty title or a number below 0, TypeError for an unknown name."""
    unknown = words.keys() - _WORDS - _NUMBERS
    if unknown:
        raise TypeError(f"a track has no {', '.join(sorted(unknown))}")
    return {name: _checked(name, value) for name, value in words.items()}


def _checked(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        if value is not None and value < 0:
            raise Problem(str(_BELOW_ZERO[name]))
        return value
    text = trimmed(value)
    if name == "title" and is_blank(text):
        raise Problem(_("A track needs a title."), "", _("Type one, or keep the one it had."))
    return text
