"""What goes wrong outside the program, in words that tell the listener what to do."""

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
    """An audio file couldn’t be decoded; `why` says how far it could be read."""
