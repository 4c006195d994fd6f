"""Everything that is heard in a file besides its waveform, and hearing what the cache lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.feature_store import Feature, FeatureStore, Kept
from app.analysis.hearing import hear
from app.analysis.listener import SoundListener
from app.analysis.peaks_feature import PEAKS
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.pitch.pitches import PITCHES

if TYPE_CHECKING:
    from app.analysis.decode import Transcoder
    from app.core.jobs import JobContext


@dataclass(frozen=True, slots=True)
class HeardFeature:
    """A feature, and who hears it."""

    feature: Feature[Any]
    listener: Callable[[], SoundListener[Any]]


HEARD_FEATURES: tuple[HeardFeature, ...] = (
    HeardFeature(PITCHES, PitchListener),
    HeardFeature(DYNAMICS, DynamicsListener),
)


@dataclass(frozen=True, slots=True)
class HeardFile:
    """values: by the feature's name. is_new: whether it had to be decoded. breaks_off_ms: where
    it can be read no further, None if to its end or unknown. kept: whether the cache has all of it
    now.
    """

    values: dict[str, Any]
    is_new: bool
    breaks_off_ms: int | None = None
    kept: Kept = Kept.HERE


def hear_what_is_missing(
    path: Path,
    payload_hash: str,
    store: FeatureStore,
    job: JobContext,
    *,
    transcoder: Transcoder | None = None,
    scratch_dir: Path | None = None,
    label: str = "",
) -> HeardFile:
    """From the cache, or from one pass through the file for all that isn't there, the waveform
    included.

    Raises AudioUnreadable if nothing could be read, JobCancelled.
    """
    values = {each.feature.name: store.find(payload_hash, each.feature) for each in HEARD_FEATURES}
    missing = [each for each in HEARD_FEATURES if values[each.feature.name] is None]
    if not missing:
        return HeardFile(values, is_new=False)
    hearing = hear(
        path,
        lambda: [each.listener() for each in missing],
        job,
        transcoder=transcoder,
        scratch_dir=scratch_dir,
        label=label,
        with_peaks=store.find(payload_hash, PEAKS) is None,
    )
    kept = [Kept.HERE]
    if hearing.peaks is not None:
        kept.append(store.keep(payload_hash, PEAKS, hearing.peaks))
    for each, value in zip(missing, hearing.results, strict=True):
        kept.append(store.keep(payload_hash, each.feature, value))
        values[each.feature.name] = value
    return HeardFile(values, True, hearing.breaks_off_ms, min(kept))
