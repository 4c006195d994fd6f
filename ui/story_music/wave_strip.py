"""A cue's wave in the colours of what was felt in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.characters.records import TheirCue
from ui.story_line.wave_bars import bars_in, paint_wave_bars
from ui.story_line.waves import LineWaves
from ui.style.theme import colour, current_theme, theme_signals
from ui.timeline.paint.feeling_colours import line_of

_SIZE = QSize(144, 32)
_STEP_PX = 3.0


class WaveStrip(QWidget):
    def __init__(self, cue: TheirCue, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cue = cue
        self._waves = waves
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        waves.known.connect(self.update)
        theme_signals().theme_changed.connect(self.update)

    def show_cue(self, cue: TheirCue) -> None:
        self._cue = cue
        self.update()

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        import numpy as np

        painter = QPainter(self)
        span, middle = self._cue.cue.span, self.height() / 2
        shape = self._waves.shape(int(self._cue.track.id))
        if shape is None:
            painter.fillRect(QRectF(0, middle, self.width(), 1), colour("hairline"))
            return
        bars = bars_in(self.width(), _STEP_PX)
        lasts_ms = max(1.0, span.duration_ms / bars)
        starts = span.start_ms + np.arange(bars, dtype=np.float64) * lasts_ms
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        heights = shape.between(starts, lasts_ms)
        paint_wave_bars(painter, area, _STEP_PX, heights, self._inks(bars), [1.0] * bars)

    def _inks(self, bars: int) -> list[str]:
        """Of each bar."""
        felt, plain = self._cue.stretches, current_theme().wave
        if not felt:
            return [plain] * bars
        found = (felt[min(len(felt) - 1, bar * len(felt) // bars)] for bar in range(bars))
        return [plain if one is None else line_of(one.colour) for one in found]
