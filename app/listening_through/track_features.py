"""What was heard in a track: apart from the other records, since nothing needs it at the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.source_time import SourceTime

if TYPE_CHECKING:
    from app.analysis.dynamics.dynamics import Dynamics
    from app.analysis.pitch.pitches import Pitches


@dataclass(frozen=True, slots=True, eq=False)
class TrackFeatures:
    """What was heard in the file of a track. source: where the track is in it, since all features
    are those of the whole file.
    """

    pitches: Pitches
    dynamics: Dynamics
    source: SourceTime
