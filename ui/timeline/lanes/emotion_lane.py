"""Emotion marks: seen from afar soft ridges, one for each emotion; close by, signs in its row.

This listen’s marks are pins above the ridges, the year’s others dots beneath them. Zooming in, the
ridges sink, rows part and every mark’s sign grows out of its place: one layout for both pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import Text, _
from app.emotions.records import Mode, TaggedEmotion
from app.timeline.records import TrackTimeline
from ui.style.icons import known_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.felt_layout import FeltLayout
from ui.timeline.lanes.mark_lane import GAP_PX, WORD_PX, MarkLane
from ui.timeline.lanes.new_marks import NewMarks, local_made_ms
from ui.timeline.lanes.ridge_layer import ridge_look, row_icon
from ui.timeline.lanes.ridge_words import hill_hit, most_often, row_words
from ui.timeline.lanes.tag_captions import TagCaptions
from ui.timeline.lanes.tag_painter import SIGNS_FROM, TagPainter
from ui.timeline.layout.hidden_bars import is_seen
from ui.timeline.layout.laid_marks import NUMBER_PX, Crowd, LaidMarks, Placed
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry, MarkIndex
from ui.timeline.layout.sign_columns import SignColumns
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.paint.tag_style import TagStyles
from ui.timeline.ridges.closeness import MANY
from ui.timeline.ridges.places import RidgePlaces
from ui.timeline.ridges.plan import RidgePlan, are_full, intensities, packed
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting, told_in_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_PALED = 0.6


def _entry(item: TaggedEmotion) -> Entry:
    tag = item.tag
    span = tag.span
    look = packed(item, is_felt=tag.mode is Mode.FELT)
    return span.start_ms, span.end_ms, tag.id, look, local_made_ms(tag)


class EmotionLane(MarkLane[TaggedEmotion]):
    kind = MarkKind.TAG
    key = "feelings"
    title = Text("Emotions")
    icon = "hand-heart"
    is_exact = True
    number_px = 20.0
    hint = Text("Nothing felt here yet. Press a number when something moves you.")

    def __init__(self) -> None:
        super().__init__(_entry)
        self.new = NewMarks()
        self._styles, self._captions = TagStyles(), TagCaptions()
        self._tags: TagPainter | None = None  # while it is painted
        self.layout = FeltLayout(self._index)
        self._laid: tuple[RidgePlan, object, LaidMarks[TaggedEmotion]] | None = None

    def set_values(self, values: Sequence[TaggedEmotion]) -> list[Span] | None:
        changed = super().set_values(values)
        if changed != []:
            self.layout.plans.forget()
        if changed is None:
            self._captions.forget()  # usually another track
        return changed

    def values_of(self, timeline: TrackTimeline) -> Sequence[TaggedEmotion]:
        return timeline.tags

    def set_new(self, new: NewMarks) -> None:
        """Which marks are this listen's, and which year is current."""
        self.new = new
        self._edge.forget()
        self._signs.forget()

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        """The emotion's; without its colour while it waits to be saved."""
        mark = self.mark(ref)
        if mark is None:
            return super().sign_of(ref)
        emotion = mark.value.emotion
        icon = WAITS_ICON if is_waiting(mark.value) else known_icon(emotion.icon)
        return icon, emotion.colour

    def as_mark(self, value: TaggedEmotion) -> LaneMark[TaggedEmotion]:
        return LaneMark(value.ref, value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        if not len(self._index):
            return LaneHeights(least=3 * line, natural=6 * line, most=8 * line)
        return LaneHeights(least=8 * line, natural=17 * line, most=40 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 0.85 * caption_height(), 1.75 * caption_height()

    def reach_of_point(self) -> float:
        return 0.625 * caption_height()

    # layout

    @property
    def index(self) -> MarkIndex[TaggedEmotion]:
        """Its marks as columns, for lanes that show them otherwise."""
        return self._index

    def rows_in(self, area: LaneArea) -> int:
        return self.layout.plan(area.height).many

    def shape(self, area: LaneArea) -> object:
        if not len(self._index):
            return None
        rows = tuple(
            tuple(word.id for word in words) for words in self.layout.plan(area.height).rows
        )
        return rows, self.layout.closeness(area.axis), self.new

    def laid(self, area: LaneArea) -> LaidMarks[TaggedEmotion]:
        """Cached: at each step of a zoom it is asked for a picture and what is pinned above it."""
        plan, places = self.layout.plan(area.height), self.layout.places(area)
        key = area, places, self.new
        if self._laid is None or self._laid[0] is not plan or self._laid[1] != key:
            self._laid = plan, key, self._laid_out(area, plan, places)
        return self._laid[2]

    def _laid_out(
        self, area: LaneArea, plan: RidgePlan, places: RidgePlaces
    ) -> LaidMarks[TaggedEmotion]:
        import numpy as np

        is_apart = places.closeness < 1
        rows = found_in = plan.row_of_mark
        if is_apart:  # this listen’s pins stand side by side in one row, whatever was felt
            are_new = self.new.are_new(self._index.made)
            rows, found_in = rows + plan.many * are_new, np.where(are_new, plan.many, rows)
        reach = places.sign_px / 2
        touch_ms = area.axis.ms_for(2 * reach + GAP_PX + self.number_px)
        signs = self._signs.at(self._index, found_in, (plan.many, is_apart, self.new), touch_ms)
        has_signs = places.closeness >= SIGNS_FROM
        return LaidMarks(
            self.kind,
            area,
            self._index,
            rows,
            signs,
            places.grid(),
            self._mark_of,
            reach,
            0 if has_signs else plan.many,
        )

    # painting

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        if not len(self._index):
            return
        ridges, places = self.layout.ridges(area), self.layout.places(area)
        painter.setOpacity(1 - places.closeness)
        painter.fillRect(QRectF(0, places.strip_px, area.axis.width_px, 1), colour("hairline"))
        painter.setOpacity(1.0)
        ridges.paint(painter)
        if places.closeness < 1:
            painter.setOpacity(1 - places.closeness)
            self.new.paint_dots(painter, self._index, ridges.plan, places)
            painter.setOpacity(1.0)
        if self._has_signs(area, places):
            self._tags = self._painting(painter, area)
            self.paint_signs(painter, area, self.laid(area))
            self._tags = None

    def ahead(self, area: LaneArea, dpr: float) -> Iterator[None]:
        """A sign and a bar of each look."""
        import numpy as np

        if not len(self._index):
            return
        self._prepare(area, dpr)
        _codes, firsts = np.unique(self._index.looks, return_index=True)
        for item in [self._index.values[place] for place in firsts.tolist()]:
            style = self._styles.of(item, is_new=False)
            yield
            _ = style.bar.picture
            yield

    def _prepare(self, area: LaneArea, dpr: float) -> None:
        """Before signs are drawn."""
        if self._styles.prepare(self.layout.places(area).sign_px, dpr):
            self._captions.forget()

    def paint_lit(self, painter: QPainter, area: LaneArea, row: int) -> None:
        """One ridge in front, the others paled."""
        places = self.layout.places(area)
        if row >= places.many or places.closeness >= 1:
            return
        veil = QColor(colour("raised"))
        veil.setAlphaF(_PALED)
        top = places.strip_px + 1
        painter.fillRect(QRectF(0, top, area.axis.width_px, area.height - top), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.layout.ridges(area).paint_alone(painter, row)

    def _has_signs(self, area: LaneArea, places: RidgePlaces) -> bool:
        """From afar only those of this listen, and what is selected or dragged."""
        if places.closeness >= SIGNS_FROM or area.selected or area.moved:
            return True
        return bool(self.new.are_new(self._index.made).any())

    def paint_placed(
        self,
        painter: QPainter,
        laid: LaidMarks[TaggedEmotion],
        signs: Sequence[Placed[TaggedEmotion]],
    ) -> None:
        if self._tags is not None:
            self._tags.paint(signs)

    def paint_columns(
        self, painter: QPainter, laid: LaidMarks[TaggedEmotion], columns: SignColumns
    ) -> None:
        if self._tags is None or columns.has_selected.any():
            super().paint_columns(painter, laid, columns)
        elif self.layout.closeness(laid.area.axis) < 1:
            self._tags.paint_growing(self._index, columns)
        else:
            self._tags.paint_rows(self._index, columns)

    def paint_crowds(
        self, painter: QPainter, laid: LaidMarks[TaggedEmotion], crowds: Sequence[Crowd]
    ) -> None:
        if self._tags is not None:
            self._tags.paint_crowds(laid, crowds)

    def paint_at_edge(
        self,
        painter: QPainter,
        area: LaneArea,
        found: Sequence[tuple[LaneMark[TaggedEmotion], QRectF]],
    ) -> None:
        tags = self._painting(painter, area)
        for mark, row in found:
            tags.paint_at_edge(mark, row)

    def _painting(self, painter: QPainter, area: LaneArea) -> TagPainter:
        self._prepare(area, painter.device().devicePixelRatio())
        rows = self.layout.plan(area.height), self.layout.places(area)
        return TagPainter(painter, area, rows, self.new, (self._styles, self._captions))

    def in_front(self, laid: LaidMarks[TaggedEmotion], columns: SignColumns) -> SignColumns:
        """Without bars that began out of sight and lie behind a later one of their row."""
        axis = laid.area.axis
        if self.layout.closeness(axis) < 1 or axis.start_ms <= 0:
            return columns
        looks = self._index.looks[columns.places]
        out_ms = axis.ms_at(-WORD_PX + NUMBER_PX)
        return columns.taken(is_seen(columns, intensities(looks), are_full(looks), out_ms))

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        if len(self._index) and self.layout.closeness(area.axis) >= 1:
            super().paint_pinned(painter, area)

    # what is there

    def worded(self, area: LaneArea) -> tuple[float, float] | None:
        """Close by; from afar there are only ridges."""
        return super().worded(area) if self.layout.closeness(area.axis) >= 1 else None

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        found = super().hit(area, x, y)
        if found is not None or not len(self._index) or self.layout.closeness(area.axis) >= 1:
            return found
        ridges = self.layout.ridges(area)
        hill = ridges.hill_at(x, y)
        if hill is None:
            return None
        marks = [self._mark_of(self._index.values[place]) for place in ridges.refs_of(hill)]
        return hill_hit(hill, self.layout.row_name(area, hill.row), marks) if marks else None

    def side_labels(self, area: LaneArea) -> Sequence[SideLabel]:
        if not len(self._index):
            return ()
        places, plan = self.layout.places(area), self.layout.plan(area.height)
        found = self.new.side_labels(places)
        up = min(places.row_px / 2, 6 + 6 * places.closeness)
        for words, y in zip(plan.rows, places.baselines, strict=True):
            look = ridge_look(words)
            found.append(SideLabel(y - up, row_words(words), row_icon(words), look.colour))
        return found

    def live_part(self, area: LaneArea, key: str) -> tuple[float, float]:
        """Among the pins; close by, in the emotion's own row."""
        if not len(self._index):
            return super().live_part(area, key)
        places, plan = self.layout.places(area), self.layout.plan(area.height)
        rows = (row for row, words in enumerate(plan.rows) for word in words if word.uid == key)
        row = next(rows, None)
        if places.closeness < 1 or row is None:
            return 0.0, places.strip_px
        return places.middle(row) - places.sign_px / 2, places.sign_px

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """“166 marks. Most often: tenderness (31), longing (24), comfort (18)”."""
        words = super().summary(axis, selected)
        if len(self._index) <= MANY:
            return words
        emotions = most_often(self._index.values)
        return _("{marks}. Most often: {emotions}", marks=words, emotions=emotions)
