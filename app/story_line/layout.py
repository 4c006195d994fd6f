"""Where scenes and moments are on the axis of a story, in pixels from its left end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from app.story_line.records import LineEpisode, LineScene, StoryLine

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

MOST_TILES = 6  # of a run of covered scenes; more scenes share the last one
_EVEN_MS = 60_000.0  # each scene counts as much
_FREE_SHARE = 0.5  # of the room, left to lengths once not every scene has its least width


class Scale(StrEnum):
    """LENGTH: a scene is as wide as it is long, the time between scenes is folded away. CLOCK: each
    is where it is in its episode. EVEN: all are as wide. Where it isn't by the clock, a scene's
    music fills its width.
    """

    LENGTH = "length"
    CLOCK = "clock"
    EVEN = "even"


class Measures(NamedTuple):
    """In pixels. least: of a scene's width. tile: of a covered scene. margin: at both ends."""

    scene_gap: float = 6.0
    episode_gap: float = 14.0
    least: float = 48.0
    tile: float = 60.0
    margin: float = 11.0


class Run(NamedTuple):
    """Covered scenes that follow one another: the places from first on, before end."""

    first: int
    end: int

    @property
    def many(self) -> int:
        return self.end - self.first


@dataclass(frozen=True, eq=False)
class Layout:
    """lefts, widths: of each scene. starts, lengths: the stretch of the scene, in ms, that is laid
    out over its width; at least 1 long. episodes: left and right edge of each. squeeze: below 1
    where there isn't room for the least widths.
    """

    lefts: Floats
    widths: Floats
    starts: Floats
    lengths: Floats
    episodes: tuple[tuple[float, float], ...]
    width: float
    squeeze: float

    def x_of(self, scene: int, ms: float = 0.0) -> float:
        """Held inside the scene."""
        into = (ms - float(self.starts[scene])) / float(self.lengths[scene])
        share = min(max(0.0, into), 1.0)
        return float(self.lefts[scene]) + share * float(self.widths[scene])

    def right_of(self, scene: int) -> float:
        return float(self.lefts[scene] + self.widths[scene])

    def tiles(self, run: Run) -> list[float]:
        """Where the tiles of covered scenes begin; those that share the last one have no width."""
        lefts, widths = self.lefts[run.first : run.end], self.widths[run.first : run.end]
        found: list[float] = lefts[widths > 0].tolist()
        return found

    def xs_of(self, scenes: Ints, ms: Ints) -> Floats:
        """`x_of`, of many."""
        share = ((ms - self.starts[scenes]) / self.lengths[scenes]).clip(0.0, 1.0)
        found: Floats = self.lefts[scenes] + share * self.widths[scenes]
        return found

    def at(self, x: float) -> tuple[int, float] | None:
        """The nearest scene to an x, and the ms in it; of what is between two scenes, the end of
        the one before or the start of the one after. None without any scene.
        """
        import numpy as np

        many = len(self.lefts)
        if not many:
            return None
        scene = max(0, int(np.searchsorted(self.lefts, x, side="right")) - 1)
        right = self.right_of(scene)
        if x > right and scene + 1 < many and x - right > float(self.lefts[scene + 1]) - x:
            scene += 1
        return scene, self.ms_at(scene, x)

    def ms_at(self, scene: int, x: float) -> float:
        """Held inside the scene."""
        share = (x - float(self.lefts[scene])) / max(1e-9, float(self.widths[scene]))
        into = min(max(0.0, share), 1.0) * float(self.lengths[scene])
        return float(self.starts[scene]) + into

    def between(self, left: float, right: float) -> range:
        """The scenes of which anything is between two places."""
        import numpy as np

        first = int(np.searchsorted(self.lefts + self.widths, left, side="left"))
        end = int(np.searchsorted(self.lefts, right, side="right"))
        return range(min(first, end), end)


@dataclass(frozen=True, eq=False)
class Plan:
    """What a line's layouts of one scale have in common. Of each slot, a scene or an episode
    without any: least widths and gaps in pixels, and how much they grow, in ms.
    """

    leasts: Floats
    weights: Floats
    gaps: Floats
    gap_weights: Floats
    starts: Floats
    lengths: Floats
    scene_slots: Ints
    episode_slots: tuple[tuple[int, int], ...]
    measures: Measures

    @property
    def least_width(self) -> float:
        """With every scene at its least width."""
        return float(self.leasts.sum() + self.gaps.sum()) + 2 * self.measures.margin

    def laid_out(self, width: float) -> Layout:
        """All of it over this width."""
        import numpy as np

        squeeze = self._squeeze(width)
        leasts, gaps = self.leasts * squeeze, self.gaps * squeeze
        margin = self.measures.margin * squeeze
        px_per_ms = _px_per_ms(
            np.concatenate([leasts, gaps]),
            np.concatenate([self.weights, self.gap_weights]),
            width - 2 * margin,
        )
        widths = np.maximum(leasts, self.weights * px_per_ms)
        before = np.maximum(gaps, self.gap_weights * px_per_ms)
        rights = margin + np.cumsum(widths + before)
        lefts = rights - widths
        ends = tuple(
            (float(lefts[first]), float(rights[last])) for first, last in self.episode_slots
        )
        slots = self.scene_slots
        total = float(rights[-1]) + margin if len(rights) else width
        stretches = self.starts, self.lengths
        return Layout(lefts[slots], widths[slots], *stretches, ends, total, squeeze)

    def _squeeze(self, width: float) -> float:
        """Half of the room goes by length once there is no longer enough of it for the least
        widths; in between, the share shrinks.
        """
        share = min(1.0, max(0.0, width) / max(1.0, self.least_width))
        kept = min(1.0, max(0.0, (share - _FREE_SHARE) / (1 - _FREE_SHARE)))
        return share * (_FREE_SHARE + (1 - _FREE_SHARE) * kept)


