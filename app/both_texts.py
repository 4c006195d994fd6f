"""Two people, or two windows, wrote on the same thing: neither replaces the other."""

from __future__ import annotations


def both(before: str, now: str, mine: str, joint: str = "\n") -> str:
    """What a text becomes that was `before` when I began to write, is `now` by somebody else's
    hand, and shall be `mine`.

    Nobody else wrote: mine. Else both, the other's first, and what both have from before once.
    """
    if now in (before, mine) or _holds(mine, now):
        return mine
    if mine == before or _holds(now, mine):
        return now
    if before and now.startswith(before) and mine.startswith(before):
        added = mine[len(before) :].strip()
        return f"{now}{joint}{added}" if added else now
    return joint.join(part for part in (now, mine) if part)


def _holds(text: str, part: str) -> bool:
    """Whether every line of a text stands in the other already."""
    lines = text.splitlines()
    return bool(part.strip()) and all(line in lines for line in part.splitlines())
