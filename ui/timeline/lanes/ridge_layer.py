"""The ridges of one area: painted, and asked what is at a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from app.emotions.records import Emotion, TaggedEmotion
from ui.style.icons import known_icon
from ui.timeline.geometry.time_axis import END_MARGIN_PX, TimeAxis
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.paint.crest import STEP_PX, Crest, crests, dashed
from ui.timeline.paint.mark_paint import paint_ring, whole_px
from ui.timeline.paint.ridge_paint import (
    RidgeLook,
    paint_base,
    paint_dashed,
    paint_ridge,
    paint_shade,
)
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, SignLook, sign_picture
from ui.timeline.ridges.density import BIN_PX, Density
from ui.timeline.ridges.discs import APART_PX, DISC_PX, Disc, discs_at
from ui.timeline.ridges.heights import HeightLaw, peaks_of
from ui.timeline.ridges.kept_density import KeptDensity
from ui.timeline.ridges.places import RidgePlaces
from ui.timeline.ridges.plan import RidgePlan

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

BESIDE_PX = 320  # so far beyond a part's edges peaks may decide where its icons are
DISCS_UNTIL = 0.5  # of the way to rows of marks: then their signs have taken over
_GRABBED_PX = 3.0  # a ridge this high can be pointed at
_FOOT_SHARE = 0.15  # of a hill's height: where it ends
_SHARED_COLOUR = "#8A8290"  # of a row that several emotions share


class Hill(NamedTuple):
    """A part of a ridge. row: its ridge; times in ms, in between its top."""

    row: int
    start_ms: float
    top_ms: float
    end_ms: float


@dataclass(frozen=True, slots=True)
class RidgeLayer:
    index: MarkIndex[TaggedEmotion]
    plan: RidgePlan
    places: RidgePlaces
    density: KeptDensity

    @property
    def _axis(self) -> TimeAxis:
        return self.places.axis

    @property
    def law(self) -> HeightLaw:
        return HeightLaw.of_lane(self.places.height)

    def paint(self, painter: QPainter) -> None:
        """From the top row to the bottom one, then the icons."""
        close = self.places.closeness
        self._paint_bases(painter)
        if close >= 1:
            found, tops = self._heights(2 * STEP_PX)
            for words, crest in zip(self.plan.rows, self._crests(found, tops), strict=True):
                paint_shade(painter, crest, ridge_look(words).colour)
            return
        found, both = self._heights(BESIDE_PX, is_felt=False)
        many, tops = self.plan.many, both[: self.plan.many]
        crests = self._crests(found, both)
        expressed = dashed(crests[many:], found.first_bin + self._first_shown(found))
        for words, crest, line in zip(self.plan.rows, crests[:many], expressed, strict=True):
            look = ridge_look(words)
            paint_ridge(painter, crest, look, self._axis.left_px)
            if not line.isEmpty():
                paint_dashed(painter, line, look.colour)
        if close < DISCS_UNTIL:
            painter.setOpacity(1 - close / DISCS_UNTIL)
            self._paint_discs(painter, found, list(self._discs(tops)))
            painter.setOpacity(1.0)

    def _paint_bases(self, painter: QPainter) -> None:
        axis, places = self._axis, self.places
        left = max(-1.0, axis.x_of(0))
        right = min(axis.width_px + 1, axis.x_of(axis.duration_ms) + END_MARGIN_PX)
        share = 1 - 0.8 * places.closeness
        for words, y in zip(self.plan.rows, places.baselines, strict=True):
            line = QRectF(left, y - 0.5, right - left, 1)
            paint_base(painter, line, ridge_look(words).colour, share)

    def hill_at(self, x: float, y: float) -> Hill | None:
        """The ridge in front at a point."""
        found, tops = self._around(x)
        at = found.bin_at(x, self._axis)
        for disc in self._discs(tops):
            near = abs(found.x_of(disc.at, self._axis) - x) <= DISC_PX / 2
            if near and abs(disc.y - y) <= DISC_PX / 2:
                return self._hill(found, tops, disc.row, disc.at)
        for row in range(self.plan.many - 1, -1, -1):
            height, base = float(tops[row, at]), self.places.baseline(row)
            if height >= _GRABBED_PX and base - height <= y <= base:
                return self._hill(found, tops, row, at)
        return None

    def peaks(self, row: int) -> list[Hill]:
        """Of one ridge, in the whole track, in time order."""
        whole = self._axis.window(-END_MARGIN_PX, self._axis.px_for(self._axis.duration_ms) + 24)
        layer = self._moved(whole)
        found, tops = layer._heights(0.0)
        apart = APART_PX // BIN_PX
        tall = peaks_of(tops[row : row + 1], 0.5 * self.law.step_px * self.places.share, apart)
        return [layer._hill(found, tops, row, peak.at) for peak in sorted(tall, key=lambda p: p.at)]

    def crest_y(self, row: int, ms: float) -> float:
        """Where a ridge's crest is at a time."""
        found, tops = self._around(self._axis.x_of(ms))
        at = found.bin_at(self._axis.x_of(ms), self._axis)
        return self.places.baseline(row) - float(tops[row, at])

    def refs_of(self, hill: Hill) -> list[int]:
        """The places of a hill's marks in the index."""
        near = self.index.touching(hill.start_ms, hill.end_ms)
        found: list[int] = near[self.plan.row_of_mark[near] == hill.row].tolist()
        return found

    def paint_alone(self, painter: QPainter, row: int) -> None:
        """One ridge, in front of everything."""
        found, tops = self._heights(BESIDE_PX)
        look = ridge_look(self.plan.rows[row])
        crest = self._crests(found, tops)[row]
        paint_ridge(painter, crest, look, self._axis.left_px)
        self._paint_discs(painter, found, [disc for disc in self._discs(tops) if disc.row == row])

    def _heights(self, margin_px: float, *, is_felt: bool = True) -> tuple[Density, Floats]:
        """As they are drawn. is_felt: only of what was felt; else both, what was only expressed in
        as many rows below."""
        axis, places = self._axis, self.places
        found = self.density.of(self.plan, axis, margin_px, is_felt=is_felt)
        tops = self.law.heights(found.amounts) * places.share
        if places.closeness > 0:
            most = places.row_px + (self.law.cap_px - places.row_px) * (1 - places.closeness)
            tops = tops.clip(max=most)
        return found, tops

    def _moved(self, axis: TimeAxis) -> RidgeLayer:
        """The same elsewhere on the track."""
        return replace(self, places=self.places._replace(axis=axis))

    def _around(self, x: float) -> tuple[Density, Floats]:
        axis = self._axis
        part = axis.window(round(axis.left_px + x) - 20, 40)
        layer = self._moved(part)
        found, tops = layer._heights(BESIDE_PX)
        return found, tops

    def _crests(self, found: Density, tops: Floats) -> list[Crest]:
        """tops: of all ridges, once or twice."""
        left = self._first_shown(found)
        right = found.bin_at(self._axis.width_px + 2 * STEP_PX, self._axis) + 2
        bases = self.places.baselines * (len(tops) // self.plan.many)
        return crests(found.x_of(left, self._axis), bases, tops[:, left:right])

    def _first_shown(self, found: Density) -> int:
        return max(0, found.bin_at(-2 * STEP_PX, self._axis))

    def _discs(self, tops: Floats) -> Iterator[Disc]:
        if self.places.closeness >= DISCS_UNTIL:
            return iter(())
        least = self.law.least_peak_px * self.places.share
        peaks = peaks_of(tops, least, APART_PX // BIN_PX)
        return iter(discs_at(peaks, tops, self.places.baselines))

    def _paint_discs(self, painter: QPainter, found: Density, discs: Sequence[Disc]) -> None:
        """The tallest last, in front."""
        dpr, reach = painter.device().devicePixelRatio(), DISC_PX / 2 + SIGN_MARGIN_PX
        axis, pictures = self._axis, dict[int, QPixmap]()
        last = axis.width_px + reach
        for disc in reversed(discs):
            x = found.x_of(disc.at, axis)
            if not -reach <= x <= last:
                continue
            if disc.row not in pictures:
                words = self.plan.rows[disc.row]
                look = SignLook(ridge_look(words).colour, row_icon(words))
                pictures[disc.row] = sign_picture(look, DISC_PX, dpr)
            at = whole_px(x - reach), whole_px(disc.y - reach)
            painter.drawPixmap(*at, pictures[disc.row])

    def _hill(self, found: Density, tops: Floats, row: int, at: int) -> Hill:
        """Around a bin: down from the nearest top on both sides."""
        line = tops[row].tolist()
        top = at
        while top + 1 < len(line) and line[top + 1] > line[top]:
            top += 1
        if top == at:
            while top > 0 and line[top - 1] > line[top]:
                top -= 1
        foot = _FOOT_SHARE * line[top]
        left, right = top, top
        while left > 0 and foot < line[left - 1] and _still_falls(line, left, -1, top):
            left -= 1
        while (
            right + 1 < len(line) and foot < line[right + 1] and _still_falls(line, right, 1, top)
        ):
            right += 1
        axis, last_ms = self._axis, float(self._axis.duration_ms)
        edges = (
            (found.first_bin + n) * BIN_PX - axis.left_px for n in (left, top + 0.5, right + 1)
        )
        return Hill(row, *(min(max(0.0, axis.ms_at(x)), last_ms) for x in edges))


def _still_falls(line: list[float], at: int, step: int, top: int) -> bool:
    """Whether the next bin is no ascent to another top that is well apart."""
    return line[at + step] <= line[at] + 0.01 or line[at] > 0.7 * line[top]


def paint_peak(painter: QPainter, ridges: RidgeLayer, hill: Hill) -> None:
    """A ring around the icon at a hill's top."""
    x, y = ridges.places.axis.x_of(hill.top_ms), ridges.crest_y(hill.row, hill.top_ms)
    ring = QPainterPath()
    ring.addEllipse(QPointF(x, y), DISC_PX / 2, DISC_PX / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ring(painter, ring)


def ridge_look(words: tuple[Emotion, ...]) -> RidgeLook:
    if len(words) == 1:
        return RidgeLook(words[0].colour, words[0].pattern, 1.0)
    return RidgeLook(_SHARED_COLOUR, "solid", 0.7)


def row_icon(words: tuple[Emotion, ...]) -> str:
    return _known_icon(words[0].icon) if len(words) == 1 else "ellipsis"


@lru_cache(maxsize=256)
def _known_icon(name: str) -> str:
    """Looking for its file each time took as long as drawing it."""
    return known_icon(name)
