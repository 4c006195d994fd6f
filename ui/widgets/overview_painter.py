"""A whole track at a glance: its waveform, and a tick for every mark.

The seek bar shows it. `paint_overview` is a pure function; `OverviewPicture` keeps its result so
that a moving playhead only copies pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.analysis.track_wave import WaveSource
from ui.style.theme import colour
from ui.widgets.painting import clear_picture
from ui.widgets.tick_band import TickBand
from ui.widgets.wave_picture import loudest, tinted, wave_coverage

if TYPE_CHECKING:
    from app.core.timecode import Span

TickShape = Literal["line", "band", "dot"]

_TICK_PX = 4.0
_GAP_PX = 2.0
_POINT_PX = 3.0


class OverviewTick(NamedTuple):
    """One mark. colour: `#RRGGBB` or a token of the theme."""

    span: Span
    colour: str
    shape: TickShape


def paint_overview(
    painter: QPainter,
    rect: QRectF,
    duration_ms: int,
    peaks: WaveSource | None,
    ticks: Sequence[OverviewTick],
    wave_token: str = "wave",
) -> None:
    """Scenes as a line on top, the waveform, emotions and themes below, favourites as dots."""
    if duration_ms <= 0 or rect.isEmpty():
        return
    wave = wave_rect(rect)
    if peaks is None:
        middle = QRectF(wave.left(), wave.center().y() - 0.5, wave.width(), 1)
        painter.fillRect(middle, colour(wave_token))
    else:
        _paint_silhouette(painter, wave, duration_ms, peaks, colour(wave_token))
    apart = Ticks()
    apart.replace(ticks)
    apart.paint(painter, rect, duration_ms)


class Ticks:
    """Scenes and favourites apart from the others, of which there may be thousands."""

    def __init__(self) -> None:
        self._all: Sequence[OverviewTick] = ()
        self._low: list[OverviewTick] = []
        self._high: list[OverviewTick] = []
        self._band = TickBand()

    def replace(self, ticks: Sequence[OverviewTick]) -> None:
        self._all = ticks
        self._low = [tick for tick in ticks if tick.shape == "band"]
        self._high = [tick for tick in ticks if tick.shape != "band"]

    def paint(self, painter: QPainter, rect: QRectF, duration_ms: int) -> None:
        """Where too many lie to be told apart, each pixel takes the most frequent colour."""
        ticks = self._all
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if len(ticks) > rect.width() / _POINT_PX:
            band = QRectF(rect.left(), rect.bottom() - _TICK_PX, rect.width(), _TICK_PX)
            self._band.paint(painter, band, duration_ms, self._low)
            ticks = _told_apart(self._high, rect.width() / duration_ms)
        ink = ""
        for tick in ticks:
            if tick.colour != ink:  # mostly the same for many in a row
                ink = tick.colour
                painter.setBrush(colour(ink))
            _paint_tick(painter, rect, duration_ms, tick)
        painter.restore()


def _told_apart(ticks: Sequence[OverviewTick], px_per_ms: float) -> list[OverviewTick]:
    """One for every few pixels."""
    found = {(tick.shape, int(tick.span.start_ms * px_per_ms / _POINT_PX)): tick for tick in ticks}
    return list(found.values())


def wave_rect(rect: QRectF) -> QRectF:
    """Where the waveform lies within an overview."""
    band = _TICK_PX + _GAP_PX
    return rect.adjusted(0, band, 0, -band)


class OverviewPicture:
    """The waveform painted twice, unplayed and played, and the marks; showing it copies pixels.

    A new mark repaints only the marks.
    """

    def __init__(self) -> None:
        self._duration_ms = 0
        self._peaks: WaveSource | None = None
        self._ticks = Ticks()
        self._pictures: tuple[QPixmap, QPixmap] | None = None
        self._marks: QPixmap | None = None
        self._made_for: tuple[QSize, float] | None = None

    def set_content(
        self, duration_ms: int, peaks: WaveSource | None, ticks: Sequence[OverviewTick]
    ) -> None:
        self._marks = None
        if (duration_ms, peaks) != (self._duration_ms, self._peaks):
            self._pictures = None
        self._duration_ms, self._peaks = duration_ms, peaks
        self._ticks.replace(ticks)

    def forget(self) -> None:
        """Repaint next time: call when the theme has changed."""
        self._pictures = self._marks = None

    def x_of(self, rect: QRect, position_ms: float) -> float:
        share = position_ms / self._duration_ms if self._duration_ms > 0 else 0.0
        return rect.left() + rect.width() * min(1.0, max(0.0, share))

    def position_at(self, rect: QRect, x: float) -> int:
        share = (x - rect.left()) / max(1, rect.width())
        return round(self._duration_ms * min(1.0, max(0.0, share)))

    def paint(self, painter: QPainter, rect: QRect, position_ms: float) -> None:
        """The overview in `rect`, played up to `position_ms`. Respects the painter's clip."""
        unplayed, played, marks = self._fitting(rect.size(), painter.device().devicePixelRatio())
        split = round(self.x_of(rect, position_ms)) - rect.left()
        dpr = unplayed.devicePixelRatio()
        for picture, left, right in (
            (played, 0, split),
            (unplayed, split, rect.width()),
            (marks, 0, rect.width()),
        ):
            if right > left:
                source = QRectF(left * dpr, 0, (right - left) * dpr, rect.height() * dpr)
                painter.drawPixmap(
                    QRectF(rect.left() + left, rect.top(), right - left, rect.height()),
                    picture,
                    source,
                )

    def _fitting(self, size: QSize, dpr: float) -> tuple[QPixmap, QPixmap, QPixmap]:
        if self._made_for != (size, dpr):
            self._pictures = self._marks = None
            self._made_for = (size, dpr)
        whole = QRectF(0, 0, size.width(), size.height())
        if self._pictures is None:
            self._pictures = (
                self._painted("wave", size, dpr),
                self._painted("wave_played", size, dpr),
            )
        if self._marks is None:
            self._marks = clear_picture(size, dpr)
            if self._duration_ms > 0 and not whole.isEmpty():
                painter = QPainter(self._marks)
                self._ticks.paint(painter, whole, self._duration_ms)
                painter.end()
        return (*self._pictures, self._marks)

    def _painted(self, wave_token: str, size: QSize, dpr: float) -> QPixmap:
        picture = clear_picture(size, dpr)
        painter = QPainter(picture)
        whole = QRectF(0, 0, size.width(), size.height())
        paint_overview(painter, whole, self._duration_ms, self._peaks, (), wave_token)
        painter.end()
        return picture


