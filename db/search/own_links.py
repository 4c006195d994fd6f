"""Addresses inside texts that only the program reads: nobody searches for them."""

from __future__ import annotations

import re

SCHEME = "ost-my-heart"
LONGEST = 1000  # characters; a longer address is none of ours, and no text of many takes hours
_ADDRESS = re.compile(rf"\]\({SCHEME}:[^)\s]{{0,{LONGEST}}}\)", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """The words of links to moments and entries stay, what they lead to goes."""
    return _ADDRESS.sub("]", text) if f"{SCHEME}:" in text.lower() else text
