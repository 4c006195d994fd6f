"""Music: each cue with its waveform in the colours of what was felt; a plus where there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

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
    Ints = npt.NDArray[np.int64]
    Pixels = npt.NDArray[np.uint32]

_WAVE_PX = 44.0
_BAR_PX, _STEP_PX = 2.0, 3.0
_PEAKS = 0.42  # how much of the colour peaks keep, over the card
_DOTS = [1.0, 2.5]
_CORE = 0.45  # of an envelope


class MusicLane:
    def __init__(self, field: FeltField, waves: LineWaves) -> None:
        self._field = field
        self._waves = waves
        self._kept: tuple[object, tuple[Floats, Floats, Floats]] | None = None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        found = self._field.density(frame.part.wider(2 * BIN_PX))
        leads = self._field.leading(found)
        inks = _Inks(frame.line.emotions)
        if frame.is_far:
            self._add_envelope(inks, frame, leads)
        else:
            for place, scene in frame.open_scenes():
                if not scene.cues:
                    _paint_missing(painter, frame, place)
                for cue in scene.cues:
                    self._paint_cue(painter, frame, place, cue, leads, inks)
        inks.paint(painter, frame)

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
        shape = self._waves.shape(cue.track_id)
        if shape is None:
            painter.setPen(QPen(colour("hairline"), 2))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            return
        _add_bars(inks, box, shape, cue, leads, frame)

    def _add_envelope(self, inks: _Inks, frame: Frame, leads: Leading) -> None:
        """One bar for all cues that share its pixels: the loudest of them."""
        import numpy as np

        lefts, rights, levels = self._cues_of(frame)
        first = int(np.ceil(frame.part.left / _STEP_PX))
        xs = np.arange(first, int(frame.part.right / _STEP_PX) + 1, dtype=np.float64) * _STEP_PX
        begun = np.searchsorted(lefts, xs + _STEP_PX, side="left")
        ended = np.searchsorted(rights, xs, side="right")
        is_there = ended < begun
        if not is_there.any():
            return
        pairs = np.stack([ended[is_there], begun[is_there]], axis=1).reshape(-1)
        loudest = np.maximum.reduceat(np.append(levels, 0.0), pairs)[::2]
        _add_columns(inks, xs[is_there], loudest, loudest * _CORE, leads, frame)

    def _cues_of(self, frame: Frame) -> tuple[Floats, Floats, Floats]:
        """Where each cue is, and how loud: 0 where that isn't known yet."""
        import numpy as np

        key = frame.layout, self._waves.version
        if self._kept is None or self._kept[0] != key:
            cues = [
                (place, cue) for place, scene in enumerate(frame.line.scenes) for cue in scene.cues
            ]
            places = np.array([place for place, _cue in cues], np.int64)
            starts = np.array([cue.start_ms for _place, cue in cues], np.int64)
            ends = np.array([cue.end_ms for _place, cue in cues], np.int64)
            lefts = np.maximum.accumulate(frame.layout.xs_of(places, starts))
            rights = np.maximum.accumulate(frame.layout.xs_of(places, ends))
            levels = np.array([_level(self._waves, cue) for _place, cue in cues])
            self._kept = key, (lefts, rights, levels)
        return self._kept[1]


def _level(waves: LineWaves, cue: LineCue) -> float:
    """How loud a cue is on the whole, 0..1; 0 where that isn't known yet."""
    shape = waves.shape(cue.track_id)
    return 0.0 if shape is None else shape.mean(cue.span.start_ms, cue.span.end_ms)


def _add_bars(
    inks: _Inks, box: QRectF, shape: WaveShape, cue: LineCue, leads: Leading, frame: Frame
) -> None:
    """As many as are in sight; they stand at whole steps of the laid-out line."""
    import numpy as np

    left, right = max(box.left(), frame.part.left - 4), min(box.right(), frame.part.right + 4)
    first = math.ceil(left / _STEP_PX)
    end = max(first + 1, int((right - _BAR_PX) / _STEP_PX) + 1)
    xs = np.arange(first, end, dtype=np.float64) * _STEP_PX
    px_per_ms = box.width() / max(1, cue.span.duration_ms)
    starts = np.asarray(cue.span.start_ms + (xs - box.left()) / px_per_ms, np.float64)
    peaks, rms = shape.between(starts, _STEP_PX / px_per_ms)
    _add_columns(inks, xs, peaks, rms, leads, frame)


def _add_columns(
    inks: _Inks, xs: Floats, peaks: Floats, rms: Floats, leads: Leading, frame: Frame
) -> None:
    """Bars at these places, as high as they say, in the colour of what leads there."""
    import numpy as np

    high = min(scaled_px(_WAVE_PX), frame.height - 8) / 2
    columns = ((xs + _BAR_PX / 2) / BIN_PX).astype(np.int64) - leads.first_bin
    np.clip(columns, 0, len(leads.rows) - 1, out=columns)
    tall, short = np.maximum(1.0, peaks * high), np.maximum(1.0, rms * high)
    inks.bars.append((xs, tall, short, leads.rows[columns]))


class _Inks:
    """All bars of a part, painted as one picture: each as a rectangle took ten times as long."""

    def __init__(self, emotions: tuple[Emotion, ...]) -> None:
        self._emotions = emotions
        self.bars: list[tuple[Floats, Floats, Floats, Ints]] = []

    def paint(self, painter: QPainter, frame: Frame) -> None:
        import numpy as np

        if not self.bars:
            return
        xs, tall, short, rows = (np.concatenate(parts) for parts in zip(*self.bars, strict=True))
        dpr, left = frame.dpr, math.floor(frame.part.left)
        wide = math.ceil((frame.part.right - left) * dpr)
        high = round(frame.height * dpr)
        first = np.rint((xs - left) * dpr).astype(np.int64)
        halves = np.zeros((2, wide), np.float32)
        colours = np.zeros((2, wide), np.uint32)
        peaks, cores = self._colours()
        for n in range(round(_BAR_PX * dpr)):
            at = first + n
            seen = np.flatnonzero((at >= 0) & (at < wide))
            at = at[seen]
            halves[0, at], halves[1, at] = tall[seen] * dpr, short[seen] * dpr
            colours[0, at], colours[1, at] = peaks[rows[seen]], cores[rows[seen]]
        away = np.abs(np.arange(high, dtype=np.float32) - (high - 1) / 2)[:, None]
        pixels = np.where(away < halves[0], colours[0], np.uint32(0))
        pixels = np.ascontiguousarray(np.where(away < halves[1], colours[1], pixels), np.uint32)
        picture = QImage(
            pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied
        )
        picture.setDevicePixelRatio(dpr)
        painter.drawImage(QPointF(left, 0), picture)

    def _colours(self) -> tuple[Pixels, Pixels]:
        """Of peaks and cores, by the place of an emotion; the last is that of nothing felt."""
        import numpy as np

        theme = current_theme()
        inks = [line_of(one.colour) for one in self._emotions] + [theme.wave]
        mixed = [QColor(blend(ink, theme.raised, _PEAKS)).rgba() for ink in inks]
        full = [QColor(ink).rgba() for ink in inks]
        return np.array(mixed, np.uint32), np.array(full, np.uint32)


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
