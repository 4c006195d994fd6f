"""How the desktop looks, as far as it says."""

from __future__ import annotations

from typing import NamedTuple


class DesktopLooks(NamedTuple):
    """What isn't said is None.

    accent: “#RRGGBB”. has_high_contrast, reduces_motion: the desktop asks for it.
    """

    is_dark: bool | None = None
    accent: str | None = None
    has_high_contrast: bool | None = None
    reduces_motion: bool | None = None


class Wanted(NamedTuple):
    """What the listener chose: each is `system`, or theme `light` or `dark`, contrast `on` or
    `off`, accent `own`. text_scale: 1.0 is the system's text size.
    """

    theme: str = "system"
    text_scale: float = 1.0
    contrast: str = "system"
    accent: str = "system"


def is_accent(text: str) -> bool:
    """Whether it is a colour as `DesktopLooks.accent` has it."""
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and set(digits) <= set("0123456789ABCDEF")
