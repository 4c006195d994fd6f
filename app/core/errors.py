"""Faults of the world, said so that a listener can act on them."""

from __future__ import annotations


class Problem(Exception):
    """Something outside the program went wrong, with a remedy.

    what: what happened, one sentence that names the thing.
    why: the reason, one sentence; may be empty.
    remedy: what to do now, one sentence; may be empty.
    details: technical text for the details button and the log.
    """

    def __init__(self, what: str, why: str = "", remedy: str = "", details: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy
        self.details = details

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.remedy) if part)


class AudioUnreadable(Problem):
    """A sound file could not be decoded; `why` says how far it could be read."""
