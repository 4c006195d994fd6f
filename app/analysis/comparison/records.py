"""Two passages laid over each other, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from app.analysis.melody import MelodyNote
from app.analysis.pitch.spectrum import FRAME_MS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.pitch.pitches import Pitches
    from app.core.source_time import SourceTime
    from app.core.timecode import Span

    Cells = npt.NDArray[np.uint8]

Melody = tuple[MelodyNote, ...]


class HeardPassage(NamedTuple):
    """A passage of a track in a file. pitches: of the whole file. span: in the track's time."""

    pitches: Pitches
    source: SourceTime
    span: Span


@dataclass(frozen=True, slots=True)
class Fit:
    """How the other passage has to be moved to lie over the first one.

    start_ms: where the first one's beginning is heard, in the other track's time; below 0 if that
    is before it begins. semitones: how much higher the other one is. tempo_ratio: how many times as
    fast.
    """

    start_ms: int
    semitones: int
    tempo_ratio: float

    def moved(self, by_ms: int) -> Fit:
        """The same with another beginning."""
        return Fit(self.start_ms + by_ms, self.semitones, self.tempo_ratio)


class PartingKind(Enum):
    """OTHER_PITCH: both sound, on different notes. MORE: only the other one sounds. LESS: only the
    first one does.
    """

    OTHER_PITCH = auto()
    MORE = auto()
    LESS = auto()


class Parting(NamedTuple):
    """A stretch in which the two part, in the first one's time.

    semitones: how much higher the other one is, as drawn; 0 if only one of them sounds. notes: how
    many of them, of the other one, or of the first one if only that sounds. pitch: where it is,
    of the other one if that sounds.
    """

    kind: PartingKind
    start_ms: int
    end_ms: int
    pitch: int
    semitones: int = 0
    notes: int = 1

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """All in the first passage's time and key, both of which begin at 0 with it.

    lasts_ms: of what is shown; the longer of the two. home, here: the melodies; () if none stands
    out. home_cells, here_cells: uint8, (frames, pitches), how strongly each pitch sounds at each
    FRAME_MS, 255 the strongest; the lowest pitch is `low`. partings: as they are heard. alike: how
    many notes of the first one lie under the same note of the other one.
    """

    lasts_ms: int
    fit: Fit
    home: Melody
    here: Melody
    home_cells: Cells
    here_cells: Cells
    low: int
    partings: tuple[Parting, ...]
    alike: int

    frame_ms: ClassVar[int] = FRAME_MS

    @property
    def high(self) -> int:
        """The highest pitch."""
        return self.low + int(self.home_cells.shape[1]) - 1

    @property
    def widest(self) -> Parting | None:
        """Where they part for longest; None where they have so little in common that no place is
        the one.
        """
        if 2 * self.alike < len(self.home):
            return None
        return max(self.partings, key=lambda one: one.duration_ms, default=None)

    def at_home(self, here_ms: float) -> int:
        """A place of the other track, in the first passage's time."""
        return round((here_ms - self.fit.start_ms) * self.fit.tempo_ratio)

    def at_here(self, home_ms: float) -> int:
        """The same musical moment in the other track; not before it begins."""
        return max(0, round(self.fit.start_ms + home_ms / self.fit.tempo_ratio))
