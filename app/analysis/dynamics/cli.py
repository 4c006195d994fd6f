"""`dynamics FILE…` on the command line: where the music builds, peaks, drops and pauses."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.analysis.dynamics.records import EventKind, FoundEvent
from app.core.errors import Problem
from app.core.path_names import display_name, display_path
from app.core.timecode import format_ms
from app.core.words import Text, _, isolated

if TYPE_CHECKING:
    from app.analysis.dynamics.hearing import HeardDynamics

log = logging.getLogger(__name__)

INTERRUPTED = 130

KIND_WORDS = {
    EventKind.BUILD: Text("Build", "intensity"),
    EventKind.CLIMAX: Text("Climax", "intensity"),
    EventKind.DROP: Text("Drop", "intensity"),
    EventKind.BREAK: Text("Break", "intensity"),
}
COLUMN_WORDS = (
    Text("Event", "intensity"),
    Text("From", "intensity"),
    Text("To", "intensity"),
    Text("Peak", "intensity"),
)


def dynamics_command(
    hear: Callable[[Path], HeardDynamics],
    files: Sequence[Path],
    *,
    as_json: bool,
    out: TextIO,
    err: TextIO,
) -> int:
    """Each file as soon as it was heard; as_json: one object on a line for each event.

    hear: raises Problem for a file that can't be read. That is said, and the others follow.
    Returns the exit code: 1 if any file couldn't be read to its end, 130 after Ctrl+C.
    """
    write = _write_json if as_json else _write_table
    code = 0
    for path in files:
        try:
            heard = hear(path)
        except Problem as problem:
            log.info("no dynamics of “%s”: %s %s", display_path(path), problem, problem.details)
            print(problem, file=err)
            code = 1
            continue
        except KeyboardInterrupt:
            print(_("Stopped."), file=err)
            return INTERRUPTED
        write(display_name(path), heard.dynamics.events, out)
        out.flush()
        if heard.breaks_off_ms is not None:
            print(_breaks_off(path, heard.breaks_off_ms), file=err)
            code = 1
    return code


def _breaks_off(path: Path, at_ms: int) -> str:
    return _(
        "“{file}” breaks off at {time}; only what comes before was heard.",
        file=display_name(path),
        time=format_ms(at_ms),
    )


def _write_json(track: str, events: Sequence[FoundEvent], out: TextIO) -> None:
    for event in events:
        row = {
            "track": track,
            "kind": event.kind.value,
            "start_ms": event.start_ms,
            "end_ms": event.end_ms,
            "peak_ms": event.peak_ms,
        }
        print(json.dumps(row, ensure_ascii=False), file=out)


def _write_table(track: str, events: Sequence[FoundEvent], out: TextIO) -> None:
    print(isolated(track), file=out)
    if not events:
        print("  " + _("No builds, climaxes, drops or breaks."), file=out)
        return
    rows = [tuple(map(str, COLUMN_WORDS)), *map(_cells, events)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for kind, *times in rows:
        cells = [time.rjust(width) for time, width in zip(times, widths[1:], strict=True)]
        print("  " + "  ".join([kind.ljust(widths[0]), *cells]), file=out)


def _cells(event: FoundEvent) -> tuple[str, ...]:
    times = (event.start_ms, event.end_ms, event.peak_ms)
    return (str(KIND_WORDS[event.kind]), *map(format_ms, times))
