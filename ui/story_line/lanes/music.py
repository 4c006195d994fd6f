"""Music: each cue with its waveform in the colours of what was felt; a plus where there is none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.emotions.records import Emotion
from app.story_line.records import LineCue
from ui.story_line.felt_field import FeltField
from ui.story_line.lanes.frame import Frame
from ui.story_line.waves import LineWaves, WaveShape
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.leading import Leading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_WAVE_PX = 44.0
_BAR_PX, _STEP_PX = 2.0, 3.0
_PEAKS = 0.42  # how much of the colour peaks keep, over the card
_DOTS = [1.0, 2.5]
_UNFELT = -1


class MusicLane:
    def __init__(self, field: FeltField, waves: LineWaves) -> None:
        self._field = field
        self._waves = waves

    def paint(self, painter: QPainter, frame: Frame) -> None:
        scenes = frame.open_scenes()
        found = self._field.density(frame.part.wider(2 * BIN_PX))
        leads = self._field.leading(found)
        inks = _Inks(frame.line.emotions)
        for place, scene in scenes:
            if not scene.cues and not frame.is_far:
                _paint_missing(painter, frame, place)
            for cue in scene.cues:
                self._paint_cue(painter, frame, place, cue, leads, inks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        inks.paint(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def cue_box(self, frame: Frame, place: int, cue: LineCue) -> QRectF:
        box = frame.span(place, cue.start_ms, cue.end_ms)
        return QRectF(box.left(), 0, max(2.0, box.width()), frame.height)

    def _paint_cue(
        self,
        painter: QPainter,
        frame: Frame,
        place: int,
        cue: LineCue,
        leads: Leading,
        inks: _Inks,
    ) -> None:
        box = self.cue_box(frame, place, cue)
        middle = frame.height / 2
        high = min(scaled_px(_WAVE_PX), frame.height - 8)
        shape = self._waves.shape(cue.track_id)
        if shape is None:
            painter.setPen(QPen(colour("hairline"), 2))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            return
        _add_bars(inks, box, middle, high, shape, cue, leads, frame)


def _add_bars(
    inks: _Inks,
    box: QRectF,
    middle: float,
    high: float,
    shape: WaveShape,
    cue: LineCue,
    leads: Leading,
    frame: Frame,
) -> None:
    """As many as are in sight; they stand at whole steps of the laid-out line."""
    import numpy as np

    left, right = max(box.left(), frame.part.left - 4), min(box.right(), frame.part.right + 4)
    first = int(np.ceil(left / _STEP_PX))
    xs = (
        np.arange(first, max(first + 1, int(np.floor((right - _BAR_PX) / _STEP_PX)) + 1)) * _STEP_PX
    )
    px_per_ms = box.width() / max(1, cue.span.duration_ms)
    starts = np.asarray(cue.span.start_ms + (xs - box.left()) / px_per_ms, np.float64)
    peaks, rms = shape.between(starts, _STEP_PX / px_per_ms)
    columns = np.floor((xs + _BAR_PX / 2) / BIN_PX).astype(np.int64) - leads.first_bin
    rows = leads.rows[columns.clip(0, len(leads.rows) - 1)]
    for x, peak, core, row in zip(
        xs.tolist(), peaks.tolist(), rms.tolist(), rows.tolist(), strict=True
    ):
        tall, short = max(1.0, round(peak * high / 2)), max(1.0, round(core * high / 2))
        inks.peaks[row].append(QRectF(x, middle - tall, _BAR_PX, 2 * tall))
        inks.cores[row].append(QRectF(x, middle - short, _BAR_PX, 2 * short))


class _Inks:
    """Bars by the feeling that leads there, so that each colour is set once."""

    def __init__(self, emotions: tuple[Emotion, ...]) -> None:
        self._emotions = emotions
        self.peaks: dict[int, list[QRectF]] = defaultdict(list)
        self.cores: dict[int, list[QRectF]] = defaultdict(list)

    def paint(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setPen(Qt.PenStyle.NoPen)
        for bars, share in ((self.peaks, _PEAKS), (self.cores, 1.0)):
            for row, rects in bars.items():
                ink = theme.wave if row == _UNFELT else line_of(self._emotions[row].colour)
                painter.setBrush(QColor(blend(ink, theme.raised, share)))
                painter.drawRects(rects)


def _paint_missing(painter: QPainter, frame: Frame, place: int) -> None:
    """A dotted line where music could be, with a plus."""
    box, middle = frame.box(place), frame.height / 2
    pen = QPen(colour("outline"), 2)
    pen.setDashPattern(_DOTS)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left() + 4, middle), QPointF(box.right() - 4, middle))
    if frame.is_narrow or box.width() < scaled_px(28):
        return
    arm, centre = scaled_px(5), QPointF(round(box.center().x()), round(middle - scaled_px(14)))
    painter.setPen(QPen(colour("ink_faint"), 1.5))
    painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
    painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))
