"""The lanes there are. A new lane is a file beside this one and a line in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lyrics_lane import LyricsLane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.lanes.trace_lane import TraceLane
from ui.timeline.lanes.versions_lane import VersionsLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.lanes.years_lane import YearsLane
from ui.widgets.image_files import FindPicture, no_pictures


def _no_keys(_command: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class LaneParts:
    """What only a few lanes need.

    keys_of: the shortcut of a command, given its key, as the listener's keyboard names it.
    """

    find_picture: FindPicture = no_pictures
    keys_of: Callable[[str], str] = _no_keys


NO_PARTS = LaneParts()
LaneMaker = Callable[[LaneParts], Lane]


def _plain(lane: Callable[[], Lane]) -> LaneMaker:
    return lambda _parts: lane()


RULER: Callable[[], Lane] = RulerLane  # always on top, and never scrolled
LANES: tuple[LaneMaker, ...] = (  # below it, in their usual order
    lambda parts: SceneLane(parts.find_picture, parts.keys_of("scene")),
    _plain(LyricsLane),
    _plain(WaveformLane),
    _plain(IntensityLane),
    _plain(EmotionLane),
    _plain(MomentLane),
    _plain(ThemeLane),
    lambda parts: TraceLane(parts.keys_of("trace")),
    _plain(YearsLane),
    _plain(VersionsLane),
)
