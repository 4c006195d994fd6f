"""A name beside a lane, at one of its rows."""

from __future__ import annotations

from typing import NamedTuple


class SideLabel(NamedTuple):
    """middle: in the lane's coordinates. icon, colour: of an emotion; empty for words alone.
    is_strong: bold and in full ink.
    """

    middle: float
    words: str
    icon: str = ""
    colour: str = ""
    is_strong: bool = False
