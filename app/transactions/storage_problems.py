"""Storage faults as problems that the listener can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import Problem
from app.core.words import Text
from db.file.errors import StorageFault


class StorageProblem(Problem):
    """kind: of `db.file.errors.FaultKind`."""

    def __init__(self, kind: str, doing: str, details: str) -> None:
        texts = _ELSE.get(doing, {}).get(kind) or _WORDS[kind]
        what, why, remedy = map(str, texts)
        super().__init__(what, why, remedy, f"{doing}: {details}")
        self.kind = kind

    @property
    def is_passing(self) -> bool:
        """Whether trying again a moment later would work: somebody else is using the journal."""
        return self.kind == "locked"

    @property
    def needs_rescue(self) -> bool:
        """Whether the journal has to be recovered or replaced before it can be used."""
        return self.kind in ("damaged", "missing")


_WORDS = {
    "full": (
        Text("The disk is full, so this wasn’t saved."),
        Text("There is no space left on your journal’s disk."),
        Text("Free some space, then try again. What you saved before is safe."),
    ),
    "locked": (
        Text("Your journal is busy, so this wasn’t saved."),
        Text("An import, a restore or another program is writing to it."),
        Text("Try again when it has finished, or close the other program."),
    ),
    "damaged": (
        Text("Your journal’s file is damaged."),
        Text("Part of the file can’t be read."),
        Text("Go back to the newest backup, or restore an export. The damaged file isn’t deleted."),
    ),
    "missing": (
        Text("Your journal is missing."),
        Text(
            "Its file is gone or empty, but there are backups, pictures or marks that wait to be "
            "saved."
        ),
        Text("Go back to the newest backup, or put the file back. Nothing was changed."),
    ),
    "too_new": (
        Text("Your journal was made by a newer version of OST My Heart."),
        Text("This version doesn’t know everything in it, so it leaves the file alone."),
        Text("Install the newer version, or start with another profile."),
    ),
    "read_only": (
        Text("Your journal can’t be written to."),
        Text("The file or its folder is read-only."),
        Text("Allow writing to it, or start with another profile."),
    ),
    "unreachable": (
        Text("Your journal’s file can’t be reached."),
        Text(
            "Its disk or folder doesn’t respond, or the file was moved or replaced while it was "
            "open."
        ),
        Text(
            "Connect the disk or put the file back, then try again. If another file is meant to be "
            "your journal, close OST My Heart and open it again."
        ),
    ),
}

_OPENING = {
    "full": (
        Text("Your journal can’t be opened: the disk is full."),
        Text("There is no space left on your journal’s disk."),
        Text("Free some space, then try again. What you saved before is safe."),
    ),
    "unreachable": (
        Text("Your journal’s file can’t be reached."),
        Text("Its disk or folder doesn’t respond."),
        Text("Check that the disk is connected and the folder exists, then try again."),
    ),
    "locked": (
        Text("Your journal is busy and can’t be opened now."),
        Text("Another program is using its file."),
        Text("Close the other program, then try again."),
    ),
}

_READING = {
    "locked": (
        Text("Your journal is busy, so this can’t be shown now."),
        Text("An import, a restore or another program is using it."),
        Text("It will be shown when that has finished."),
    ),
}

_EXCHANGING = {
    "full": (
        Text("The disk is full, so your journal was left as it is."),
        Text("There is no space for another file beside it."),
        Text("Free some space, then choose again. Nothing was lost."),
    ),
    "locked": (
        Text("Your journal is busy, so it was left as it was."),
        Text("Another program has it open."),
        Text("Close the other program, then choose again."),
    ),
    "read_only": (
        Text("Your journal’s folder can’t be written to, so nothing was changed."),
        Text("It is read-only, or belongs to another user."),
        Text("Allow writing to it, then choose again."),
    ),
    "unreachable": (
        Text("Your journal’s folder can’t be used, so nothing was changed."),
        Text("Its disk doesn’t respond, or something else is in the way; see the details."),
        Text("Correct that, then choose again."),
    ),
}

_ELSE = {"open": _OPENING, "read": _READING, "exchange": _EXCHANGING}


@contextmanager
def reworded(doing: str) -> Iterator[None]:
    """Turns a StorageFault of `db` into a Problem.

    doing: “open”, “read”, “write” or “exchange”.
    """
    try:
        yield
    except StorageFault as fault:
        raise StorageProblem(fault.kind, doing, fault.details) from fault


# What prevents every write to the file, but may pass.
_PASSING = frozenset({"locked", "unreachable", "read_only", "full", "damaged"})


def may_wait(problem: Problem) -> bool:
    """Whether what couldn't be written for this reason may be written later."""
    return isinstance(problem, StorageProblem) and problem.kind in _PASSING
