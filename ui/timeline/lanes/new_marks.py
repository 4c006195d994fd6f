"""This listen's marks, and the rest of this year's: told apart from all that was felt before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.core.instant import Instant
from app.core.words import pgettext
from app.emotions.records import Tag, TaggedEmotion
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.ridges.places import RidgePlaces
from ui.timeline.ridges.plan import RidgePlan
from ui.words.dates import short_month_and_year
from ui.words.locale import digits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.bool_]

_MINUTE_MS, _DAY_MS = 60_000, 86_400_000
_NEVER = 1 << 62
_DOT_PX, _CELL_PX, _MOST_HIGH = 4.0, 6, 2


def local_made_ms(tag: Tag) -> int:
    """When it was made, as the listener's clock showed it."""
    return tag.made_at_ms + tag.made_offset_min * _MINUTE_MS


@dataclass(frozen=True, slots=True)
class NewMarks:
    """since_ms: when this listen began. year: the current one, from when to when. All on the
    listener's clock; without them nothing is new.
    """

    since_ms: int = _NEVER
    year: int = 0
    year_begins_ms: int = _NEVER

    @classmethod
    def since(cls, began: datetime) -> NewMarks:
        """began: with its time zone."""
        offset = began.utcoffset()
        assert offset is not None
        local_ms = round((began.timestamp() + offset.total_seconds()) * 1_000)
        return cls(local_ms, began.year, _first_of(began.year))

    def is_new(self, item: TaggedEmotion) -> bool:
        tag = item.tag
        if tag.made_at_ms < self.since_ms - _DAY_MS:  # whatever the time zone
            return False
        return local_made_ms(tag) >= self.since_ms

    def are_new(self, made: Ints) -> Masks:
        found: Masks = made >= self.since_ms
        return found

    @staticmethod
    def when_made(item: TaggedEmotion, *, is_new: bool) -> str:
        """“today” for this listen's, else “Aug 2026”."""
        if is_new:
            return pgettext("made in this listen", "today")
        return _month(local_made_ms(item.tag) // _DAY_MS)

    def side_labels(self, places: RidgePlaces) -> list[SideLabel]:
        """Beside the pins and the dots; gone where rows are rows of marks."""
        if places.closeness > 0 or not self.year:
            return []
        today = pgettext("made in this listen", "today")
        return [
            SideLabel(places.middle(places.many), today, is_strong=True),
            SideLabel(places.strip_px - 1.5 * _DOT_PX, digits(self.year)),
        ]

    def paint_dots(
        self,
        painter: QPainter,
        index: MarkIndex[TaggedEmotion],
        plan: RidgePlan,
        places: RidgePlaces,
    ) -> None:
        """One for each other mark of this year, at most two in one place."""
        import numpy as np

        axis = places.axis
        near = index.touching(axis.ms_at(-4 * _CELL_PX), axis.ms_at(axis.width_px + 4 * _CELL_PX))
        made = index.made[near]
        near = near[(made >= self.year_begins_ms) & (made < self.since_ms)]
        if not len(near):
            return
        pixels = index.starts[near] / axis.ms_per_px
        cells = np.floor(pixels / _CELL_PX).astype(np.int64)
        colours: dict[int, list[QPointF]] = {}
        high: dict[int, list[int]] = {}
        foot = places.strip_px - _DOT_PX / 2 - 1
        for cell, row in zip(cells.tolist(), plan.row_of_mark[near].tolist(), strict=True):
            here = high.setdefault(cell, [])
            if row in here or len(here) >= _MOST_HIGH:
                continue
            x = (cell + 0.5) * _CELL_PX - axis.left_px
            y = foot - len(here) * (_DOT_PX + 2)
            here.append(row)
            colours.setdefault(row, []).append(QPointF(x, y))
        for row, points in colours.items():
            words = plan.rows[row]
            ink = QColor(line_of(words[0].colour))
            painter.setPen(QPen(ink, _DOT_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF(points))


@lru_cache(maxsize=1024)
def _month(day: int) -> str:
    """day: since 1970."""
    return short_month_and_year(Instant(day * _DAY_MS, 0).day)


def _first_of(year: int) -> int:
    return math.floor(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1_000)
