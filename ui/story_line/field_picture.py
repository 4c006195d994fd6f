"""The picture of the lanes that is kept: panning copies pixels of it, zooming stretches it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from app.story_line.layout import Layout
from ui.story_line.picture import LinePicture
from ui.story_line.place import Place
from ui.story_line.stops import Stop

_AHEAD = 0.25  # of a view, painted on the side that is panned to
_LEAST_SHARE = 0.02  # of a kept picture: less of it, stretched over the view, is stripes


@dataclass
class _Kept:
    """left: the place of its left edge on the laid-out line, whole pixels."""

    layout: Layout
    left: int
    pixmap: QPixmap

    @property
    def width(self) -> int:
        return round(self.pixmap.width() / self.pixmap.devicePixelRatio())

    @property
    def end(self) -> int:
        return self.left + self.width


class FieldPicture:
    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def forget(self) -> None:
        """Everything looks different."""
        self._kept = None

    def paint(
        self,
        painter: QPainter,
        picture: LinePicture,
        place: Place,
        selection: Stop | None,
        chosen: frozenset[int],
        *,
        may_stretch: bool,
    ) -> bool:
        """Returns whether it is exact; if not, the picture of another zoom was stretched."""
        dpr = painter.device().devicePixelRatio()
        kept = self._kept
        if may_stretch and kept is not None and kept.layout is not picture.layout:
            source = _stretched(kept, picture.layout, place)
            if source is not None:
                painter.drawPixmap(QRectF(place.field), kept.pixmap, _scaled(source, dpr))
                return False
        left = math.floor(place.left_px)
        kept = self._kept = self._fitting(picture, place, left, dpr, selection, chosen)
        at = QRectF(left - kept.left, 0, place.field.width(), place.size.height())
        painter.drawPixmap(QRectF(place.field), kept.pixmap, _scaled(at, dpr))
        return True

    def _fitting(
        self,
        picture: LinePicture,
        place: Place,
        left: int,
        dpr: float,
        selection: Stop | None,
        chosen: frozenset[int],
    ) -> _Kept:
        """What is kept if it covers the view; else moved along, and what is missing painted."""
        wide, known = place.field.width(), self._kept
        if known is not None and known.layout is not picture.layout:
            known = None
        if known is not None and known.left <= left and left + wide <= known.end:
            return known
        ahead = 0 if known is None else round(_AHEAD * wide)
        first = left - (ahead if known is not None and left < known.left else 0)
        end = left + wide + (ahead if known is not None and left >= known.left else 0)
        pixmap = QPixmap(QSize(end - first, place.size.height()) * dpr)
        pixmap.setDevicePixelRatio(dpr)
        made = _Kept(picture.layout, first, pixmap)
        missing = [(first, end)]
        painter = QPainter(pixmap)
        if known is not None and known.left < end and first < known.end:
            painter.drawPixmap(known.left - first, 0, known.pixmap)
            missing = [(first, known.left), (known.end, end)]
        for start, stop in missing:
            if start < stop:
                self._paint_strip(painter, picture, place, (start, stop), first, selection, chosen)
        painter.end()
        return made

    def _paint_strip(
        self,
        painter: QPainter,
        picture: LinePicture,
        place: Place,
        strip: tuple[int, int],
        first: int,
        selection: Stop | None,
        chosen: frozenset[int],
    ) -> None:
        start, stop = strip
        box = QRect(0, 0, stop - start, place.size.height())
        there = replace(place, size=box, label_px=0, left_px=float(start))
        painter.save()
        painter.translate(start - first, 0)
        painter.setClipRect(box)
        picture.paint_field(painter, there, selection, chosen)
        painter.restore()


def _stretched(kept: _Kept, layout: Layout, place: Place) -> QRectF | None:
    """The part of a picture of another zoom that shows what is in view; None if there is too little
    of it.
    """
    ends = []
    for x in (place.left_px, place.left_px + place.field.width()):
        found = layout.at(x)
        if found is None:
            return None
        beyond = x - layout.x_of(*found)  # in a gap, or at an end
        ends.append(
            kept.layout.x_of(*found) + beyond * kept.layout.width / layout.width - kept.left
        )
    wide = ends[1] - ends[0]
    if wide < _LEAST_SHARE * kept.width or wide > kept.width / _LEAST_SHARE:
        return None
    return QRectF(ends[0], 0, wide, place.size.height())


def _scaled(part: QRectF, dpr: float) -> QRectF:
    return QRectF(part.left() * dpr, part.top() * dpr, part.width() * dpr, part.height() * dpr)