def _paint_silhouette(
    painter: QPainter, rect: QRectF, duration_ms: int, peaks: WaveSource, tint: QColor
) -> None:
    dpr = painter.device().devicePixelRatio()
    columns, rows = round(rect.width() * dpr), round(rect.height() * dpr)
    if columns < 1 or rows < 1:
        return
    gain = 1 / max(0.05, loudest(peaks))
    image = tinted(wave_coverage(peaks, 0, duration_ms, columns, rows, gain), tint)
    painter.drawImage(rect, image, QRectF(image.rect()))


def _paint_tick(painter: QPainter, rect: QRectF, duration_ms: int, tick: OverviewTick) -> None:
    """With the painter's brush."""
    left = rect.left() + rect.width() * tick.span.start_ms / duration_ms
    width = max(_POINT_PX, rect.width() * tick.span.duration_ms / duration_ms)
    left = min(left, rect.right() - width)
    if tick.shape == "line":
        painter.drawRoundedRect(QRectF(left, rect.top() + 1, max(1, width - 1), 2), 1, 1)
    elif tick.shape == "dot":
        painter.drawEllipse(QPointF(left + _POINT_PX / 2, rect.top() + _TICK_PX), 2.5, 2.5)
    else:
        painter.drawRoundedRect(QRectF(left, rect.bottom() - _TICK_PX, width, _TICK_PX), 1.5, 1.5)
