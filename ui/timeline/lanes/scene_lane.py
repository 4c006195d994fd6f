"""Scene marks: which scene plays where, with its still, title and episode if there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.core.marks import MarkKind, MarkRef
from app.core.words import Text, _
from app.story.records import Cue
from app.timeline.records import TrackTimeline
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.layout.laid_marks import Placed, is_selected
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.mark_paint import caption_height, clipped, paint_ring, paint_text, text_width
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.image_files import FindPicture, no_pictures
from ui.words.marks import scene_episode, scene_place, scene_title, told_in_words
from ui.words.spoilers import spoilers

_STRIPE_PX = 3
_LEAST_TEXT_PX = 40
_LEAST_STILL_PX = 14


def _entry(cue: Cue) -> Entry:
    return cue.span.start_ms, cue.span.end_ms, cue.id, 0, 0


class SceneLane(MarkLane[Cue]):
    kind = MarkKind.CUE
    key = "scenes"
    title = Text("Scenes")
    icon = "clapperboard"
    hint = Text("Drag over the music to select a passage, then press {keys} to assign a scene.")

    def __init__(self, picture_path: FindPicture = no_pictures, keys: str = "") -> None:
        """keys: what assigns a scene."""
        super().__init__(_entry, keys)
        self._picture_path = picture_path

    @property
    def adds(self) -> tuple[str, str] | None:
        return _("Assign scene…"), self._keys

    def values_of(self, timeline: TrackTimeline) -> Sequence[Cue]:
        return timeline.cues

    def as_mark(self, value: Cue) -> LaneMark[Cue]:
        return LaneMark(MarkRef(MarkKind.CUE, value.id), value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=round(2.2 * line), natural=4 * line, most=5 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.2 * caption_height(), 5 * caption_height()

    def reach_of_point(self) -> float:
        return SMALL_PX / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Cue], row: QRectF
    ) -> None:
        card = row.adjusted(0.5, 1.5, -1.5, -1.5)
        card.setWidth(max(2.0 * _STRIPE_PX, card.width()))
        shape = QPainterPath()
        shape.addRoundedRect(clipped(card, area), 6, 6)
        if is_selected(area, placed):
            paint_ring(painter, shape)
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(colour("overlay"))
        painter.drawPath(shape)
        inner = card.adjusted(3, 3, -3, -3)
        if inner.left() > -area.axis.width_px:  # otherwise its name is far outside the picture
            left = self._paint_still(painter, placed.mark.value, inner)
            _paint_words(painter, placed.mark.value, inner, left)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[Cue], row: QRectF
    ) -> None:
        inner = QRectF(0, row.top() + 3.5, row.right() - 4.5, row.height() - 7)
        if inner.width() < _LEAST_STILL_PX:
            return
        ground = QRectF(inner)
        ground.setWidth(min(inner.width(), inner.height() * 16 / 9 + 16 + _words_width(mark.value)))
        painter.fillRect(ground, colour("overlay"))
        left = self._paint_still(painter, mark.value, inner.adjusted(3, 0, 0, 0))
        _paint_words(painter, mark.value, inner, left)

    def _paint_still(self, painter: QPainter, cue: Cue, inner: QRectF) -> float:
        """Returns the x where text may start."""
        height = inner.height()
        if height < 12 or inner.width() < _LEAST_STILL_PX:
            return inner.left() + 4
        size = QSize(round(min(height * 16 / 9, inner.width())), round(height))
        frame = QRectF(inner.left(), inner.top(), size.width(), size.height())
        if spoilers().covering.covers(cue.scene):
            _paint_cover(painter, frame, "eye-off")
            return frame.right() + 8
        dpr = painter.device().devicePixelRatio()
        picture = still(self._picture_path, cue.scene.still, size, dpr)
        if picture is None:
            _paint_cover(painter, frame, "clapperboard")
        else:
            paint_rounded(painter, frame, picture, 4)
        return frame.right() + 8


def _paint_cover(painter: QPainter, frame: QRectF, icon: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("hover"))
    painter.drawRoundedRect(frame, 4, 4)
    side = min(frame.height() * 0.6, 20)
    at = QRectF(0, 0, side, side)
    at.moveCenter(frame.center())
    paint_icon(painter, at, icon, "ink_faint")


def _paint_words(painter: QPainter, cue: Cue, inner: QRectF, left: float) -> None:
    line = caption_height()
    width = inner.right() - left - 4
    if width < _LEAST_TEXT_PX or inner.height() < line - 2:
        return
    has_two = inner.height() >= 2 * line
    height = line + 1
    top = inner.center().y() - (height if has_two else height / 2)
    title = QRectF(left, top, width, height)
    paint_text(painter, title, scene_title(cue.scene), colour("ink"), strong=True)
    if has_two:
        paint_text(painter, title.translated(0, height), _place(cue), colour("ink_muted"))


def _place(cue: Cue) -> str:
    return scene_episode(cue.scene) or scene_place(cue.scene)


def _words_width(cue: Cue) -> float:
    return max(text_width(scene_title(cue.scene), strong=True), text_width(_place(cue)))
