"""A theme in the accent colour of the desktop, as near to it as can be read."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterator
from functools import lru_cache

from ui.style.contrast import blend, contrast_ratio
from ui.style.looks import is_accent
from ui.style.tokens import THEMES, Theme

_SHADES = 64
_SURFACES = ("paper", "sunken", "raised", "overlay", "hover")


@lru_cache(maxsize=16)
def accented(theme: Theme, accent: str) -> Theme:
    """accent: `#RRGGBB`. Its hue and saturation stay; it gets as much darker in a light theme, or
    lighter in a dark one, as text on it and marks in it need.
    """
    text, marks = (7.0, 4.5) if theme.family.endswith("contrast") else (4.5, 3.0)

    def fits(colour: str) -> bool:
        if any(contrast_ratio(colour, theme.colour(one)) < marks for one in _SURFACES):
            return False
        return all(contrast_ratio(theme.on_accent, one) >= text for one in _states(colour))

    main = _first(accent, theme, fits)
    hover, pressed = _states(main)[1:]
    soft = _first_soft(main, theme, text)
    grounds = (*(theme.colour(one) for one in _SURFACES), soft)
    ink = _first(
        accent, theme, lambda one: all(contrast_ratio(one, ground) >= text for ground in grounds)
    )
    return theme._replace(
        name=f"{theme.family}{accent}",
        accent=main,
        accent_hover=hover,
        accent_pressed=pressed,
        accent_soft=soft,
        accent_ink=ink,
        selection=soft,
        wave_played=main,
    )


def theme_named(name: str) -> Theme | None:
    """The theme of that `Theme.name`; None if there is none, as in a file that somebody changed."""
    family, mark, digits = name.partition("#")
    theme = THEMES.get(family)
    if theme is None or not mark:
        return theme
    return accented(theme, f"#{digits}") if is_accent(f"#{digits}") else None


def _states(colour: str) -> tuple[str, str, str]:
    """As it is, under the pointer and pressed."""
    return colour, blend("#000000", colour, 0.08), blend("#000000", colour, 0.18)


def _first_soft(accent: str, theme: Theme, text: float) -> str:
    """The ground of what is chosen: as much of the accent as words on it allow."""
    for share in (0.3, 0.25, 0.2, 0.16, 0.12, 0.08, 0.04):
        soft = blend(accent, theme.raised, share if theme.is_dark else share / 2)
        if contrast_ratio(theme.ink, soft) >= max(text, 7.0):
            return soft
    return theme.accent_soft


def _first(colour: str, theme: Theme, fits: Callable[[str], bool]) -> str:
    return next((shade for shade in _shades(colour, theme) if fits(shade)), theme.accent)


def _shades(colour: str, theme: Theme) -> Iterator[str]:
    """The colour itself, then ever darker ones, or ever lighter ones in a dark theme."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    hue, lightness, saturation = colorsys.rgb_to_hls(*parts)
    end = 1.0 if theme.is_dark else 0.0
    for step in range(_SHADES + 1):
        now = lightness + (end - lightness) * step / _SHADES
        rgb = colorsys.hls_to_rgb(hue, now, saturation)
        yield "#" + "".join(f"{round(255 * part):02X}" for part in rgb)
