"""The waveform: minimum to maximum around a denser RMS core, in one colour or in emotions'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.analysis.track_wave import WaveSource
from app.core.timecode import Span
from app.core.words import Text, _
from app.emotions.records import TaggedEmotion
from app.timeline.records import TrackTimeline
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.layout.mark_index import changed_spans
from ui.timeline.paint.emotion_tint import inked
from ui.timeline.paint.loudness_line import paint_loudness
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width
from ui.timeline.ridges.density import CHANGE_PX
from ui.timeline.ridges.leading import NOBODY, Leading, leading
from ui.timeline.ridges.plan import RidgePlan
from ui.widgets.wave_picture import keep_covered, loudest, tinted, wave_coverage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.loudness import IntensityCurve
    from app.analysis.onsets import Onsets
    from ui.widgets.wave_picture import Coverage

    Ints = npt.NDArray[np.int64]

ONSETS_BELOW_MS_PER_PX = 10.0  # four notes a second are 25 pixels apart
_QUIETEST_GAIN_FOR = 0.05  # near-silence isn't amplified to full height


class WaveformLane(Lane):
    """has_colours: drawn in the colours of emotions felt. loudness: the line to draw, if any.
    onsets: to snap to in close views.
    """

    key = "music"
    title = Text("Music")
    icon = "audio-waveform"
    shows_played = True

    def __init__(self) -> None:
        self.has_colours = False
        self.loudness: IntensityCurve | None = None
        self.onsets: Onsets | None = None
        self._felt = EmotionLane()
        self._tags: tuple[TaggedEmotion, ...] = ()
        self._peaks: WaveSource | None = None
        self._gain = 1.0
        self._percent: int | None = None
        self._coverage: Coverage | None = None
        self._coverage_key: object = None
        self._led: tuple[RidgePlan, TimeAxis, Leading] | None = None

    def follow(self, felt: EmotionLane) -> None:
        """Whose marks colour it."""
        self._felt = felt

    def set_peaks(self, peaks: WaveSource | None) -> None:
        self._peaks = peaks
        self._gain = 1 / max(_QUIETEST_GAIN_FOR, loudest(peaks)) if peaks is not None else 1.0
        self._coverage_key = None

    def forget_detail(self) -> None:
        """Finer data has arrived for the same peaks."""
        self._coverage_key = None

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        """Emotions felt colour the waveform, if it has colours."""
        before, self._tags = self._tags, timeline.tags
        return changed_spans(before, self._tags) if self.has_colours else []

    def set_progress(self, done: int, total: int) -> bool:
        """How far the peaks are computed; done == total is the end. Whether it looks different."""
        before, self._percent = self._percent, 100 * done // total if 0 <= done < total else None
        return before != self._percent

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=3 * line, natural=6 * line, most=24 * line)

    @property
    def _is_coloured(self) -> bool:
        return self.has_colours and bool(self._tags)

    def reach_px(self, ms_per_px: float) -> int:
        return CHANGE_PX

    def decided_by(self, area: LaneArea) -> Ints | None:
        """The colour of the emotion that leads."""
        import numpy as np

        if self._peaks is None or not self._is_coloured:
            return None
        leads, colours = self._leads(area.axis)
        colour_of = np.array([*(int(name[1:], 16) for name in colours), NOBODY])
        rows = leads.columns(area.axis.left_px, round(area.axis.width_px), 1.0)
        found: Ints = colour_of[rows]
        return found

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        if self._peaks is None:
            self._paint_waiting(painter, area, "wave_played" if area.is_played else "wave")
            return
        dpr = painter.device().devicePixelRatio()
        columns, rows = round(area.axis.width_px * dpr), round(area.height * dpr)
        rect = QRectF(0, 0, area.axis.width_px, area.height)
        if self._is_coloured:
            picture = self._inked(area, columns, dpr)
            painter.drawImage(rect, picture, QRectF(picture.rect()))
            keep_covered(painter, rect, self._covered(area.axis, columns, rows))
        else:
            ink = colour("wave_played" if area.is_played else "wave")
            picture = tinted(self._covered(area.axis, columns, rows), ink)
            picture.setDevicePixelRatio(dpr)
            painter.drawImage(0, 0, picture)
        if self.loudness is not None:
            paint_loudness(painter, area.axis, area.height, self.loudness)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        self._paint_progress(painter, area)

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        """The loudness here, if its line is drawn."""
        if self.loudness is None:
            return here
        percent = f"{100 * self.loudness.at(area.axis.position_at(x)):.0f}"
        return (_("Loudness {percent}%", percent=percent), *here)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        """Onsets, if they are far enough apart to choose one with the pointer."""
        if self.onsets is None or axis.ms_per_px > ONSETS_BELOW_MS_PER_PX:
            return []
        near = self.onsets.between(axis.ms_at(x - within_px), axis.ms_at(x + within_px))
        onset = _("Onset")
        return [Edge(at_ms, onset, gives_way=True) for at_ms in near]

    def _inked(self, area: LaneArea, columns: int, dpr: float) -> QImage:
        leads, colours = self._leads(area.axis)
        return inked(leads.columns(area.axis.left_px, columns, 1 / dpr), colours, area.is_played)

    def _leads(self, axis: TimeAxis) -> tuple[Leading, list[str]]:
        """Which emotions lead, and the colour of each. Cached like the coverage."""
        plans = self._felt.layout.plans
        plan = plans.everything()
        if self._led is None or self._led[0] is not plan or self._led[1] != axis:
            leads = leading(plans.density.of(plan, axis, 0.0))
            self._led = plan, axis, leads
        return self._led[2], [words[0].colour for words in plan.rows]

    def _covered(self, axis: TimeAxis, columns: int, rows: int) -> Coverage:
        """Cached between the unplayed and the played picture of the same part."""
        key = (axis, columns, rows)
        if self._coverage is None or key != self._coverage_key:
            assert self._peaks is not None
            self._coverage = wave_coverage(
                self._peaks, axis.start_ms, axis.end_ms, columns, rows, self._gain
            )
            self._coverage_key = key
        return self._coverage

    def _paint_waiting(self, painter: QPainter, area: LaneArea, token: str) -> None:
        """A line in place of the waveform, so that one can seek before the peaks arrive."""
        left, right = area.axis.x_of(0), area.axis.x_of(area.axis.duration_ms)
        left, right = max(-8.0, left), min(area.axis.width_px + 8, right)  # with its rounded ends
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(token))
        painter.drawRoundedRect(QRectF(left, area.height / 2 - 1, right - left, 2), 1, 1)

    def _paint_progress(self, painter: QPainter, area: LaneArea) -> None:
        if self._percent is None:
            return
        words = _("Drawing the waveform… {percent}%", percent=str(self._percent))
        width = text_width(words) + 16
        line = caption_height()
        left = max(8.0, area.axis.x_of(0) + 4)
        pill = QRectF(left, area.height - line - 10, width, line + 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(pill, 6, 6)
        paint_text(painter, pill.adjusted(8, 0, -4, 0), words, colour("ink_muted"))
