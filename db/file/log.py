"""Looks whether the log of a killed process is whole, before SQLite passes over what is not."""

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


def expect_whole_log(database: Path) -> None:
    """Raises StorageFault damaged when commits that were made can no longer be read.

    Nothing is asked where no process was killed, nor while another has the journal open: then the
    log is in use. The files are opened by a process of its own, never by this one.
    """
    if sys.platform == "win32" or not _is_left_over(database):
        return
    try:
        with held_alone(database, patience_s=0.0):
            found = _asked(database) if _is_left_over(database) else ""
    except StorageFault as fault:
        if fault.kind is FaultKind.DAMAGED:
            raise
        log.info("the log of %s was not looked at: %s", database, fault.details)
        return
    if found:
        raise StorageFault(FaultKind.DAMAGED, found)


def _is_left_over(database: Path) -> bool:
    with sorted_file_faults():
        return any(_holds_something(Path(f"{database}{end}")) for end in ("-wal", "-shm"))


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _asked(database: Path) -> str:
    """What the script found; a script that could not answer is no fault of the journal."""
    command = [sys.executable, "-I", "-S", str(_SCRIPT), str(database)]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("the log of %s could not be looked at: %r", database, error)
        return ""
    return answer.stdout.decode("utf-8", "replace")
