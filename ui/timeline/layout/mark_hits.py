"""What of a mark or a count is under a point, and which of several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.lane_area import Hit, LaneArea, Part
from ui.timeline.layout.clusters import Count
from ui.timeline.layout.mark_layout import LaneMark
from ui.timeline.layout.zoom_step import SMALL_PX
from ui.words.marks import several_in_words, waiting_in

EDGE_PX = 5.0


def mark_hit(mark: LaneMark[Any], row: QRectF, reach_px: float, x: float, y: float) -> Hit | None:
    """row: where the mark is drawn. reach_px: of a point's sign."""
    if not row.top() <= y < row.bottom():
        return None
    body = Hit(mark.ref, mark.span, Part.BODY, mark.text)
    if row.width() < SMALL_PX:
        return body if abs(x - row.center().x()) <= reach_px else None
    # A thin span keeps a body between its edges; an edge can be caught from outside, too.
    inside = min(EDGE_PX, row.width() / 4)
    for part, edge, way in ((Part.START, row.left(), 1), (Part.END, row.right(), -1)):
        if -EDGE_PX / 2 <= (x - edge) * way <= inside:
            return Hit(mark.ref, mark.span, part, mark.text)
    return body if row.left() <= x <= row.right() else None


def count_hit(kind: MarkKind, count: Count[Any]) -> Hit:
    """To be zoomed to: where its marks begin, and as much again as tells them apart."""
    first, last = count.starts.start_ms, count.starts.end_ms
    span = Span(first, max(last, first + count.cell.duration_ms // 4))
    refs = tuple(MarkRef(kind, mark_id) for mark_id in count.ids)
    words = several_in_words(len(count), waiting_in(count.shares))
    return Hit(None, span, Part.BODY, f"{words}: click to open", refs=refs)


def best_hit(hits: list[Hit], area: LaneArea) -> Hit:
    """The selected mark before others, a body before a neighbour's edge."""
    chosen = [hit for hit in hits if hit.ref in area.selected]
    bodies = [hit for hit in hits if hit.part is Part.BODY]
    return (chosen or bodies or hits)[0]


def touches(rect: QRectF, band: QRectF) -> bool:
    """Also where the band is as thin as a line, which QRectF.intersects denies."""
    return (
        rect.left() <= band.right()
        and band.left() <= rect.right()
        and rect.top() <= band.bottom()
        and band.top() <= rect.bottom()
    )
