"""Addresses inside texts that only the program reads: nobody searches for them."""

from __future__ import annotations

import re
from collections.abc import Callable

SCHEME = "ost-my-heart"
TO_PLACES = f"{SCHEME}:track/"
_PLACE = re.compile(
    rf"(?P<to>{TO_PLACES})(?P<uid>[A-Za-z0-9_.:-]{{1,36}})"
    r"/(?P<start>[0-9]{1,10})-(?P<end>[0-9]{1,10})(?![0-9])",
    re.IGNORECASE,
)
LONGEST = 1000  # characters; a longer address is none of ours, and no text of many takes hours
_ADDRESS = re.compile(rf"\]\({SCHEME}:[^)\s]{{0,{LONGEST}}}\)", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """The words of links to moments and entries stay, what they lead to goes."""
    return _ADDRESS.sub("]", text) if f"{SCHEME}:" in text.lower() else text


def with_places_moved(
    text: str, uid_of: Callable[[str], str], place: Callable[[str, int], int]
) -> str:
    """Its links to places in tracks as they are once these are others. uid_of: the uid that a track
    has now. place: of the track with this uid, where a place of it is now.
    """

    def moved(link: re.Match[str]) -> str:
        uid = link["uid"]
        start_ms, end_ms = (place(uid, int(link[name])) for name in ("start", "end"))
        return f"{link['to']}{uid_of(uid)}/{start_ms}-{end_ms}"

    return _PLACE.sub(moved, text) if TO_PLACES in text.lower() else text
