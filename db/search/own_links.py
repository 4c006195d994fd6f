"""Addresses inside texts that only the program reads: nobody searches for them."""

from __future__ import annotations

import re

SCHEME = "ost-my-heart"
_ADDRESS = re.compile(rf"\]\({SCHEME}:[^)\s]*\)", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """The words of links to moments and entries stay, what they lead to goes."""
    return _ADDRESS.sub("]", text) if f"{SCHEME}:" in text.lower() else text
