"""What was felt, in words beside each bead, clear of the ribbon and of one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from app.emotions.records import MAX_INTENSITY
from ui.story_music.ribbon.geometry import RibbonLayout
from ui.style.theme import text_font
from ui.style.tokens import TYPE
from ui.widgets.text import elided

DOT_PX, DOT_STEP_PX = 3.4, 10.0
DOTS_PX = MAX_INTENSITY * DOT_STEP_PX
_BESIDE_BEADS_PX = 40.0  # of a column, which no name takes
_APART_PX = 8.0


class FeltLabel(NamedTuple):
    """name: as much of it as there is room for. is_before: it stands left of its bead."""

    box: QRectF
    name: str
    is_before: bool


def felt_labels(layout: RibbonLayout, *, has_names: bool) -> tuple[FeltLabel | None, ...]:
    """By place; None where nothing was felt yet."""
    return tuple(_labels(layout, has_names=has_names))


def _labels(layout: RibbonLayout, *, has_names: bool) -> Iterator[FeltLabel | None]:
    """Each keeps clear of the one before it: none reaches as far as the one before that."""
    metrics = QFontMetricsF(text_font(TYPE.caption, strong=True))
    most = layout.column_px - _BESIDE_BEADS_PX
    taken = QRectF()
    for place, bead in enumerate(layout.beads):
        felt = bead.felt.leading
        if felt is None:
            taken = QRectF()
            yield None
            continue
        whole = elided(felt.name, metrics, most) if has_names else ""
        wide = max(DOTS_PX, metrics.horizontalAdvance(whole))
        box = layout.label(place, wide, taken)
        name = whole if box.width() >= wide else elided(whole, metrics, box.width())
        taken = box.adjusted(-_APART_PX, -1, _APART_PX, 1)
        yield FeltLabel(box, name, box.center().x() < layout.points[place].x())
