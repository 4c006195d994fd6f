"""The pictures of an entry in its row of the journal, small, and where each is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from app.core.words import ngettext
from app.journal.records import JournalItem
from ui.bridge.track.thumbnails import Thumbnails
from ui.entries.picture_strip import paint_tile
from ui.journal.row_pen import RowPen
from ui.journal.row_text import Fonts
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

TILE_PX = (66, 44)
_MORE_PX = 96  # for how many more there are


class RowTiles:
    """As many as fit in the width; they are the last of what a row shows. thumbnails: None paints
    none of them.
    """

    def __init__(self, fonts: Fonts, thumbnails: Thumbnails | None = None) -> None:
        self._fonts = fonts
        self._thumbnails = thumbnails
        self._width, self._height = (scaled_px(side) for side in TILE_PX)

    def height(self, item: JournalItem) -> float:
        """With the space above them; 0 without pictures."""
        return self._height + SPACE.s if item.links.pictures else 0.0

    def boxes(self, column: QRectF, bottom: float, item: JournalItem) -> list[QRectF]:
        """column: where the text is. bottom: of what the row shows."""
        count, step = len(item.links.pictures), self._width + SPACE.s
        fitting = int((column.width() + SPACE.s) // step)
        if count > fitting:
            fitting = max(1, int((column.width() - scaled_px(_MORE_PX) + SPACE.s) // step))
        top = bottom - self._height
        return [
            QRectF(column.left() + place * step, top, self._width, self._height)
            for place in range(min(count, fitting))
        ]

    def picture_at(self, at: QPointF, column: QRectF, bottom: float, item: JournalItem) -> int:
        """Which picture is there; -1 for none."""
        boxes = self.boxes(column, bottom, item)
        return next((place for place, box in enumerate(boxes) if box.contains(at)), -1)

    def paint(self, pen: RowPen, column: QRectF, bottom: float, item: JournalItem) -> None:
        if self._thumbnails is None or not item.links.pictures:
            return
        boxes = self.boxes(column, bottom, item)
        for box, picture in zip(boxes, item.links.pictures, strict=False):
            paint_tile(pen.painter, pen.seen(box), picture, self._thumbnails)
        more = len(item.links.pictures) - len(boxes)
        if more:
            # Translators: after some pictures of an entry
            words = ngettext("and 1 more", "and {n} more", more)
            rest = QRectF(boxes[-1]).adjusted(self._width + SPACE.s, 0, scaled_px(_MORE_PX), 0)
            pen.text(rest, words, self._fonts.caption, "ink_muted")
