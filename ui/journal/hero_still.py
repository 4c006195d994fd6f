"""The picture of “On this day”: the scene, the cover, or the feeling’s pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.journal.words import scenes_of, track_of
from ui.scenes.moment_stills import MomentStills
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.timeline.paint.feeling_colours import fill_of
from ui.widgets.painting import filling

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.journal.records import JournalItem
    from ui.bridge.context import Context

_WIDE_PX, _SIDE_PX, _ICON_PX = 240, 320, 56


class HeroStill(QWidget):
    """Rounded where the card begins."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stills = MomentStills(context, _SIDE_PX, self, most=12)
        self._stills.ready.connect(self.update)
        self._item: JournalItem | None = None
        self._emotion: Emotion | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        theme_signals().theme_changed.connect(self.update)

    def show_item(self, item: JournalItem, emotion: Emotion | None) -> None:
        self._item, self._emotion = item, emotion
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_WIDE_PX), 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._item is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        grown = box.adjusted(0, 0, 2 * RADIUS.large, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            grown = box.adjusted(-2 * RADIUS.large, 0, 0, 0)
        shape = QPainterPath()
        shape.addRoundedRect(grown, RADIUS.large - 1, RADIUS.large - 1)
        painter.setClipRect(self.rect())
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        image = self._stills.image(scenes_of(self._item), track_of(self._item))
        if image is not None:
            painter.drawImage(box, image, filling(image, box))
        else:
            self._paint_pattern(painter, box)

    def _paint_pattern(self, painter: QPainter, box: QRectF) -> None:
        emotion = self._emotion
        if emotion is None:
            painter.fillRect(box, colour("accent_soft"))
        else:
            painter.fillRect(box, pattern_brush(emotion.pattern, fill_of(emotion.colour), 2.0, 0.5))
        side = scaled_px(_ICON_PX)
        at = QRectF(0, 0, side, side)
        at.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawEllipse(at.adjusted(-side / 3, -side / 3, side / 3, side / 3))
        name = "heart" if emotion is None else known_icon(emotion.icon)
        paint_icon(painter, at, name, "accent" if emotion is None else "ink")
