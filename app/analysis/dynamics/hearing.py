"""The dynamics of a file, for whoever wants nothing else of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.analysis.decode import Transcoder
from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.hearing import hear
from app.core.jobs import JobContext


class HeardDynamics(NamedTuple):
    """breaks_off_ms: where the file could be read no further, None if it was read to its end."""

    dynamics: Dynamics
    breaks_off_ms: int | None


def hear_dynamics(
    path: Path, transcoder: Transcoder | None = None, job: JobContext | None = None
) -> HeardDynamics:
    """Raises AudioUnreadable if nothing could be read, JobCancelled."""
    heard = hear(path, lambda: (DynamicsListener(),), job or JobContext(), transcoder=transcoder)
    return HeardDynamics(heard.results[0], heard.breaks_off_ms)
