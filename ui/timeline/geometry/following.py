"""How the view keeps the playhead in sight, and when it lets the listener look elsewhere."""

from __future__ import annotations

from enum import StrEnum

from ui.timeline.geometry.time_axis import TimeAxis

_PAGE_TURN = 0.92  # how far across the playhead comes before the page turns
_PAGE_START = 0.08


class Follow(StrEnum):
    """PAGE turns like a score, CENTRED moves the music under a still playhead."""

    PAGE = "page"
    CENTRED = "centred"
    OFF = "off"

    @property
    def next(self) -> Follow:
        """The mode that the key goes on to."""
        modes = list(Follow)
        return modes[(modes.index(self) + 1) % len(modes)]

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Follow.PAGE: "Follow the music page by page",
    Follow.CENTRED: "Follow the music with the playhead in the middle",
    Follow.OFF: "Don’t follow the music",
}


def follow_named(name: str) -> Follow:
    """As a setting has it; a name from elsewhere follows by pages."""
    return Follow(name) if name in tuple(Follow) else Follow.PAGE


def page_from(axis: TimeAxis, position_ms: int) -> TimeAxis:
    """The page that begins shortly before a position."""
    return axis.with_ms_at(position_ms, axis.width_px * _PAGE_START)


class Follower:
    """Says how the axis follows. is_away: the listener scrolled elsewhere and is left there."""

    def __init__(self) -> None:
        self.mode = Follow.PAGE
        self.is_away = False

    def follow(self, axis: TimeAxis, position_ms: int) -> TimeAxis:
        """The axis that shows the position while it plays."""
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
            # Less than a pixel would repaint the whole view at every frame for nothing.
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
