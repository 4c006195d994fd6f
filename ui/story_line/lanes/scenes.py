"""Scenes: a still each with its title below; covered ones as even tiles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from app.story_line.layout import Run
from app.story_line.records import LineScene
from ui.story_line.lanes.frame import Frame
from ui.story_line.words import covered_in_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS
from ui.timeline.paint.feeling_colours import soft_of
from ui.timeline.paint.mark_paint import caption_font, caption_height
from ui.widgets.text import elided

TOP_PX = 8.0
_GAP_PX = 4.0  # between still and title
_LETTERS = 6  # a title that can't show so many is left to the tooltip
_RING_PX = 2.0

StillOf = Callable[[str], QImage | None]


def picture_height(height: float) -> float:
    """Of a still in a lane of this height."""
    return height - TOP_PX - _GAP_PX - caption_height() - scaled_px(3)


class ScenesLane:
    """still_of: a picture by its name, if it is there."""

    def __init__(self, still_of: StillOf) -> None:
        self._still_of = still_of

    def paint(self, painter: QPainter, frame: Frame) -> None:
        for place, scene in frame.open_scenes():
            box = self.still_box(frame, place)
            if frame.is_far:
                painter.fillRect(_tinted(box), QColor(self._tint(frame, place)))
                continue
            self._paint_still(painter, box, scene)
            is_selected = place in frame.chosen
            if is_selected:
                _paint_ring(painter, box)
            _paint_title(painter, frame, box, scene.title, is_selected=is_selected)
        for run in frame.stops.runs:
            if run.first in frame.scenes or run.end - 1 in frame.scenes:
                self._paint_run(painter, frame, run)

    def still_box(self, frame: Frame, place: int) -> QRectF:
        box = frame.box(place)
        return QRectF(box.left(), TOP_PX, box.width(), picture_height(frame.height))

    def _paint_still(self, painter: QPainter, box: QRectF, scene: LineScene) -> None:
        picture = None if scene.still is None else self._still_of(scene.still)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS.small, RADIUS.small)
        if picture is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            painter.drawImage(box, picture, _middle_of(picture, box))
            painter.restore()
            return
        painter.setBrush(colour("sunken"))
        pen = QPen(colour("outline"), 1)
        if scene.still is None:
            pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen if scene.still is None else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.small, RADIUS.small)
        if scene.still is None and box.width() >= scaled_px(32):
            _paint_icon_in(painter, box, "image-plus")

    def _tint(self, frame: Frame, place: int) -> str:
        """Of what was felt most there."""
        counts = frame.line.felt.counts(place)
        if not counts:
            return colour("pressed").name()
        most = max(counts, key=lambda key: counts[key])
        return soft_of(next(one.colour for one in frame.line.emotions if one.id == most))

    def _paint_run(self, painter: QPainter, frame: Frame, run: Run) -> None:
        lefts = sorted({float(frame.layout.lefts[place]) for place in range(run.first, run.end)})
        first = self.still_box(frame, run.first)
        for left in lefts:
            tile = QRectF(left, first.top(), first.width(), first.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("pressed"))
            if frame.is_far:
                painter.fillRect(_tinted(tile), colour("pressed"))
                continue
            painter.drawRoundedRect(tile, RADIUS.small, RADIUS.small)
            if tile.width() >= 20:
                _paint_icon_in(painter, tile, "eye-off")
        if frame.is_far:
            return
        whole = QRectF(first.left(), first.top(), lefts[-1] + first.width() - first.left(), 1)
        whole.setHeight(first.height())
        if frame.selection is not None and frame.selection.scene in range(run.first, run.end):
            _paint_ring(painter, whole)
        _paint_title(painter, frame, whole, covered_in_words(run.many))


def _paint_title(
    painter: QPainter,
    frame: Frame,
    box: QRectF,
    title: str,
    *,
    is_selected: bool = False,
) -> None:
    font = caption_font(strong=is_selected)
    metrics = QFontMetricsF(font)
    if box.width() < min(len(title), _LETTERS) * metrics.averageCharWidth() + 2:
        return
    shown = elided(title, metrics, box.width())
    top = box.bottom() + _GAP_PX
    painter.setFont(font)
    painter.setPen(colour("ink_muted" if not is_selected else "ink"))
    line = QRectF(box.left(), top, box.width() + 2, frame.height - top)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(line, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, shown)


def _paint_ring(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(colour("focus"), _RING_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grown = box.adjusted(-2, -2, 2, 2)
    painter.drawRoundedRect(grown, RADIUS.small + 2, RADIUS.small + 2)


def _paint_icon_in(painter: QPainter, box: QRectF, name: str) -> None:
    side = scaled_px(18)
    at = QRectF(0, 0, side, side)
    at.moveCenter(QPointF(round(box.center().x()), round(box.center().y())))
    paint_icon(painter, at, name, "ink_faint")


def _tinted(box: QRectF) -> QRectF:
    """At least a pixel wide, so that no scene is lost."""
    return QRectF(box.left(), box.top(), max(1.0, box.width()), box.height())


def _middle_of(picture: QImage, box: QRectF) -> QRectF:
    """As much of the picture as has the box's proportions."""
    wide, high = float(picture.width()), float(picture.height())
    ratio = box.width() / max(1.0, box.height())
    if wide / high > ratio:
        part = high * ratio
        return QRectF((wide - part) / 2, 0, part, high)
    part = wide / ratio
    return QRectF(0, (high - part) / 2, wide, part)
