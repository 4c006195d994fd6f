"""Storage faults in words a listener can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import Problem
from db.file.errors import StorageFault


class StorageProblem(Problem):
    """kind: of `db.file.errors.FaultKind`."""

    def __init__(self, kind: str, doing: str, details: str) -> None:
        words = _ELSE.get(doing, {}).get(kind)
        super().__init__(*(words or _WORDS[kind]), details=f"{doing}: {details}")
        self.kind = kind

    @property
    def is_passing(self) -> bool:
        """Whether the same would be done a moment later: somebody else is at the journal now."""
        return self.kind == "locked"

    @property
    def needs_rescue(self) -> bool:
        """Whether the journal has to be mended or replaced before it is one again."""
        return self.kind in ("damaged", "missing")


_WORDS = {
    "full": (
        "The disk is full, so this wasn’t kept.",
        "There is no room left where your journal lives.",
        "Free some space, then do it again. Nothing you kept before is lost.",
    ),
    "locked": (
        "Your journal is busy, so this wasn’t kept.",
        "An import, a restore or another program is writing to it.",
        "Do it again when that is done, or close the other program.",
    ),
    "damaged": (
        "Your journal file is damaged.",
        "Part of the file on disk can’t be read.",
        "Restore the newest backup, or an export. The damaged file is kept.",
    ),
    "missing": (
        "Your journal is missing.",
        "Its file is gone or empty, but backups, pictures or marks that waited for it are here.",
        "Restore the newest backup, or put the file back; nothing was changed.",
    ),
    "too_new": (
        "Your journal was made by a newer version of OST My Heart.",
        "This version would not understand everything in it, so it leaves the file alone.",
        "Install the newer version, or start with another profile.",
    ),
    "read_only": (
        "Your journal can’t be written to.",
        "The file or its folder is read-only.",
        "Allow writing to it, or start with another profile folder.",
    ),
    "unreachable": (
        "Your journal file can’t be reached.",
        "Its disk or folder doesn’t answer, or the file was moved or replaced while it was open.",
        "Connect the disk or put the file back, then try again. If another file is to be your "
        "journal, close OST My Heart and open it again.",
    ),
}

_OPENING = {
    "full": (
        "Your journal can’t be opened: the disk is full.",
        "There is no room left where your journal lives.",
        "Free some space, then try again. Nothing you kept is lost.",
    ),
    "unreachable": (
        "Your journal file can’t be reached.",
        "Its disk or folder doesn’t answer.",
        "Check that the disk is connected and the folder exists, then try again.",
    ),
    "locked": (
        "Your journal is busy and can’t be opened now.",
        "Another program holds the journal file.",
        "Close the other program, then try again.",
    ),
}

_READING = {
    "locked": (
        "Your journal is busy, so this can’t be shown now.",
        "An import, a restore or another program holds it.",
        "It is shown when that is done.",
    ),
}

_EXCHANGING = {
    "full": (
        "The disk is full, so your journal was left as it is.",
        "There is no room for another file beside it.",
        "Free some space, then choose again. Nothing was lost.",
    ),
    "locked": (
        "Your journal is busy, so it was left as it is.",
        "Another program has it open.",
        "Close the other program, then choose again.",
    ),
    "read_only": (
        "Your journal’s folder can’t be written to, so nothing was changed.",
        "It is read-only, or belongs to somebody else.",
        "Allow writing to it, then choose again.",
    ),
    "unreachable": (
        "Your journal’s folder can’t be used, so nothing was changed.",
        "Its disk doesn’t answer, or something else stands in the way; the details say what.",
        "Look after that, then choose again.",
    ),
}

_ELSE = {"open": _OPENING, "read": _READING, "exchange": _EXCHANGING}


@contextmanager
def reworded(doing: str) -> Iterator[None]:
    """Turns a StorageFault from below into a Problem. doing: “open”, “read”, “write”
    or “exchange”."""
    try:
        yield
    except StorageFault as fault:
        raise StorageProblem(fault.kind, doing, fault.details) from fault


# What stands in the way of any write to the file, and may be gone later.
_PASSING = frozenset({"locked", "unreachable", "read_only", "full", "damaged"})


def may_wait(problem: Problem) -> bool:
    """Whether what could not be written for this reason may be written later."""
    return isinstance(problem, StorageProblem) and problem.kind in _PASSING
