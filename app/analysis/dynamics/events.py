"""The events of a track: builds, climaxes, drops and breaks."""

from __future__ import annotations

from app.analysis.dynamics.builds import find_builds
from app.analysis.dynamics.drops import find_drops
from app.analysis.dynamics.levels import Levels
from app.analysis.dynamics.measured import Measured
from app.analysis.dynamics.records import FoundEvent


def find_events(measured: Measured) -> tuple[FoundEvent, ...]:
    """By their starts, in milliseconds from the start of what was measured."""
    levels = Levels(measured)
    found = [*find_builds(levels), *find_drops(levels)]
    return tuple(sorted(found, key=lambda event: (event.start_ms, event.end_ms)))
