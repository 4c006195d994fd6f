"""Which mark or number is under a point, and which part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF

from app.core.timecode import Span
from app.core.words import _
from ui.timeline.geometry.lane_area import Hit, LaneArea, Part
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.signs import SMALL_PX
from ui.words.marks import is_waiting, several_in_words

EDGE_PX = 5.0
_LEAST_APART_MS = 200  # zoomed to this, marks a twentieth of a second apart have signs of their own


def mark_hit(mark: LaneMark[Any], row: QRectF, reach_px: float, x: float, y: float) -> Hit | None:
    """row: where the mark is drawn. reach_px: of a point's sign."""
    if not row.top() <= y < row.bottom():
        return None
    body = Hit(mark.ref, mark.span, Part.BODY, mark.text)
    if row.width() < SMALL_PX:
        return body if abs(x - row.center().x()) <= reach_px else None
    # A thin span keeps a body between its edges; an edge can also be grabbed from outside.
    inside = min(EDGE_PX, row.width() / 4)
    for part, edge, way in ((Part.START, row.left(), 1), (Part.END, row.right(), -1)):
        if -EDGE_PX / 2 <= (x - edge) * way <= inside:
            return Hit(mark.ref, mark.span, part, mark.text)
    return body if row.left() <= x <= row.right() else None


def count_hit(marks: Sequence[LaneMark[Any]], starts: Span) -> Hit:
    """With the span to zoom to: where its marks start, and at least as much as separates them."""
    first, last = starts.start_ms, starts.end_ms
    span = Span(first, max(last, first + _LEAST_APART_MS))
    waits = sum(is_waiting(mark.value) for mark in marks)
    words = several_in_words(len(marks), waits)
    refs = tuple(mark.ref for mark in marks)
    # Translators: marks is such as “12 marks, 2 of them wait to be saved”
    return Hit(None, span, Part.BODY, _("{marks}: click to open", marks=words), refs=refs)


def best_hit(hits: list[Hit], area: LaneArea) -> Hit:
    """A selected mark before others, a body before a neighbour's edge, what is in front before
    what is behind."""
    chosen = [hit for hit in hits if hit.ref in area.selected]
    bodies = [hit for hit in hits if hit.part is Part.BODY]
    return (chosen or bodies or hits)[-1]


def touches(rect: QRectF, band: QRectF) -> bool:
    """Also if the band is as thin as a line, for which QRectF.intersects is false."""
    return (
        rect.left() <= band.right()
        and band.left() <= rect.right()
        and rect.top() <= band.bottom()
        and band.top() <= rect.bottom()
    )
