"""Scenes: a still each with its title below; covered ones as even tiles."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform

from app.story_line.layout import Run
from app.story_line.records import LineScene, StoryLine
from ui.story_line.lanes.frame import Frame
from ui.story_line.texts import fitted, font, metrics
from ui.story_line.words import covered_in_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS
from ui.timeline.paint.feeling_colours import soft_of
from ui.timeline.paint.mark_paint import caption_height

TOP_PX = 8.0
_GAP_PX = 4.0  # between still and title
_LETTERS = 6  # a title that can't show so many is left to the tooltip
_RING_PX = 2.0
_WIDEST = 16 / 9  # a still in a wider box is cut above and below
_FILM = 4.0  # a still so many times as wide as high would be a sliver of it
_MOST_TEXTURES = 200

StillOf = Callable[[str], QImage | None]


def picture_height(height: float) -> float:
    """Of a still in a lane of this height."""
    return height - TOP_PX - _GAP_PX - caption_height() - scaled_px(3)


class ScenesLane:
    """still_of: a picture by its name, if it is there."""

    def __init__(self, still_of: StillOf) -> None:
        self._still_of = still_of
        self._textures: dict[tuple[str, int], QImage] = {}
        self._most: tuple[StoryLine, list[int]] | None = None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        for place, scene in () if frame.is_far else frame.open_scenes():
            box = self.still_box(frame, place)
            self._paint_still(painter, box, scene)
            is_selected = place in frame.chosen
            if is_selected:
                _paint_ring(painter, box)
            _paint_title(painter, frame, box, scene.title, is_selected=is_selected)
        if frame.is_far:
            self._paint_tints(painter, frame)
        for run in frame.stops.runs:
            if run.first in frame.scenes or run.end - 1 in frame.scenes:
                self._paint_run(painter, frame, run)

    def still_box(self, frame: Frame, place: int) -> QRectF:
        box = frame.box(place)
        return QRectF(box.left(), TOP_PX, box.width(), picture_height(frame.height))

    def _paint_still(self, painter: QPainter, box: QRectF, scene: LineScene) -> None:
        if scene.still is not None and self._paint_picture(painter, box, scene.still):
            return
        painter.setBrush(colour("sunken"))
        pen = QPen(colour("outline"), 1)
        if scene.still is None:
            pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen if scene.still is None else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.small, RADIUS.small)
        if scene.still is None and box.width() >= scaled_px(32):
            _paint_icon_in(painter, box, "image-plus")

    def _paint_picture(self, painter: QPainter, box: QRectF, name: str) -> bool:
        """Its middle; in a very wide scene the whole of it again and again, as on film. As a
        texture: a picture scaled and clipped took ten times as long. Returns whether it is there.
        """
        dpr = painter.device().devicePixelRatio()
        is_film = box.width() > _FILM * box.height()
        high = round(box.height() * dpr)
        if not is_film:
            high = max(high, math.ceil(box.width() * dpr / _WIDEST))
        key = name, high
        texture = self._textures.get(key)
        if texture is None:
            picture = self._still_of(name)
            if picture is None:
                return False
            if len(self._textures) >= _MOST_TEXTURES:
                self._textures.clear()
            texture = self._textures[key] = _texture(picture, high)
        wide, tall = texture.width() / dpr, texture.height() / dpr
        brush = QBrush(texture)
        left = box.left() + (0 if is_film else (box.width() - wide) / 2)
        at = QTransform.fromTranslate(left, box.top() + (box.height() - tall) / 2)
        brush.setTransform(at if dpr == 1 else QTransform.fromScale(1 / dpr, 1 / dpr) * at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(box, RADIUS.small, RADIUS.small)
        return True

    def _paint_tints(self, painter: QPainter, frame: Frame) -> None:
        """One for each scene: of what was felt most there."""
        rects: dict[int, list[QRectF]] = {}
        most, top, high = self._most_felt(frame), TOP_PX, picture_height(frame.height)
        layout, scenes = frame.layout, frame.scenes
        lefts = layout.lefts[scenes.start : scenes.stop].tolist()
        widths = layout.widths[scenes.start : scenes.stop].tolist()
        for place, left, wide in zip(scenes, lefts, widths, strict=True):
            if not frame.line.scenes[place].is_covered:
                box = QRectF(left, top, max(1.0, wide), high)
                rects.setdefault(most[place], []).append(box)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, boxes in rects.items():
            shade = colour("pressed") if row < 0 else soft_of(frame.line.emotions[row].colour)
            painter.setBrush(QColor(shade))
            painter.drawRects(boxes)

    def _most_felt(self, frame: Frame) -> list[int]:
        """Of each scene the place of the emotion with the most marks; -1 for none."""
        if self._most is None or self._most[0] is not frame.line:
            self._most = frame.line, _most_felt(frame.line)
        return self._most[1]

    def _paint_run(self, painter: QPainter, frame: Frame, run: Run) -> None:
        lefts = frame.layout.tiles(run)
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
    least = min(len(title), _LETTERS) * metrics(strong=is_selected).averageCharWidth()
    if box.width() < least + 2:
        return
    top = box.bottom() + _GAP_PX
    painter.setFont(font(strong=is_selected))
    painter.setPen(colour("ink_muted" if not is_selected else "ink"))
    line = QRectF(box.left(), top, box.width() + 2, frame.height - top)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
    painter.drawText(line, flags, fitted(title, box.width(), strong=is_selected))


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


def _texture(picture: QImage, high: int) -> QImage:
    """So high, and as wide as that makes it."""
    scaled = picture.scaledToHeight(max(1, high), Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(1)
    return scaled.convertToFormat(QImage.Format.Format_RGB32)


def _most_felt(line: StoryLine) -> list[int]:
    import numpy as np

    many, felt = len(line.emotions), line.felt
    if not many or not len(felt):
        return [-1] * len(line.scenes)
    places = np.zeros(max(int(one.id) for one in line.emotions) + 1, np.int64)
    for place, emotion in enumerate(line.emotions):
        places[emotion.id] = place
    at = felt.scenes * many + places[felt.emotion_ids]
    counts = np.bincount(at, minlength=len(line.scenes) * many).reshape(-1, many)
    found: list[int] = np.where(counts.any(axis=1), counts.argmax(axis=1), -1).tolist()
    return found
