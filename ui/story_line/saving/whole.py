"""The picture of a whole story line, painted step by step."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from app.story_line.layout import Plan
from ui.story_line.labels import LABEL_PX
from ui.story_line.picture import LinePicture
from ui.story_line.place import Place
from ui.story_line.rows import rows_of
from ui.story_line.stops import Stops
from ui.story_line.waves import LineWaves
from ui.style.theme import colour, scaled_px

_STRIP_PX = 240
_MOST_SHRUNK = 1.75  # lower than a page by this much rather than on several


class WholePicture:
    """All of a line, with every lane in full.

    pictures: stills and portraits by name; those of `names` are put into it before it is painted.
    """

    def __init__(self, stops: Stops, plan: Plan, waves: LineWaves, width: float) -> None:
        self.pictures: dict[str, QImage] = {}
        self._picture = LinePicture(stops, plan.laid_out(width), waves, self._known, self._known)
        label_px = math.ceil(scaled_px(LABEL_PX) / 8) * 8  # whole pixels at every sharpness
        low = rows_of(stops, 0, is_narrow=False, shows_all=True, words=())
        bottom = low.scrolling[-1].bottom if low.scrolling else 0
        rows = rows_of(stops, low.scroll_top + bottom, is_narrow=False, shows_all=True, words=())
        self.size = QSize(math.ceil(width) + label_px, rows.height)
        box = QRect(0, 0, self.size.width(), self.size.height())
        self._place = Place(box, rows, label_px, 0.0, False, False)

    @property
    def title(self) -> str:
        return self._picture.stops.line.works[0].title

    @property
    def names(self) -> frozenset[str]:
        """Of the pictures in it: where scenes are too narrow for stills, portraits alone."""
        line, is_far = self._picture.stops.line, self._picture.is_far
        stills = () if is_far else (scene.still for scene in line.scenes)
        portraits = (person.portrait for person in line.characters)
        return frozenset(name for name in (*stills, *portraits) if name)

    @property
    def track_ids(self) -> frozenset[int]:
        """Of its music."""
        line = self._picture.stops.line
        return frozenset(int(cue.track_id) for scene in line.scenes for cue in scene.cues)

    @property
    def many_lanes(self) -> int:
        """Steps of `in_lanes`, for each part."""
        rows = self._place.rows
        return len(rows.fixed) + len(rows.scrolling) + 2

    @property
    def many_strips(self) -> int:
        """Steps of `in_strips`."""
        return math.ceil(self._place.field.width() / _STRIP_PX) + 1

    def pages_for(self, shape: float) -> int:
        """How many pages it is shared among. shape: of a page, its width by its height."""
        fills = self.size.width() / (self.size.height() * shape)
        return max(1, math.ceil(fills / _MOST_SHRUNK))

    def part_size(self, parts: int) -> QSize:
        """Of one of several parts of the same width, each with its labels."""
        label_px, high = self._place.label_px, self.size.height()
        return QSize(label_px + math.ceil(self._place.field.width() / parts), high)

    def in_lanes(self, painter: QPainter, part: int = 0, parts: int = 1) -> Iterator[None]:
        """For drawings that are no pixels. part: from 0."""
        size = self.part_size(parts)
        box = QRect(0, 0, size.width(), size.height())
        left_px = float(part * (size.width() - self._place.label_px))
        place = replace(self._place, size=box, left_px=left_px)
        painter.fillRect(box, colour("raised"))
        yield
        yield from self._picture.in_lanes(painter, place)

    def in_strips(self, image: QImage) -> Iterator[None]:
        """For pixels, in a picture of `size` times its own ratio, which is a multiple of an eighth.
        Any part of the lanes comes out the same. Each strip is painted by itself: on a picture so
        large, every line takes several times as long.
        """
        field, ratio = self._place.field, image.devicePixelRatio()
        onto = QPainter(image)
        for start in range(0, field.width(), _STRIP_PX):
            box = QRect(0, 0, min(_STRIP_PX, field.width() - start), field.height())
            strip = QImage(box.size() * ratio, image.format())
            strip.setDevicePixelRatio(ratio)
            painter = QPainter(strip)
            there = replace(self._place, size=box, label_px=0, left_px=float(start))
            self._picture.paint_field(painter, there, None, frozenset())
            painter.end()
            onto.drawImage(QPointF(field.left() + start, 0), strip)
            yield
        self._picture.paint_axis(onto, self._place)
        self._picture.paint_labels(onto, self._place)
        onto.end()
        yield

    def _known(self, name: str) -> QImage | None:
        found = self.pictures.get(name)
        return None if found is None or found.isNull() else found
