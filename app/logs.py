"""Logging, set up once: a rotating file in the profile, warnings on the terminal."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler

from app.paths import Paths

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
MAX_BYTES = 1_000_000
BACKUPS = 4


def set_up_logs(paths: Paths, *, is_verbose: bool = False) -> None:
    """Everything from info upwards into the profile's log; warnings also to standard error.

    A log that cannot be written is said on standard error and does not stop the program.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.DEBUG if is_verbose else logging.WARNING)
    terminal.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    root.addHandler(terminal)
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            paths.log_file, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8"
        )
    except OSError as error:
        root.warning("no log file at %s: %s", paths.log_file, error)
        return
    file.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(file)
