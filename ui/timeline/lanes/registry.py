"""Which lanes there are. A new lane is a file beside this one and a line in here."""

from __future__ import annotations

from collections.abc import Callable

from ui.timeline.lanes.earlier_lane import EarlierLane
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.lanes.trace_lane import TraceLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.widgets.image_files import FindPicture

LaneMaker = Callable[[FindPicture], Lane]
"""Makes a lane; how pictures are found is for those that show some."""


def _plain(lane: Callable[[], Lane]) -> LaneMaker:
    return lambda _find_picture: lane()


RULER: Callable[[], Lane] = RulerLane  # always on top, and never scrolled
LANES: tuple[LaneMaker, ...] = (  # below it, in their usual order
    SceneLane,
    _plain(WaveformLane),
    _plain(EmotionLane),
    _plain(MomentLane),
    _plain(ThemeLane),
    _plain(TraceLane),
    _plain(EarlierLane),
)
