"""Logging: everything to a rotating file in the profile, warnings also to the terminal.

The rotating handler imports sockets and pickle, which takes 13 ms: while a window opens, records
are held back until it is shown.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.profile.paths import Paths

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
MAX_BYTES = 1_000_000
BACKUPS = 4
_ours: list[logging.Handler] = []  # of the previous window, if a repaired profile is opened again


class HeldBack(logging.Handler):
    """Collects records until `set_up_logs` knows where to write them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def hold_back_logs() -> HeldBack:
    """From now on; pass the result to `set_up_logs`. A second window starts afresh."""
    held = HeldBack()
    root = logging.getLogger()
    _end_ours(root)
    root.setLevel(logging.INFO)
    root.addHandler(held)
    return held


def set_up_logs(paths: Paths, *, is_verbose: bool = False, held: HeldBack | None = None) -> None:
    """Writes everything from info upwards to the profile's log, and warnings to standard error.

    If the log can't be written, standard error says so and the program goes on.
    """
    root = logging.getLogger()
    if held is not None:
        root.removeHandler(held)
    root.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.DEBUG if is_verbose else logging.WARNING)
    terminal.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    root.addHandler(terminal)
    _ours.append(terminal)
    _add_file(root, paths)
    for record in held.records if held is not None else ():
        root.handle(record)


def _end_ours(root: logging.Logger) -> None:
    while _ours:
        handler = _ours.pop()
        root.removeHandler(handler)
        handler.close()


def _add_file(root: logging.Logger, paths: Paths) -> None:
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        file = _log_file(paths)
    except OSError as error:
        root.warning("no log file at %s: %s", paths.log_file, error)  # not shown
        return
    file.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(file)
    _ours.append(file)


def _log_file(paths: Paths) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    class LogFile(RotatingFileHandler):
        """On a full disk lines are lost, as there is no room for them: no reason to fill the
        terminal with where in the program each was written.
        """

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
            if not isinstance(sys.exc_info()[1], OSError):
                super().handleError(record)

    return LogFile(paths.log_file, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8")
