"""Whether there is anything to be read in a text."""

from __future__ import annotations

from unicodedata import category

# Controls, joiners and directions, spaces.
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))  # not shown


def is_blank(text: str) -> bool:
    """Nothing in it can be seen: as a name it would be none."""
    return all(category(sign) in _UNSEEN for sign in text)
