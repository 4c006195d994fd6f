"""A track with one mark in it: what a journal begins with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.widgets.glyphs import paint_disc
from ui.widgets.key_cap import cap_size, paint_cap
from ui.widgets.text import elided

if TYPE_CHECKING:
    from app.emotions.records import Emotion

_WIDE_PX, _HIGH_PX, _LOW_PX, _WAVE_PX, _DISC_PX = 440, 148, 100, 76, 28
_BAR_PX, _STEP_PX = 2.0, 4.0
_AT = 0.6  # of the track: where the mark is
_SPREAD = 0.075  # how far its colour reaches into the music around it


class FirstMark(QWidget):
    """Drawn, not photographed: its music is no real track, and time runs to the right in every
    language, as on the timeline.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._emotion: Emotion | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        theme_signals().theme_changed.connect(self._refit)

    def show_emotion(self, emotion: Emotion | None) -> None:
        """The one that its mark has; None for a favourite moment."""
        self._emotion = emotion
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_WIDE_PX), scaled_px(_HIGH_PX))

    def minimumSizeHint(self) -> QSize:
        """Its music is lower where there is little room."""
        return QSize(scaled_px(_WIDE_PX), scaled_px(_LOW_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour("raised"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS.large, RADIUS.large)
        inner = card.adjusted(SPACE.l, SPACE.m, -SPACE.l, -SPACE.l)
        wave, side = QRectF(inner), scaled_px(_DISC_PX)
        room = inner.height() - side - SPACE.xs
        wave.setTop(inner.bottom() - min(scaled_px(_WAVE_PX), room))
        x = wave.left() + _AT * wave.width()
        self._paint_wave(painter, wave)
        disc = QRectF(x - side / 2, inner.top(), side, side)
        stem = QRectF(x - 1, disc.bottom(), 2, wave.bottom() - disc.bottom())
        painter.fillRect(stem, QColor(line_of(self._tint())))
        self._paint_mark(painter, disc)
        self._paint_words(painter, disc, inner.right())

    def _paint_wave(self, painter: QPainter, wave: QRectF) -> None:
        """Louder towards the mark, in whose colour it is there."""
        plain, felt = colour("wave").name(), fill_of(self._tint())
        bars = int(wave.width() / _STEP_PX)
        for number in range(bars):
            place = (number + 0.5) / bars
            near = math.exp(-(((place - _AT) / _SPREAD) ** 2))
            high = max(2.0, wave.height() * _loudness(number, place))
            bar = QRectF(0, 0, _BAR_PX, high)
            bar.moveCenter(QPointF(wave.left() + (number + 0.5) * _STEP_PX, wave.center().y()))
            painter.fillRect(bar, QColor(blend(felt, plain, near)))

    def _paint_mark(self, painter: QPainter, disc: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawEllipse(disc.adjusted(-2, -2, 2, 2))
        if self._emotion is None:
            paint_disc(painter, disc, "heart", "accent", filled=True)
        else:
            paint_disc(painter, disc, self._emotion.icon, self._emotion.colour)

    def _paint_words(self, painter: QPainter, disc: QRectF, right: float) -> None:
        """What it is, and the key that makes it."""
        emotion = self._emotion
        if emotion is None or emotion.shortcut is None:
            return
        font = text_font(TYPE.body, strong=True)
        metrics, left = QFontMetricsF(font), disc.right() + SPACE.s
        cap = cap_size(emotion.shortcut)
        name = elided(emotion.name, metrics, right - left - cap.width() - SPACE.s)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        room = QRectF(left, disc.top(), right - left, disc.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, name)
        at = QRect(0, 0, cap.width(), cap.height())
        at.moveCenter(room.center().toPoint())
        at.moveLeft(round(left + metrics.horizontalAdvance(name) + SPACE.s))
        paint_cap(painter, at, emotion.shortcut, size=TYPE.caption)

    def _tint(self) -> str:
        theme = current_theme()
        return theme.colour("accent") if self._emotion is None else self._emotion.colour

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()


def _loudness(number: int, place: float) -> float:
    """Of a bar, 0..1: it swells twice, and most where the mark is."""
    swell = 0.22 + 0.3 * math.exp(-(((place - 0.22) / 0.11) ** 2))
    swell += 0.62 * math.exp(-(((place - _AT) / 0.17) ** 2))
    fades = min(1.0, place / 0.04, (1 - place) / 0.12)
    beat = 0.62 + 0.38 * abs(math.sin(1.7 * number) * math.cos(0.61 * number))
    return min(1.0, swell * beat) * fades
