"""Years: which emotion led at each place, a row for each year that has marks."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QTransform

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text, _, ngettext
from app.emotions.records import TaggedEmotion
from app.timeline.records import TrackTimeline
from ui.style.patterns import pattern_brush
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, Part
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.ridge_layer import ridge_look
from ui.timeline.layout.mark_index import changed_spans
from ui.timeline.paint.bar_picture import PATTERN_SCALE, PERIOD_PX
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.ridges.density import CHANGE_PX, REACH_PX, density
from ui.timeline.ridges.leading import Leading, leading, leading_in_each
from ui.words.locale import digits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_PAD_PX = 4
_BAR_PX = 8.0
_MOST_YEARS = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class YearRow(NamedTuple):
    """One year; or, in the first row, all up to one. places: of its marks in the index."""

    year: int
    has_earlier: bool
    places: Ints

    @property
    def words(self) -> str:
        year = digits(self.year)
        # Translators: a year and all before it, in a narrow place: “≤ 2019”
        return _("≤ {year}", year=year) if self.has_earlier else year


class YearsLane(Lane):
    """The oldest year is at the top; those without room share the first row."""

    key = "earlier"
    title = Text("Years")
    icon = "history"

    def __init__(self) -> None:
        self._felt = EmotionLane()
        self._tags: tuple[TaggedEmotion, ...] = ()
        self._years: tuple[tuple[int, Ints], ...] | None = ()

    def follow(self, felt: EmotionLane) -> None:
        """Whose marks it shows."""
        self._felt = felt

    @property
    def is_filled(self) -> bool:
        return bool(self._tags)

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        before, self._tags = self._tags, timeline.tags
        changed = changed_spans(before, self._tags)
        if changed != []:
            self._years = None
        return changed

    def heights(self) -> LaneHeights:
        each = _row_px()
        many = min(_MOST_YEARS, max(1, len(self.years())))
        least, natural = min(2, many), min(3, many)
        return LaneHeights(*(2 * _PAD_PX + n * each for n in (least, natural, many)))

    def shape(self, area: LaneArea) -> object:
        return tuple((row.year, row.has_earlier) for row in self.rows(area.height))

    def years(self) -> tuple[tuple[int, Ints], ...]:
        """Each with the places of its marks, the oldest first."""
        if self._years is None:
            self._years = _by_year(self._felt.index.made) if self._tags else ()
        return self._years

    def rows(self, height: float) -> list[YearRow]:
        import numpy as np

        years = self.years()
        room = max(1, min(_MOST_YEARS, int((height - 2 * _PAD_PX) // _row_px())))
        if len(years) <= room:
            return [YearRow(year, False, places) for year, places in years]
        first = len(years) - room
        shared = np.sort(np.concatenate([places for _year, places in years[: first + 1]]))
        rest = years[first + 1 :]
        oldest = YearRow(years[first][0], True, shared)
        return [oldest, *(YearRow(year, False, places) for year, places in rest)]

    def reach_px(self, ms_per_px: float) -> int:
        return CHANGE_PX

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        axis = area.axis
        left, right = max(-4.0, axis.x_of(0)), min(axis.width_px + 4, axis.x_of(axis.duration_ms))
        laid_out = self._laid_out(area)
        leads = self._leads([row for row, _bar in laid_out], axis)
        painter.setPen(Qt.PenStyle.NoPen)
        for (_row, bar), lead in zip(laid_out, leads, strict=True):
            painter.setBrush(colour("sunken"))
            painter.drawRoundedRect(QRectF(left, bar.top(), right - left, bar.height()), 3, 3)
            top, high = round(bar.top()), round(bar.height())
            brushes: dict[int, QBrush] = {}
            for start, end, words in lead.stretches():
                x, end_x = max(start - axis.left_px, left), min(end - axis.left_px, right)
                if end_x - x > 1:
                    if words not in brushes:
                        brushes[words] = self._brush(words, axis, top)
                    piece = QRect(round(x), top, round(end_x) - round(x) - 1, high)
                    painter.fillRect(piece, brushes[words])

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Nothing: its names are beside it."""

    def side_labels(self, area: LaneArea) -> Sequence[SideLabel]:
        return [SideLabel(bar.center().y(), row.words) for row, bar in self._laid_out(area)]

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        """The marks of the year that led here."""
        for row, bar in self._laid_out(area):
            if not bar.top() - 3 <= y <= bar.bottom() + 3:
                continue
            at = x + area.axis.left_px
            for start, end, lead in self._leads([row], area.axis)[0].stretches():
                if start <= at < end:
                    return self._hit(area.axis, row, lead, start, end)
        return None

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        return ()

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        years = self.years()
        if not years:
            return _("No marks yet.")
        return ngettext("1 year with marks", "{n} years with marks", len(years))

    def _hit(self, axis: TimeAxis, row: YearRow, lead: int, start: int, end: int) -> Hit | None:
        plan, index = self._felt.layout.plans.everything(), self._felt.index
        start_ms, end_ms = max(0, start) * axis.ms_per_px, end * axis.ms_per_px
        places = row.places
        here = (index.ends[places] >= start_ms) & (index.starts[places] <= end_ms)
        its = places[here & (plan.row_of_mark[places] == lead)].tolist()
        refs = tuple(index.values[place].ref for place in its)
        if not refs:
            return None
        name = plan.rows[lead][0].name
        words = ngettext(
            "{year}: {emotion} led here, 1 mark",
            "{year}: {emotion} led here, {n} marks",
            len(refs),
            year=row.words,
            emotion=name,
        )
        span = Span(round(start_ms), min(axis.duration_ms, round(end_ms)))
        return Hit(None, span, Part.BODY, words, refs=refs, row=lead, opens_years=True)

    def _leads(self, rows: Sequence[YearRow], axis: TimeAxis) -> list[Leading]:
        """Of each row what led."""
        import numpy as np

        if not rows:
            return []
        plans, index = self._felt.layout.plans, self._felt.index
        plan = plans.everything()
        if len(self.years()) == 1:  # all that was felt, which the ridges have counted already
            return [leading(plans.density.of(plan, axis, _BAR_PX))]
        row_of = np.full(len(index), -1, np.int64)
        for number, row in enumerate(rows):
            row_of[row.places] = number
        reach = REACH_PX + 2 * _BAR_PX
        near = index.touching(axis.ms_at(-reach), axis.ms_at(axis.width_px + reach))
        near = near[(row_of[near] >= 0) & plan.is_felt[near]]
        felt = plan.part(near, is_felt=True)
        felt = felt._replace(rows=felt.rows + plan.many * row_of[near])
        found = density(felt, len(rows) * plan.many, axis, margin_px=_BAR_PX)
        return leading_in_each(found, len(rows))

    def _laid_out(self, area: LaneArea) -> list[tuple[YearRow, QRectF]]:
        rows = self.rows(area.height)
        each = (area.height - 2 * _PAD_PX) / max(1, len(rows))
        bar_px = min(_BAR_PX, each - 2)
        found = []
        for n, row in enumerate(rows):
            middle = _PAD_PX + (n + 0.5) * each
            found.append((row, QRectF(0, middle - bar_px / 2, area.axis.width_px, bar_px)))
        return found

    def _brush(self, lead: int, axis: TimeAxis, top: int) -> QBrush:
        look = ridge_look(self._felt.layout.plans.everything().rows[lead])
        brush = QBrush(pattern_brush(look.pattern, fill_of(look.colour), PATTERN_SCALE))
        moved = QTransform.fromTranslate(-(axis.left_px % PERIOD_PX), top)
        brush.setTransform(brush.transform() * moved)
        return brush


def _row_px() -> int:
    return max(14, caption_height())


def _by_year(made: Ints) -> tuple[tuple[int, Ints], ...]:
    """made: on the listener's clock."""
    import numpy as np

    first, last = (_year_of(int(ms)) for ms in (made.min(), made.max()))
    found = []
    for year in range(first, last + 1):
        begins, ends = (np.datetime64(str(y), "ms").astype(np.int64) for y in (year, year + 1))
        places = np.flatnonzero((made >= begins) & (made < ends))
        if len(places):
            found.append((year, places))
    return tuple(found)


def _year_of(ms: int) -> int:
    return (_EPOCH + timedelta(milliseconds=ms)).year
