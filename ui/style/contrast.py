"""The contrast between two colours, and text colours that can be read on a background."""

from __future__ import annotations

from functools import lru_cache

LIGHT_INK = "#FFFFFF"
DARK_INK = "#120D16"
_BLACK = "#000000"


def luminance(colour: str) -> float:
    """Relative luminance, 0..1, of a `#RRGGBB`. Source: WCAG 2.2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(a: str, b: str) -> float:
    """1..21, in either order. Source: WCAG 2.2."""
    bright, dim = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def ink_on(ground: str) -> str:
    """White or near-black, whichever has more contrast on a `#RRGGBB`; always at least 4.5:1."""
    best = max((LIGHT_INK, DARK_INK), key=lambda ink: contrast_ratio(ink, ground))
    if contrast_ratio(best, ground) >= 4.5:
        return best
    return _BLACK


@lru_cache(maxsize=1024)
def blend(top: str, ground: str, opacity: float) -> str:
    """The `#RRGGBB` of `top` over `ground` at an opacity of 0..1."""
    pairs = ((int(top[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(t * opacity + g * (1 - opacity)):02X}" for t, g in pairs)