PLAIN = Measures()


def plan_of(line: StoryLine, scale: Scale, measures: Measures = PLAIN) -> Plan:
    import numpy as np

    slots = _Slots(line, scale, measures)
    for episode in line.episodes:
        slots.add(episode)
    stretches = [_stretch(scene, scale) for scene in line.scenes]
    return Plan(
        np.array(slots.leasts),
        np.array(slots.weights),
        np.array(slots.gaps),
        np.array(slots.gap_weights),
        np.array([float(first) for first, _end in stretches]),
        np.array([max(1.0, float(end - first)) for first, end in stretches]),
        np.array(slots.scenes, np.int64),
        tuple(slots.episodes),
        measures,
    )


def covered_runs(line: StoryLine) -> tuple[Run, ...]:
    """In story order."""
    runs: list[Run] = []
    for place, scene in enumerate(line.scenes):
        if scene.is_covered:
            if runs and runs[-1].end == place:
                runs[-1] = Run(runs[-1].first, place + 1)
            else:
                runs.append(Run(place, place + 1))
    return tuple(runs)


def _stretch(scene: LineScene, scale: Scale) -> tuple[int, int]:
    """What is laid out of a scene, in ms: by the clock all of it, else its music."""
    if scale is Scale.CLOCK or not scene.cues:
        return 0, scene.length_ms
    return min(cue.start_ms for cue in scene.cues), max(cue.end_ms for cue in scene.cues)


class _Slots:
    """Collects what a plan is made of."""

    def __init__(self, line: StoryLine, scale: Scale, measures: Measures) -> None:
        self._line, self._scale, self._measures = line, scale, measures
        self.leasts: list[float] = []
        self.weights: list[float] = []
        self.gaps: list[float] = []
        self.gap_weights: list[float] = []
        self.scenes: list[int] = []
        self.episodes: list[tuple[int, int]] = []
        self._covered_before = 0

    def add(self, episode: LineEpisode) -> None:
        first = len(self.leasts)
        if episode.first == episode.end:
            self._covered_before = 0
            self._slot(self._measures.least, 0.0, self._gap(is_first=True), 0.0)
        ended_ms = 0
        for place in range(episode.first, episode.end):
            ended_ms = self._add_scene(place, ended_ms, is_first=place == episode.first)
        self.episodes.append((first, len(self.leasts) - 1))

    def _add_scene(self, place: int, ended_ms: int, *, is_first: bool) -> int:
        scene = self._line.scenes[place]
        self.scenes.append(len(self.leasts))
        if scene.is_covered:
            self._add_tile(is_first=is_first)
            return ended_ms
        self._covered_before = 0
        is_by_clock = self._scale is Scale.CLOCK and scene.span is not None
        between_ms = max(0, scene.span.start_ms - ended_ms) if is_by_clock and scene.span else 0
        weight = _EVEN_MS if self._scale is Scale.EVEN else float(scene.length_ms)
        self._slot(self._measures.least, weight, self._gap(is_first=is_first), float(between_ms))
        return max(ended_ms, scene.span.end_ms) if scene.span is not None else ended_ms

    def _add_tile(self, *, is_first: bool) -> None:
        """Tiles are even, and few: neither a scene's length nor an episode's end is told."""
        self._covered_before += 1
        if self._covered_before > MOST_TILES:
            self._slot(0.0, 0.0, 0.0, 0.0)
            return
        gap = self._gap(is_first=is_first) if self._covered_before == 1 else None
        self._slot(self._measures.tile, 0.0, self._measures.scene_gap if gap is None else gap, 0.0)

    def _gap(self, *, is_first: bool) -> float:
        if not self.leasts:
            return 0.0
        return self._measures.episode_gap if is_first else self._measures.scene_gap

    def _slot(self, least: float, weight: float, gap: float, gap_weight: float) -> None:
        self.leasts.append(least)
        self.weights.append(weight)
        self.gaps.append(gap)
        self.gap_weights.append(gap_weight)


def _px_per_ms(leasts: Floats, weights: Floats, width: float) -> float:
    """So much that the greater of least and grown widths add up to `width`; 0 where the least ones
    alone do. What grows is a line with a bend where each outgrows its least.
    """
    import numpy as np

    grows = np.flatnonzero(weights > 0)
    room = width - float(leasts.sum())
    if room <= 0 or not len(grows):
        return 0.0
    bends = leasts[grows] / weights[grows]
    order = np.argsort(bends)
    slopes = np.cumsum(weights[grows][order])
    outgrown = np.cumsum(leasts[grows][order])
    rooms = slopes * bends[order] - outgrown  # the room taken where each bend is
    at = int(np.searchsorted(rooms, room, side="right")) - 1
    return float((room + outgrown[at]) / slopes[at])
