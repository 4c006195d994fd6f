"""An emotion's colour as it is filled, drawn as a line, and laid behind words."""

from __future__ import annotations

from functools import lru_cache

from ui.style.contrast import blend
from ui.style.theme import current_theme
from ui.style.tokens import Theme
from ui.timeline.paint.mark_paint import seen_on

_WHITE_IN_DARK = 0.22
_SOFT = {False: 0.16, True: 0.26}


def fill_of(colour: str, theme: Theme | None = None) -> str:
    """As in its vocabulary; lighter in the dark, where it would sink."""
    return _fill(colour, (theme or current_theme()).is_dark)


def line_of(colour: str) -> str:
    """Seen against the lanes, whatever the listener chose."""
    return seen_on(fill_of(colour), current_theme().raised)


def soft_of(colour: str) -> str:
    """Behind words and icons."""
    theme = current_theme()
    return blend(fill_of(colour), theme.raised, _SOFT[theme.is_dark])


def icon_on_soft(colour: str) -> str:
    return seen_on(fill_of(colour), soft_of(colour), 4.5)


@lru_cache(maxsize=256)
def _fill(colour: str, is_dark: bool) -> str:
    return blend("#FFFFFF", colour, _WHITE_IN_DARK) if is_dark else colour
