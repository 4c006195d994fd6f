"""A melody as bars at their pitches, with thin links between them: small in the list, large on its
page.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.analysis.melody import Leap, leaps
from app.core.words import _, dotted, ngettext
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.themes.interval_words import interval_name
from ui.themes.shown import Melody
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.painting import describe

_LINES = 5
_LEAST_RANGE = 7  # semitones: a line that hardly moves isn't stretched over the whole height


def paint_melody(
    painter: QPainter, area: QRectF, melody: Melody, tint: str, bar_px: float
) -> list[QRectF]:
    """Returns where each note is."""
    bars = _bars(area, melody, bar_px)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    links = QColor(blend(tint, current_theme().raised, 0.55))
    painter.setPen(QPen(links, max(1.0, bar_px / 6)))
    for before, after in pairwise(bars):
        if after.left() - before.right() < area.width() / 12:
            path = QPainterPath(QPointF(before.right() - bar_px / 2, before.center().y()))
            middle = (before.right() + after.left()) / 2
            end = QPointF(after.left() + bar_px / 2, after.center().y())
            path.cubicTo(QPointF(middle, before.center().y()), QPointF(middle, end.y()), end)
            painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint))
    for bar in bars:
        painter.drawRoundedRect(bar, bar_px / 2, bar_px / 2)
    painter.restore()
    return bars


def _bars(area: QRectF, melody: Melody, bar_px: float) -> list[QRectF]:
    lasts_ms = max(1, max((note.end_ms for note in melody), default=1))
    pitches = [note.pitch for note in melody]
    low, high = float(min(pitches, default=60)), float(max(pitches, default=60))
    missing = max(0.0, _LEAST_RANGE - (high - low))
    low, high = low - missing / 2, high + missing / 2
    room = area.height() - bar_px

    def bar(start_ms: int, end_ms: int, pitch: int) -> QRectF:
        left = area.left() + area.width() * start_ms / lasts_ms
        right = area.left() + area.width() * end_ms / lasts_ms
        top = area.top() + room * (high - pitch) / max(1, high - low)
        return QRectF(left, top, max(bar_px, right - left - 1), bar_px)

    return [bar(*note) for note in melody]


class MelodyPicture(QWidget):
    """As it was first heard: notes on five lines, the widest leaps by their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._melody: Melody = ()
        self._colour = "#000000"
        self.setAccessibleName(_("The melody as it was first heard"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_signals().theme_changed.connect(self.update)

    def show_melody(self, melody: Melody, shade: str) -> None:
        """shade: the theme's colour."""
        self._melody, self._colour = melody, shade
        names = [interval_name(leap.semitones) for leap in leaps(melody)]
        notes = ngettext("1 note", "{n} notes", len(melody))
        describe(self, dotted(notes, *names))
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption = QFontMetricsF(text_font(TYPE.caption)).height()
        bar_px = float(scaled_px(8))
        area = QRectF(self.rect()).adjusted(1, caption + 2, -1, -2)
        painter.setPen(QPen(colour("hairline"), 1))
        for line in range(_LINES):
            y = (
                round(area.top() + bar_px / 2 + line * (area.height() - bar_px) / (_LINES - 1))
                + 0.5
            )
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        tint = seen_on(self._colour, current_theme().raised)
        bars = paint_melody(painter, area, self._melody, tint, bar_px)
        self._name_leaps(painter, bars, leaps(self._melody))

    def _name_leaps(self, painter: QPainter, bars: list[QRectF], named: tuple[Leap, ...]) -> None:
        """Above the note that a leap leads to, where no other name is."""
        font = text_font(TYPE.caption)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour("ink_muted"))
        taken: list[QRectF] = []
        for leap in named:
            text, bar = interval_name(leap.semitones), bars[leap.note]
            wide = metrics.horizontalAdvance(text)
            left = min(max(0.0, bar.left()), self.width() - wide)
            room = QRectF(left, bar.top() - metrics.height() - 1, wide, metrics.height())
            if any(room.adjusted(-SPACE.xs, 0, SPACE.xs, 0).intersects(one) for one in taken):
                continue
            if any(room.intersects(one) for one in bars):
                continue
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
            taken.append(room)
