"""Where the listener was when the program ended: the queue, the track, the place in it.

Both files hold ids of this journal; the track's uid says whether it is still the same journal.
What can't be read is as if it had never been kept: nothing authored is in it.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.user_files import read_bytes

if TYPE_CHECKING:
    from app.core.ids import LineKey

log = logging.getLogger(__name__)

_MOST_BYTES = 16 * 1024 * 1024  # a queue of 500,000 lines
_LONGEST_MS = 1 << 40
_HIGHEST_ID = 1 << 62


@dataclass(frozen=True, slots=True)
class LastPlace:
    """line: what was loaded, and where it was in the queue. seen: the part of the track that was
    in view; None for the whole. selected: the marks that were selected, of those that are saved.
    """

    line: LineKey
    track_uid: str
    index: int
    position_ms: int
    seen: Span | None = None
    selected: tuple[MarkRef, ...] = ()


class LastPlaceFiles:
    """The queue and the place in files of their own: one may be long, the other changes often."""

    def __init__(self, folder: Path) -> None:
        self._queue = folder / "last-queue.json"
        self._place = folder / "last-place.json"

    def keep_queue(self, lines: tuple[LineKey, ...]) -> None:
        """Raises OSError."""
        _write(self._queue, lines)

    def keep_place(self, place: LastPlace) -> None:
        """Raises OSError."""
        says = {
            "line": place.line,
            "track_uid": place.track_uid,
            "index": place.index,
            "position_ms": place.position_ms,
            "seen": None if place.seen is None else [place.seen.start_ms, place.seen.end_ms],
            "selected": [[str(ref.kind), ref.id] for ref in place.selected],
        }
        _write(self._place, says)

    def forget(self) -> None:
        """Raises OSError."""
        self._place.unlink(missing_ok=True)
        self._queue.unlink(missing_ok=True)

    def place(self) -> LastPlace | None:
        says = _read(self._place)
        try:
            return None if says is None else _place_of(says)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("%s: %r", self._place.name, error)
            return None

    def queue(self, place: LastPlace) -> tuple[tuple[LineKey, ...], int]:
        """The lines, and which of them the place is at: without its queue, that one alone."""
        says = _read(self._queue)
        try:
            lines = () if says is None else tuple(_line_of(item) for item in says)
        except (TypeError, ValueError) as error:
            log.warning("%s: %r", self._queue.name, error)
            lines = ()
        if place.index < len(lines) and lines[place.index] == place.line:
            return lines, place.index
        return (lines, lines.index(place.line)) if place.line in lines else ((place.line,), 0)


def _write(path: Path, says: object) -> None:
    write_whole(path, json.dumps(says).encode(), is_lasting=False)


def _read(path: Path) -> Any:
    """None if there is nothing that could be read."""
    try:
        return json.loads(read_bytes(path, _MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError, Problem) as error:
        log.warning("%s: %r", path.name, error)
        return None


def _place_of(says: Any) -> LastPlace:
    seen = says["seen"]
    return LastPlace(
        _line_of(says["line"]),
        str(says["track_uid"]),
        _number(says["index"], _HIGHEST_ID),
        _number(says["position_ms"], _LONGEST_MS),
        None if seen is None else Span(*(_number(ms, _LONGEST_MS) for ms in seen)),
        tuple(
            MarkRef(MarkKind(str(kind)), _number(mark_id, _HIGHEST_ID))
            for kind, mark_id in says["selected"]
        ),
    )


def _line_of(item: Any) -> LineKey:
    track_id, entry_id = item
    line_entry = None if entry_id is None else _number(entry_id, _HIGHEST_ID)
    return _number(track_id, _HIGHEST_ID), line_entry


def _number(value: Any, most: int) -> int:
    """Raises ValueError for anything but a whole number up to `most`."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no number from 0 to {most}")
    return value
