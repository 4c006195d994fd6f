"""Checks that a killed process's log is complete, before SQLite ignores what is damaged."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_file_faults
from db.file.journal_lock import held_alone

log = logging.getLogger(__name__)

_SCRIPT = Path(__file__).with_name("log_facts.py")
_PATIENCE_S = 20.0


class UnreadLog(StorageFault):  # not shown
    """Commits are lost: only the first frames of the log can be read.

    written: how many frames there were; None if that isn't known.
    """

    def __init__(self, readable: int, written: int | None) -> None:
        of_how_many = "" if written is None else f" of {written}"
        super().__init__(
            FaultKind.DAMAGED, f"only {readable}{of_how_many} frames of the log can be read"
        )
        self.readable = readable
        self.written = written


def expect_whole_log(database: Path) -> None:
    """Raises UnreadLog if commits can no longer be read, StorageFault if the folder can't be.

    Does nothing if no process was killed, or while another one has the journal open and uses the
    log. Another process opens the files, never this one.
    """
    if sys.platform == "win32" or not _is_left_over(database):
        return
    try:
        with held_alone(database, patience_s=0.0):
            found = _readable_frames(database) if _is_left_over(database) else []
    except StorageFault as fault:
        if fault.kind is FaultKind.DAMAGED:
            raise
        log.info("the log of %s wasn’t checked: %s", database, fault.details)
        return
    if found:
        raise UnreadLog(found[0], found[1] if len(found) > 1 else None)


def _is_left_over(database: Path) -> bool:
    with sorted_file_faults():
        return any(_holds_something(Path(f"{database}{end}")) for end in ("-wal", "-shm"))


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _readable_frames(database: Path) -> list[int]:
    """What the script prints; empty if it fails, which says nothing about the journal."""
    command = [sys.executable, "-I", "-S", str(_SCRIPT), str(database)]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S, check=True)
        return [int(word) for word in answer.stdout.split()]
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        log.warning("the log of %s couldn’t be checked: %r", database, error)
        return []
