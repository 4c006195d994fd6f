"""The one place where milliseconds become pixels and pixels become milliseconds.

Time runs left to right in every layout. An axis is a value: each operation returns another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.timecode import Span

CLOSEST_MS_PER_PX = 1.0
END_MARGIN_PX = 12.0  # so that a mark at the first or last millisecond is fully visible
_MIN_WIDTH_PX = 2 * END_MARGIN_PX + 1


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A part of a track laid out over `width_px`.

    ms_per_px: the zoom. left_px: how many pixels of the laid-out track are left of x = 0;
    negative while the margin before the track's start is in view.
    """

    duration_ms: int
    width_px: float
    ms_per_px: float
    left_px: float

    @classmethod
    def whole(cls, duration_ms: int, width_px: float) -> TimeAxis:
        """The whole track in view, with a margin at both ends."""
        width = max(_MIN_WIDTH_PX, width_px)
        duration = max(1, duration_ms)
        return cls(duration, width, duration / (width - 2 * END_MARGIN_PX), -END_MARGIN_PX)

    # milliseconds <-> pixels

    def x_of(self, ms: float) -> float:
        return ms / self.ms_per_px - self.left_px

    def ms_at(self, x: float) -> float:
        """The time under a pixel, also before the start and after the end."""
        return (x + self.left_px) * self.ms_per_px

    def position_at(self, x: float) -> int:
        """The track's whole millisecond nearest to a pixel."""
        return min(self.duration_ms, max(0, round(self.ms_at(x))))

    def px_for(self, ms: float) -> float:
        return ms / self.ms_per_px

    def ms_for(self, px: float) -> float:
        return px * self.ms_per_px

    # what is in view

    @property
    def start_ms(self) -> float:
        return self.ms_at(0)

    @property
    def end_ms(self) -> float:
        return self.ms_at(self.width_px)

    @property
    def visible(self) -> Span:
        """The part of the track in view."""
        return Span(self.position_at(0), self.position_at(self.width_px))

    @property
    def whole_ms_per_px(self) -> float:
        return self.duration_ms / (self.width_px - 2 * END_MARGIN_PX)

    @property
    def closest_ms_per_px(self) -> float:
        """The closest zoom; a track of a few milliseconds may be closer already as a whole."""
        return min(CLOSEST_MS_PER_PX, self.whole_ms_per_px)

    @property
    def is_whole(self) -> bool:
        return self.ms_per_px >= self.whole_ms_per_px * (1 - 1e-9)

    @property
    def scroll_range(self) -> tuple[float, float]:
        """The least and greatest `left_px`."""
        return -END_MARGIN_PX, self.px_for(self.duration_ms) + END_MARGIN_PX - self.width_px

    # operations

    def zoomed(self, factor: float, anchor_x: float) -> TimeAxis:
        """Zoomed in by `factor` (over 1) or out; the time under `anchor_x` stays there.

        The anchor moves only if otherwise the track's ends would leave the edges of the view.
        """
        wanted = self.ms_per_px / factor
        ms_per_px = min(self.whole_ms_per_px, max(self.closest_ms_per_px, wanted))
        left = self.ms_at(anchor_x) / ms_per_px - anchor_x
        return replace(self, ms_per_px=ms_per_px, left_px=left).clamped()

    def scrolled_by(self, px: float) -> TimeAxis:
        return replace(self, left_px=self.left_px + px).clamped()

    def scrolled_to(self, left_px: float) -> TimeAxis:
        return replace(self, left_px=left_px).clamped()

    def with_ms_at(self, ms: float, x: float) -> TimeAxis:
        """Scrolled so that a time is at a pixel, as nearly as the ends allow."""
        return self.scrolled_to(self.px_for(ms) - x)

    def showing(self, span: Span, padding: float = 0.08) -> TimeAxis:
        """Zoomed and scrolled to a span, with `padding` of the width free on both sides."""
        room = self.width_px * (1 - 2 * padding)
        wanted = max(1, span.duration_ms) / room
        ms_per_px = min(self.whole_ms_per_px, max(self.closest_ms_per_px, wanted))
        middle = (span.start_ms + span.end_ms) / 2
        return replace(self, ms_per_px=ms_per_px).with_ms_at(middle, self.width_px / 2)

    def spanning(self, seen: Span) -> TimeAxis:
        """Zoomed and scrolled until it is what is `visible`, as far as the width allows."""
        return self.showing(seen, padding=0.0)

    def revealing(self, span: Span, padding_px: float = 32.0) -> TimeAxis:
        """Scrolled no farther than needed to see a span; if it is too long, to see its start."""
        axis = self
        if axis.x_of(span.end_ms) > axis.width_px - padding_px:
            axis = axis.with_ms_at(span.end_ms, axis.width_px - padding_px)
        if axis.x_of(span.start_ms) < padding_px:
            axis = axis.with_ms_at(span.start_ms, padding_px)
        return axis

    def toward(self, other: TimeAxis, share: float) -> TimeAxis:
        """Part of the way (0..1) to another axis of the same track and width.

        The zoom changes evenly to the eye (by equal factors), and a time that is at the same x in
        both axes stays there all the way: an anchored zoom keeps its anchor.
        """
        if share >= 1:
            return other
        ms_per_px = self.ms_per_px * (other.ms_per_px / self.ms_per_px) ** share
        change = other.ms_per_px - self.ms_per_px
        # The left edge moves linearly with the scale; at a constant scale, with the share.
        way = (ms_per_px - self.ms_per_px) / change if abs(change) > 1e-9 else share
        start_ms = self.start_ms + (other.start_ms - self.start_ms) * way
        return replace(self, ms_per_px=ms_per_px, left_px=start_ms / ms_per_px)

    def resized(self, width_px: float) -> TimeAxis:
        """The same zoom and left edge at another width; a track wholly in view stays so."""
        if self.is_whole:
            return TimeAxis.whole(self.duration_ms, width_px)
        wider = replace(self, width_px=max(_MIN_WIDTH_PX, width_px))
        return replace(wider, ms_per_px=min(wider.whole_ms_per_px, wider.ms_per_px)).clamped()

    def aligned(self) -> TimeAxis:
        """Scrolled to a whole pixel, so that existing pictures can be moved, not redrawn.

        Only for painting: rounding on every zoom step would let the anchor drift.
        """
        return replace(self, left_px=float(round(self.left_px)))

    def window(self, left_px: float, width_px: float) -> TimeAxis:
        """The same zoom with another left edge and width; for cached pictures."""
        return replace(self, left_px=left_px, width_px=width_px)

    def clamped(self) -> TimeAxis:
        least, greatest = self.scroll_range
        return replace(self, left_px=max(least, min(greatest, self.left_px)))
