"""`import PATH…` on the command line: progress on standard error, the report on standard output."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.core.jobs import JobContext, Progress
from app.core.path_names import display_path

if TYPE_CHECKING:
    from app.library.importing import ImportService
    from app.library.records import ImportReport

INTERRUPTED = 130  # as a shell reports Ctrl+C


def import_command(
    importing: ImportService, paths: Sequence[Path], as_json: bool, out: TextIO
) -> int:
    """The exit code: 0, also when some files could not be read; 1 when nothing could; 130 after
    Ctrl+C, which keeps what was taken in so far.
    """
    # Loading SQLAlchemy makes objects that live to the end: looking among them for garbage was
    # measured at a fifth of its import.
    gc.set_threshold(100_000, 50, 50)
    line = ProgressLine(sys.stderr)
    job = JobContext(line.show)
    try:
        report = importing.run(paths, job)
    except KeyboardInterrupt:
        line.clear()
        sys.stderr.write("Stopped. What was read is kept; run the same command to go on.\n")
        return INTERRUPTED
    line.clear()
    for file in report.unreadable:
        sys.stderr.write(f"{_printable(file.path)}: {file.reason}\n")
    out.write(json.dumps(as_plain(report)) if as_json else in_words(report))
    out.write("\n")
    nothing_went_in = not (report.added or report.updated or report.moved or report.unchanged)
    return 1 if report.unreadable and nothing_went_in else 0


class ProgressLine:
    """One line, rewritten in place on a terminal, silent elsewhere."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_terminal = out.isatty()
        self._shown = ""

    def show(self, progress: Progress) -> None:
        if not self._is_terminal or progress.done % 25:
            return
        count = f"{progress.done} of {progress.total}" if progress.total else str(progress.done)
        self._write(f"{count}  {progress.label}"[:78])

    def clear(self) -> None:
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        self._out.write("\r" + text.ljust(len(self._shown)) + ("" if text else "\r"))
        self._out.flush()
        self._shown = text


def in_words(report: ImportReport) -> str:
    """“31 added, 2 updated, 1 could not be read.”"""
    counts = (
        (report.added, "added"),
        (report.updated, "updated"),
        (report.moved, "found in a new place"),
        (report.returned, "back again"),
        (report.unchanged, "unchanged"),
        (report.missing, "missing"),
        (len(report.unreadable), "could not be read"),
        (len(report.possibly_same), "perhaps the same as a track you have"),
    )
    said = [f"{count} {word}" for count, word in counts if count]
    return f"{', '.join(said)}." if said else "No music was found there."


def as_plain(report: ImportReport) -> dict[str, object]:
    """The report as JSON holds it; odd bytes in a path are shown as they can be."""
    plain = asdict(report)
    plain["unreadable"] = [
        {"path": _printable(file.path), "reason": file.reason} for file in report.unreadable
    ]
    return plain


def _printable(path: Path) -> str:
    """On one line, and fit for a terminal, whatever bytes the name is made of."""
    shown = display_path(path)
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
