"""How the view keeps the playhead in view, and when it lets the listener look elsewhere."""

from __future__ import annotations

from enum import StrEnum

from app.core.words import Text
from ui.timeline.geometry.time_axis import TimeAxis

_PAGE_TURN = 0.92  # how far across the view the playhead gets before the page turns
_PAGE_START = 0.08


class Follow(StrEnum):
    """PAGE turns pages like a score, CENTRED moves the music under a fixed playhead."""

    PAGE = "page"
    CENTRED = "centred"
    OFF = "off"

    @property
    def next(self) -> Follow:
        """The mode that the shortcut switches to."""
        modes = list(Follow)
        return modes[(modes.index(self) + 1) % len(modes)]

    @property
    def words(self) -> str:
        return str(_WORDS[self])


_WORDS = {
    Follow.PAGE: Text("Follow mode: by page"),
    Follow.CENTRED: Text("Follow mode: centred"),
    Follow.OFF: Text("Follow mode: off"),
}


def follow_named(name: str) -> Follow:
    """The mode that a setting names; PAGE for an unknown name."""
    return Follow(name) if name in tuple(Follow) else Follow.PAGE


def page_from(axis: TimeAxis, position_ms: int) -> TimeAxis:
    """The page that starts shortly before a position."""
    return axis.with_ms_at(position_ms, axis.width_px * _PAGE_START)


class Follower:
    """Decides how the axis follows. is_away: the listener scrolled elsewhere and stays there."""

    def __init__(self) -> None:
        self.mode = Follow.PAGE
        self.is_away = False

    def follow(self, axis: TimeAxis, position_ms: int) -> TimeAxis:
        """The axis that shows the position during playback."""
        if self.mode is Follow.OFF:
            return axis
        if self.is_away:
            self.is_away = not self._is_back(axis, position_ms)
            return axis
        return self.shown(axis, position_ms)

    def shown(self, axis: TimeAxis, position_ms: int) -> TimeAxis:
        """The axis with the position where this mode wants it, moved no more than needed."""
        x, middle = axis.x_of(position_ms), axis.width_px / 2
        if self.mode is Follow.CENTRED:
            # Moving by less than a pixel would repaint the whole view at every frame for nothing.
            return axis if abs(x - middle) < 1 else axis.with_ms_at(position_ms, middle)
        return axis if self._is_on_page(axis, x) else page_from(axis, position_ms)

    def _is_back(self, axis: TimeAxis, position_ms: int) -> bool:
        x = axis.x_of(position_ms)
        if self.mode is Follow.CENTRED:
            return abs(x - axis.width_px / 2) < 2
        return self._is_on_page(axis, x)

    @staticmethod
    def _is_on_page(axis: TimeAxis, x: float) -> bool:
        return 0 <= x <= axis.width_px * _PAGE_TURN
