"""What no message may cover on the Listen page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.timeline.view import TimelineView


def kept_clear(
    page: QWidget, palette: QWidget, timeline: TimelineView, refs: Iterable[MarkRef | None]
) -> Iterator[QRect]:
    """The palette and these marks, in the page's coordinates."""
    yield QRect(palette.mapTo(page, QPoint()), palette.size())
    canvas, axis, moved = timeline.canvas, timeline.viewport.axis, timeline.marks.moved
    for ref in set(refs) if canvas.isVisible() else ():
        rect = None if ref is None else timeline.lanes.rect_of(axis, ref, moved)
        if rect is not None:
            in_canvas = rect.toAlignedRect().translated(canvas.gutter_px, 0)
            yield in_canvas.translated(canvas.mapTo(page, QPoint()))
