"""The figures of a section: how minor, busy, high, strong and thick it is, and how much is drums.

Each is a weighted sum of what was measured (`raw_figures`). The weights were fitted, by ridge
regression, to soundtracks whose score is known: docs/suggestions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.texture.fitted import MIDDLES, SPREADS, WEIGHTS
from app.analysis.texture.measures import COLUMNS, OCTAVE, Measures, measures_of
from app.analysis.texture.sections import FRAMES_PER_STEP, sections_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.dynamics.measured import Measured
    from app.analysis.pitch.pitches import Pitches
    from app.core.source_time import SourceTime
    from app.core.timecode import Span

    Floats = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.float32]

STEP_MS = 1000
FIGURES = ("minor", "busy", "high", "strong", "thick", "drums")
RAW_FIGURES = (
    *COLUMNS, "varying", "semitones", "tones", "minor_thirds", "thirds", "fourths", "tritones",
    "minor_key", "clear_key", "third", "sixth", "seventh", "flat_second", "spread",
)  # fmt: skip
_FARTHEST = 4.0  # spreads from the middle; farther, nothing more is known
# How well each note fits a major and a minor key on C.
# Source: C. Krumhansl, Cognitive Foundations of Musical Pitch (1990), table 2.1.
_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    """Rows, float32, (places, FIGURES), one every STEP_MS of the file, the same in all of a
    section. In spreads from the middle of the soundtracks that they were fitted to.
    """

    rows: Rows

    def between(self, source: SourceTime, span: Span) -> Rows | None:
        """The mean over a track's passage, or what is at a point of it, (FIGURES,); None outside
        the file.
        """
        first = source.to_file(span.start_ms) // STEP_MS
        end = max(first + 1, round(source.to_file(span.end_ms) / STEP_MS))
        part = self.rows[first:end]
        return part.mean(axis=0) if len(part) else None

    def on_track(self, source: SourceTime, duration_ms: int) -> Rows:
        """(places, FIGURES), one every STEP_MS of a track; where the file ends, the track does."""
        import numpy as np

        at_ms = range(0, duration_ms, STEP_MS)
        places = np.array([source.to_file(ms) // STEP_MS for ms in at_ms], np.int64)
        return self.rows[places[places < len(self.rows)]]


def texture_of(pitches: Pitches, measured: Measured) -> Texture:
    import numpy as np

    measures = measures_of(pitches, measured)
    steps = -(-len(measures) // FRAMES_PER_STEP)
    rows = np.zeros((steps, len(FIGURES)), np.float32)
    for first, end in sections_of(measures):
        part = slice(first // FRAMES_PER_STEP, -(-end // FRAMES_PER_STEP))
        rows[part] = figures(raw_figures(measures, first, end))
    return Texture(rows)


def figures(raw: Floats) -> Floats:
    """raw: (…, RAW_FIGURES)."""
    import numpy as np

    level = np.clip((raw - np.array(MIDDLES)) / np.array(SPREADS), -_FARTHEST, _FARTHEST)
    found: Floats = level @ np.array(WEIGHTS)
    return found


def raw_figures(measures: Measures, first: int, end: int) -> Floats:
    """(RAW_FIGURES,) of a section, in frames."""
    import numpy as np

    columns, chroma, intervals = (values[first:end] for values in measures)
    varying = columns[:, COLUMNS.index("loudness")].std()
    means = columns.mean(axis=0), (varying,), intervals.mean(axis=0)
    return np.concatenate((*means, _harmony(chroma.mean(axis=0))))


def _harmony(chroma: Floats) -> Floats:
    """Minor against major, how clear the key is, the notes that tell both apart, and how evenly all
    sound.
    """
    import numpy as np

    minor, major = _fits(chroma, _MINOR), _fits(chroma, _MAJOR)
    tonic = int(max(minor, major, key=max).argmax())
    notes = np.roll(chroma, -tonic) / (chroma.sum() + 1e-6)
    roots = np.sqrt(notes)
    told = (roots[3] - roots[4], roots[8] - roots[9], roots[10] - roots[11], roots[1])
    spread = -(notes * np.log(notes + 1e-6)).sum()
    return np.array((minor.max() - major.max(), max(minor.max(), major.max()), *told, spread))


def _fits(chroma: Floats, profile: tuple[float, ...]) -> Floats:
    """How well each of the twelve keys fits: correlations."""
    import numpy as np

    keys = np.stack([np.roll(profile, tonic) for tonic in range(OCTAVE)])
    keys -= keys.mean(axis=1, keepdims=True)
    keys /= np.linalg.norm(keys, axis=1, keepdims=True)
    level = chroma - chroma.mean()
    fits: Floats = keys @ level / (np.linalg.norm(level) + 1e-6)
    return fits
