"""Moves everything that is on a track's own time: marks, traces, lyrics, passages of listens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.ranges.limits import MOST_MS
from db.ranges.mending import nearest, rising

RowImage = Mapping[str, Any]
_PLACES = ("start_ms", "end_ms", "raw_start_ms", "raw_end_ms", "peak_ms")
_SOURCE = "track_source"


@dataclass(frozen=True, slots=True)
class Shift:
    """To another track's time: by_ms later (or earlier), within that track's duration.

    ratio: how long a millisecond is on that track, where it runs at another speed. What would begin
    before its start is cut there, and so is what this move would take past its end. Nothing is
    moved back that was past the end before. Every value is inside its column's limits.
    """

    by_ms: int
    duration_ms: int
    ratio: float = 1.0

    def place(self, at_ms: int) -> int:
        there_ms = self._there(at_ms)
        most_ms = max(self.duration_ms, there_ms - self.by_ms)
        return max(0, min(there_ms, most_ms, MOST_MS))

    def moved_row(self, table: str, row: RowImage) -> dict[str, Any]:
        """The new values of a row that is on the track's time."""
        if table == _SOURCE:  # its start and end are places in its file
            return self._moved_source(row)
        if "anchors" in row:
            return {"anchors": rising((self.place(a), b) for a, b in row["anchors"])}
        if "lines" in row:
            return {"lines": tuple(self._moved_line(*line) for line in row["lines"])}
        return self._moved_trace(row) if "samples" in row else self.moved(row)

    def moved_link(self, row: RowImage) -> dict[str, Any]:
        """The new values of a row of another track that links to this one."""
        if "anchors" not in row:
            return {}
        return {"anchors": rising((a, self.place(b)) for a, b in row["anchors"])}

    def moved(self, row: RowImage) -> dict[str, Any]:
        """The new values of the places in a row."""
        values = {name: self.place(row[name]) for name in _PLACES if row.get(name) is not None}
        if row.get("scene_offset_ms") is not None:
            cut_ms = values["start_ms"] - self._there(row["start_ms"])
            scene_ms = row["scene_offset_ms"] + max(0, cut_ms)
            values["scene_offset_ms"] = nearest("cue", "scene_offset_ms", scene_ms)
        return values

    def cuts(self, row: RowImage) -> bool:
        """Whether the row loses some of its place."""
        return any(self.place(row[name]) != self._there(row[name]) for name in _PLACES[:2])

    def _moved_line(
        self, start_ms: int | None, end_ms: int | None, text: str
    ) -> tuple[int | None, int | None, str]:
        start_ms, end_ms = (None if ms is None else self.place(ms) for ms in (start_ms, end_ms))
        return start_ms, end_ms, text

    def _there(self, at_ms: int) -> int:
        return round(at_ms * self.ratio) + self.by_ms

    def _moved_source(self, row: RowImage) -> dict[str, Any]:
        offset_ms, tempo_ratio = self._there(row["offset_ms"]), row["tempo_ratio"] * self.ratio
        return {
            "offset_ms": nearest(_SOURCE, "offset_ms", offset_ms),
            "tempo_ratio": nearest(_SOURCE, "tempo_ratio", tempo_ratio),
        }

    def _moved_trace(self, row: RowImage) -> dict[str, Any]:
        """Without the samples that have no place any more."""
        step_ms = nearest("trace", "step_ms", round(row["step_ms"] * self.ratio))
        samples = row["samples"]
        start_ms, end_ms = self._there(row["start_ms"]), self._there(row["end_ms"])
        first = max(0, -(start_ms // step_ms))
        past_ms = max(0, end_ms - self.place(row["end_ms"]))
        last = max(first, len(samples) // 2 - -(-past_ms // step_ms))
        new_start_ms = min(MOST_MS, start_ms + first * step_ms)
        new_end_ms = min(MOST_MS, end_ms, new_start_ms + (last - first) * step_ms)
        return {
            "start_ms": new_start_ms,
            "end_ms": max(new_start_ms, new_end_ms),
            "step_ms": step_ms,
            "samples": samples[2 * first : 2 * last],
        }
