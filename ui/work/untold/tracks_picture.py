"""The lanes of a story that isn't told yet: waves and feelings of its tracks, the rest dotted."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.core.words import Text, _
from app.story_line.felt import felt_in
from app.story_line.layout import Layout, Measures, Scale, plan_of
from ui.story_line.felt_field import FeltField
from ui.story_line.lanes.feelings import FeelingsLane
from ui.story_line.lanes.frame import Frame
from ui.story_line.lanes.music import MusicLane
from ui.story_line.stops import Stops
from ui.story_line.view import Part
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.widgets.text import elided, plain_tip
from ui.words.places import place_in_words

if TYPE_CHECKING:
    from app.story_line.records import StoryLine
    from ui.story_line.waves import LineWaves

LABEL_PX, NARROW_LABEL_PX = 160, 44
AXIS_PX, SCENES_PX, MUSIC_PX, FEELINGS_PX = 32, 92, 68, 120
_LEAST_SHARE = 0.45  # of their heights, in a low window
_TRACKS_APART_PX = 16.0
_LEAST_TRACK_PX = 2.0
_FELT = 0.5
_DOTS = [0.1, 2.9]
_LANES = (
    (Text("Scenes"), "clapperboard"),
    (Text("Music"), "audio-lines"),
    (Text("Feelings"), "hand-heart"),
    (Text("Characters"), "users"),
    (Text("Themes"), "music-2"),
)


class Row(NamedTuple):
    title: Text
    icon: str
    top: int
    height: int


class TracksPicture(QWidget):
    """A click plays from there. Signal: play_requested(int track id, int ms)."""

    play_requested = Signal(int, int)

    def __init__(self, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waves = waves
        self._line: StoryLine | None = None
        self._layout: Layout | None = None
        self.foot_px = 0  # of what lies over its foot
        self.setMouseTracking(True)
        waves.known.connect(self.update)
        theme_signals().theme_changed.connect(self._lay_out_again)

    def show_line(self, line: StoryLine) -> None:
        self._line = line
        titles = [scene.title for scene in line.scenes]
        self.setAccessibleName(_("The tracks in their own order"))
        self.setAccessibleDescription("\n".join(titles))
        self._lay_out_again()

    # --- room -----------------------------------------------------------------------------------

    @property
    def is_narrow(self) -> bool:
        return self.width() < scaled_px(900)

    @property
    def label_px(self) -> int:
        return scaled_px(NARROW_LABEL_PX if self.is_narrow else LABEL_PX)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Scenes, music and feelings stay above what lies over the foot, as far as they fit."""
        heights = [scaled_px(px) for px in (SCENES_PX, MUSIC_PX, FEELINGS_PX)]
        room = self.height() - self.foot_px - scaled_px(AXIS_PX) - SPACE.m
        share = min(1.0, max(_LEAST_SHARE, room / sum(heights)))
        heights = [round(px * share) for px in heights]
        left = max(0, self.height() - scaled_px(AXIS_PX) - sum(heights))
        heights += [left * 3 // 5, left - left * 3 // 5]
        top, rows = scaled_px(AXIS_PX), []
        for (title, icon), height in zip(_LANES, heights, strict=True):
            rows.append(Row(title, icon, top, height))
            top += height
        return tuple(rows)

    @property
    def field(self) -> QRect:
        """Right of the labels; left of them where one reads from the right."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if is_mirrored else self.label_px
        return QRect(left, 0, max(1, self.width() - self.label_px), self.height())

    def show_rows(self) -> None:
        """What lies over its foot is as high as `foot_px` says now."""
        self.__dict__.pop("rows", None)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.__dict__.pop("rows", None)
        self._layout = None
        if self._line is not None and self._line.scenes:
            measures = Measures(_TRACKS_APART_PX, 0.0, _LEAST_TRACK_PX, 0.0, SPACE.m)
            plan = plan_of(self._line, Scale.LENGTH, measures)
            self._layout = plan.laid_out(float(self.field.width()))
        self.update()

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        edge = self.field.left() if self.field.left() else self.field.right()
        painter.fillRect(0, 0, self.width(), 1, colour("hairline"))
        painter.fillRect(edge, 0, 1, self.height(), colour("hairline"))
        for row in self.rows:
            painter.fillRect(0, row.top, self.width(), 1, colour("hairline"))
            self._paint_label(painter, row)
        for row in self.rows[3:]:
            self._paint_dots(painter, row)
        if self._line is not None and self._layout is not None:
            self._paint_music(painter, self._line, self._layout)

    def _paint_axis(self, painter: QPainter) -> None:
        box = self.field.adjusted(SPACE.m, 0, -SPACE.m, 0)
        box.setHeight(scaled_px(AXIS_PX))
        has_tracks = self._layout is not None
        words = _("The tracks in their own order, until scenes say otherwise")
        if not has_tracks:
            words = _("No music belongs to it yet: assign its work to tracks in the library")
        painter.setFont(text_font(TYPE.caption))
        painter.setPen(colour("ink_muted"))
        shown = elided(words, painter.fontMetrics(), box.width())
        painter.drawText(box, int(_beginning(self)), shown)

    def _paint_label(self, painter: QPainter, row: Row) -> None:
        side = scaled_px(16)
        is_mirrored = bool(self.field.left() == 0)
        area = QRect(self.field.right() if is_mirrored else 0, row.top, self.label_px, row.height)
        if self.is_narrow:
            box = QRectF(0, 0, side, side)
            box.moveCenter(QRectF(area).center())
            paint_icon(painter, box, row.icon, "ink_muted")
            return
        left = area.right() - SPACE.l - side if is_mirrored else area.left() + SPACE.l
        paint_icon(
            painter, QRectF(left, area.center().y() - side / 2, side, side), row.icon, "ink_muted"
        )
        words = area.adjusted(SPACE.l, 0, -SPACE.l - side - SPACE.s, 0)
        if not is_mirrored:
            words = area.adjusted(SPACE.l + side + SPACE.s, 0, -SPACE.s, 0)
        painter.setFont(text_font(strong=True))
        painter.setPen(colour("ink"))
        shown = elided(str(row.title), painter.fontMetrics(), words.width())
        painter.drawText(words, int(_beginning(self)), shown)

    def _paint_dots(self, painter: QPainter, row: Row) -> None:
        """Where lines will run."""
        pen = QPen(colour("outline"), 2)
        pen.setDashPattern(_DOTS)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        many = max(1, min(3, row.height // scaled_px(32)))
        box = self.field.adjusted(SPACE.m, 0, -SPACE.m, 0)
        for number in range(many):
            y = row.top + row.height * (number + 1) // (many + 1)
            painter.drawLine(box.left(), y, box.right(), y)

    def _paint_music(self, painter: QPainter, line: StoryLine, layout: Layout) -> None:
        """Waves as if nothing were felt, and what was felt, at half strength."""
        unfelt = replace(line, felt=felt_in((), ()), emotions=())
        _scenes, music, feelings = self.rows[:3]
        for row, shown in ((music, unfelt), (feelings, line)):
            field = FeltField(shown, layout)
            lane = MusicLane(field, self._waves) if row is music else FeelingsLane(field)
            painter.save()
            painter.setClipRect(self.field, Qt.ClipOperation.IntersectClip)
            painter.translate(self.field.left(), row.top)
            painter.setOpacity(1.0 if row is music else _FELT)
            lane.paint(painter, self._frame(shown, layout, row.height))
            painter.restore()

    def _frame(self, line: StoryLine, layout: Layout, height: int) -> Frame:
        part = Part(0.0, float(self.field.width()))
        return Frame(
            Stops.of(line), layout, part, float(height), None, False, self.is_narrow,
            self.devicePixelRatioF(),
        )  # fmt: skip

    # --- hands ----------------------------------------------------------------------------------

    def place_at(self, at: QPointF) -> tuple[int, int, str] | None:
        """The track there, the place in it, and its title; None outside of music and feelings."""
        line, layout = self._line, self._layout
        top, end = self.rows[1].top, self.rows[2].top + self.rows[2].height
        if line is None or layout is None or not top <= at.y() < end:
            return None
        found = layout.at(at.x() - self.field.left())
        if found is None or not self.field.contains(at.toPoint()):
            return None
        scene = line.scenes[found[0]]
        return int(scene.cues[0].track_id), round(found[1]), scene.title

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.play_requested.emit(found[0], found[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_music = self.place_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_music else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.place_at(QPointF(event.pos()))
            words = "" if found is None else place_in_words(found[2], found[1])
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)


def _beginning(widget: QWidget) -> Qt.AlignmentFlag:
    is_mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
