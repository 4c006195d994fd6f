"""Columns of a mark made from another one: a copy, or the second half of a split."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.instant import Instant
from app.core.timecode import Span
from app.marks.spec import MarkSpec

_PRESS = ("raw_start_ms", "raw_end_ms", "listen_id", "made_at", "made_offset_min")


def copied(kind: MarkSpec, row: Mapping[str, Any], span: Span, now: Instant) -> dict[str, Any]:
    """A copy says the same somewhere else. It was made now, without a key press."""
    values = {name: row[name] for name in (*kind.what, *kind.facts, *kind.texts)}
    pressed = made(span, now.utc_ms, now.offset_min) if kind.is_pressed else {}
    return values | placed(row["track_id"], span) | pressed


def second_half(kind: MarkSpec, row: Mapping[str, Any], at_ms: int) -> dict[str, Any]:
    """The part after the cut: the same emotion from the same press. Texts stay with the first
    half, so that merging both again has everything once.
    """
    values = {name: row[name] for name in (*kind.what, *kind.facts)}
    if kind.is_pressed:
        values |= {name: row[name] for name in _PRESS}
        values["needs_no_note"] = row["needs_no_note"] or bool(row["note"])
    if row.get("carried_from") is not None:
        values["carried_from"] = row["carried_from"]
    if values.get("scene_offset_ms") is not None:
        values["scene_offset_ms"] += at_ms - row["start_ms"]
    return values | placed(row["track_id"], Span(at_ms, row["end_ms"]))


def placed(track_id: int, span: Span) -> dict[str, Any]:
    return {"track_id": track_id, "start_ms": span.start_ms, "end_ms": span.end_ms}


def made_now(span: Span) -> dict[str, Any]:
    now = Instant.now()
    return made(span, now.utc_ms, now.offset_min)


def made(span: Span, utc_ms: int, offset_min: int) -> dict[str, Any]:
    """The press of a mark that no key made: the same place as the mark."""
    return {
        "raw_start_ms": span.start_ms,
        "raw_end_ms": span.end_ms,
        "made_at": utc_ms,
        "made_offset_min": offset_min,
    }
