"""The dynamics of a file, for whoever wants nothing else of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.analysis.decode import Transcoder
from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.feature_store import FeatureStore
from app.analysis.hearing import hear
from app.analysis.peaks_feature import PEAKS
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


def dynamics_once(
    path: Path,
    payload_hash: str,
    store: FeatureStore,
    transcoder: Transcoder | None = None,
    job: JobContext | None = None,
) -> HeardDynamics:
    """From the cache, or from one pass through the file, which then keeps them there; the waveform,
    too, because it knows where the file breaks off. Raises as `hear_dynamics` does.
    """
    dynamics, peaks = store.find(payload_hash, DYNAMICS), store.find(payload_hash, PEAKS)
    if dynamics is not None and peaks is not None:
        return HeardDynamics(dynamics, peaks.breaks_off_ms)
    heard = hear(
        path,
        lambda: (DynamicsListener(),),
        job or JobContext(),
        transcoder=transcoder,
        with_peaks=peaks is None,
    )
    store.keep(payload_hash, DYNAMICS, heard.results[0])
    if heard.peaks is not None:
        store.keep(payload_hash, PEAKS, heard.peaks)
    return HeardDynamics(heard.results[0], heard.breaks_off_ms)
