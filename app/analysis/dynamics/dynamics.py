"""A track's dynamics: what was measured, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from app.analysis.dynamics.events import find_events
from app.analysis.dynamics.intensity import intensity
from app.analysis.dynamics.measured import Measured
from app.analysis.dynamics.records import DynamicsSummary, FoundEvent
from app.analysis.dynamics.summary import summary_of
from app.analysis.loudness import IntensityCurve


@dataclass(frozen=True, slots=True, eq=False)
class Dynamics:
    """events: by their starts, in the file's milliseconds."""

    measured: Measured
    events: tuple[FoundEvent, ...]
    summary: DynamicsSummary

    @classmethod
    def of(cls, measured: Measured) -> Dynamics:
        events = find_events(measured)
        return cls(measured, events, summary_of(measured, events))

    @property
    def curve(self) -> IntensityCurve:
        """0..1; absolute, so that tracks compare."""
        return intensity(self.measured)

    def between(self, start_ms: int, end_ms: int | None) -> Dynamics:
        """Of a track that is a part of its file, counted from its start; None: to the end.

        Events are found anew, because its neighbours’ music isn't its own.
        """
        return Dynamics.of(self.measured.between(start_ms, end_ms))
