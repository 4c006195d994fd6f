"""What the timeline asks of a lane.

A lane paints a part of the track, says what is under a point, and offers times to snap to. It
paints into a picture, never onto the screen, and knows no playhead. A lane only implements what is
special about it: the rest is answered here as for a lane without marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import Text, _
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, LaneItem
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_refs import MarkRefs
from ui.words.marks import span_in_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


WORDS_REACH_PX = 340  # of a mark’s sign, its name and its neighbour’s


class LaneMarks(Protocol):
    """The marks of a lane. Places are in the lane's coordinates."""

    kind: MarkKind

    def refs(self) -> MarkRefs:
        """All of them, in time order."""

    def refs_over(self, span: Span) -> list[MarkRef]:
        """Those that overlap a span of time."""

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """Those that a rectangle touches, including those in counts."""

    def spans(self) -> Iterator[tuple[MarkRef, Span]]:
        """All of them with their spans, in time order."""

    def mark(self, ref: MarkRef) -> LaneMark[Any] | None: ...

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        """A mark's icon in a list, and its colour; empty for the text colour."""

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """Where a mark is; None while it is part of a count."""

    def place_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """The same, but as wide as its sign; for a mark in a count, the count's place."""

    def counted_with(self, area: LaneArea, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks of the count that a mark is part of, including itself; empty if in none."""


class Lane(Protocol):
    """One lane of the timeline. `title` and `icon` are shown at its left.

    key: the name under which choices about it are saved, whatever its title.
    shows_played: whether it looks different left of the playhead; then it is painted twice.
    is_exact: whether it is painted at every step of a zoom instead of being scaled meanwhile.
    """

    key: str
    title: Text
    icon: str
    shows_played: bool = False
    is_exact: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether it has anything to show; if not, it is hidden unless the listener chose it."""
        return True

    @property
    def is_blank(self) -> bool:
        """Whether it draws nothing at all now, so that it needs no picture."""
        return False

    @property
    def is_wanted(self) -> bool:
        """Whether it is needed now, even if the listener hid it."""
        return False

    @property
    def adds(self) -> tuple[str, str] | None:
        """What the button beside its name does, and the key for it; None without a button."""
        return None

    @property
    def marks(self) -> LaneMarks | None:
        return None

    def items(self) -> Sequence[LaneItem]:
        """What is in it beside marks, in time order, for screen readers."""
        return ()

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        """Takes a track's marks; returns where the lane looks different now (None: everywhere)."""
        return []

    def heights(self) -> LaneHeights:
        """From the font's metrics: larger text makes higher lanes."""

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        """Draws what the axis shows, at full height, on a transparent background."""

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Draws above the picture what stays at the view's edge; `area` is the view's own."""

    def shape(self, area: LaneArea) -> object:
        """What the whole picture depends on; while it is equal, only changes are repainted."""
        return None

    def worded(self, area: LaneArea) -> tuple[float, float] | None:
        """The top and bottom of what is written, which shows through the playhead; None if nothing
        is.
        """
        return None

    def reach_px(self, ms_per_px: float) -> int:
        """How far from a changed mark the picture may look different."""
        return WORDS_REACH_PX

    def decided_by(self, area: LaneArea) -> Ints | None:
        """One number for each pixel across, if that is all that marks decide there: where it is
        still the same, a changed mark repaints nothing.
        """
        return None

    def ahead(self, area: LaneArea, dpr: float) -> Iterator[None]:
        """Makes one picture with each step that it will want at other zooms. dpr: of the screen."""
        return iter(())

    def side_labels(self, area: LaneArea) -> Sequence[SideLabel]:
        """Names of its rows, shown in place of its own name."""
        return ()

    def live_part(self, area: LaneArea, key: str) -> tuple[float, float]:
        """The top and height for a span that grows while its key is held. key: of what it is."""
        return 0.0, float(area.height)

    def what_to_do(self) -> str:
        """Shown while it is empty."""
        return ""

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        return None

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        """The lines under the time in a tooltip. here: the marks at this time, in any lane."""
        return here

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        """The edges near enough to snap to."""
        return []

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """What is in it, for screen readers."""
        return _("{time} in view", time=span_in_words(axis.visible))
