"""What was felt, laid out along the story: amounts at each place, and which feeling leads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.story_line.layout import Layout
from app.story_line.records import StoryLine
from ui.story_line.view import Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.ridges.density import REACH_PX, Density, Felt, bins_of, density
from ui.timeline.ridges.leading import Leading, leading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

PARTS_OF_PX = 8  # places are whole numbers, eighths of a pixel, where the timeline has ms
_USUAL_INTENSITY = 3.0
_AROUND_PX = 120.0  # counted beyond what is asked for: as far as any lane looks
_LEAST_TALLEST = 3.0  # a work with a mark or two has low hills, no summits


class FeltField:
    """Of one layout. The bells are the timeline's, in pixels of the laid-out line."""

    def __init__(self, line: StoryLine, layout: Layout) -> None:
        self._line, self._layout = line, layout
        self._counted: Density | None = None

    @cached_property
    def _felt(self) -> Felt:
        """Only once it is asked for: while a zoom goes on, nobody does."""
        import numpy as np

        line, layout, felt = self._line, self._layout, self._line.felt
        places = np.zeros(max((int(one.id) for one in line.emotions), default=0) + 1, np.int64)
        for row, emotion in enumerate(line.emotions):
            places[emotion.id] = row
        starts = layout.xs_of(felt.scenes, felt.starts) if len(felt) else np.zeros(0)
        ends = layout.xs_of(felt.scenes, felt.ends) if len(felt) else np.zeros(0)
        return Felt(
            (starts * PARTS_OF_PX).astype(np.int64),
            (ends * PARTS_OF_PX).astype(np.int64),
            places[felt.emotion_ids],
            felt.intensities / _USUAL_INTENSITY,
        )

    @property
    def many(self) -> int:
        """How many emotions were felt."""
        return len(self._line.emotions)

    @property
    def xs(self) -> Floats:
        """Where each mark begins."""
        found: Floats = self._felt.starts / PARTS_OF_PX
        return found

    @property
    def rows(self) -> Ints:
        """Of each mark the place of its emotion."""
        return self._felt.rows

    def density(self, part: Part) -> Density:
        """What was counted last is kept: two lanes ask for the same part, one after another."""
        first, end = bins_of(_axis(part), 0.0)
        known = self._counted
        if known is None or not _holds(known, first, end):
            around = part.wider(_AROUND_PX)
            known = density(self._near(around), max(1, self.many), _axis(around))
            self._counted = known
        at = first - known.first_bin
        return Density(known.amounts[:, at : at + end - first], first)

    def leading(self, found: Density) -> Leading:
        return leading(found)

    @cached_property
    def tallest(self) -> float:
        """The greatest sum of all feelings anywhere: one scale for the whole work."""
        felt = self._felt
        if not len(felt.starts):
            return _LEAST_TALLEST
        together = felt._replace(rows=felt.rows * 0)
        whole = density(together, 1, _axis(Part(0.0, self._layout.width)))
        return max(_LEAST_TALLEST, float(whole.amounts.max()))

    def _near(self, part: Part) -> Felt:
        """The marks of all scenes that reach into a part."""
        around = part.wider(REACH_PX + 8)
        scenes = self._layout.between(around.left, around.right)
        first, end = self._line.felt.of_scenes(scenes.start, scenes.stop)
        felt, its = self._felt, slice(first, end)
        return Felt(felt.starts[its], felt.ends[its], felt.rows[its], felt.weights[its])


def _holds(known: Density, first: int, end: int) -> bool:
    return known.first_bin <= first and end <= known.first_bin + known.amounts.shape[1]


def _axis(part: Part) -> TimeAxis:
    width = round((part.left + part.width) * PARTS_OF_PX)
    return TimeAxis(width, part.width, float(PARTS_OF_PX), part.left)
