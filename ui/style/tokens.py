"""The design tokens: all colours, distances and text sizes, as plain values.

Imports no Qt, so that the first paint waits for nothing. Colours are `#RRGGBB`; distances are
device-independent pixels on a 4 px grid; text sizes are factors of the application's font, so
that the listener's text size applies to all of them.

This module is imported before the first frame: named tuples with evaluated annotations take
0.6 ms to make, frozen dataclasses with the same fields took 4.8 ms.
"""

from typing import NamedTuple


class Spacing(NamedTuple):
    """Distances in device-independent pixels, all on the 4 px grid."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741
    xl: int = 24
    xxl: int = 32
    xxxl: int = 48


class Radii(NamedTuple):
    """Corner radii in device-independent pixels."""

    small: int = 6
    medium: int = 8
    large: int = 12
    pill: int = 999


class TypeScale(NamedTuple):
    """Text sizes as factors of the body size (13 px at 100 % on a 96 dpi screen)."""

    body_pt: float = 9.75
    caption: float = 11 / 13
    body: float = 1.0
    lead: float = 15 / 13
    title: float = 17 / 13
    display: float = 24 / 13


class Theme(NamedTuple):
    """One set of colours, named by their purpose.

    Surfaces, from the back to the front: sunken, paper, raised, overlay.
    """

    name: str  # with an accent of the desktop's, also its colour: “light#3584E4”
    is_dark: bool

    paper: str
    sunken: str
    raised: str
    overlay: str
    hover: str
    pressed: str

    ink: str
    ink_muted: str
    ink_faint: str
    hairline: str
    outline: str

    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    accent_ink: str

    focus: str
    success: str
    success_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    on_danger: str

    tooltip: str
    on_tooltip: str

    wave: str
    wave_played: str
    playhead: str
    selection: str
    shadow: str

    @property
    def family(self) -> str:
        """The name of the theme that this is, whatever its accent."""
        return self.name.partition("#")[0]

    def colour(self, token: str) -> str:
        """The `#RRGGBB` of a token; text that starts with `#` is returned as it is.

        Raises KeyError with the name when there is no such token.
        """
        if token.startswith("#"):
            return token
        if token not in COLOUR_TOKENS:
            raise KeyError(token)
        value: str = getattr(self, token)
        return value


COLOUR_TOKENS = tuple(name for name in Theme._fields if name not in ("name", "is_dark"))

SPACE = Spacing()
RADIUS = Radii()
TYPE = TypeScale()
ICON_PX = 20
ROUND_BUTTON_PX = 44
SMALL_ROUND_PX = 32

LIGHT = Theme(
    name="light",
    is_dark=False,
    paper="#FAF6F1",
    sunken="#F3ECE4",
    raised="#FFFDFA",
    overlay="#FFFFFF",
    hover="#F1E8DF",
    pressed="#E8DCD1",
    ink="#2A2330",
    ink_muted="#655A6B",
    ink_faint="#8A7F8E",
    hairline="#E8DED4",
    outline="#95888F",
    accent="#B43A60",
    accent_hover="#A33055",
    accent_pressed="#8C2748",
    accent_soft="#F9E3E7",
    on_accent="#FFFFFF",
    accent_ink="#A33055",
    focus="#6C4BC4",
    success="#2C7049",
    success_soft="#E2F0E4",
    warn="#83560A",
    warn_soft="#FAEDD3",
    danger="#B3261E",
    danger_soft="#FBE4E0",
    on_danger="#FFFFFF",
    tooltip="#2E2635",
    on_tooltip="#FAF3EE",
    wave="#B5A6AE",
    wave_played="#B43A60",
    playhead="#2A2330",
    selection="#F6D9DF",
    shadow="#2A2330",
)

DARK = Theme(
    name="dark",
    is_dark=True,
    paper="#1A161F",
    sunken="#141018",
    raised="#241F2B",
    overlay="#2C2634",
    hover="#302939",
    pressed="#3A3245",
    ink="#F2EBEF",
    ink_muted="#B6AABA",
    ink_faint="#877C8E",
    hairline="#352E3E",
    outline="#7B6F85",
    accent="#EE8DA6",
    accent_hover="#F5A3B8",
    accent_pressed="#DB7892",
    accent_soft="#48293A",
    on_accent="#2B0B18",
    accent_ink="#F4A2B7",
    focus="#C4B0FF",
    success="#86D1A0",
    success_soft="#1F3629",
    warn="#E9BE6B",
    warn_soft="#3C2F17",
    danger="#FF9C8F",
    danger_soft="#4A2523",
    on_danger="#2D0805",
    tooltip="#F2EBEF",
    on_tooltip="#241F2B",
    wave="#62576C",
    wave_played="#EE8DA6",
    playhead="#F7F1F4",
    selection="#51303F",
    shadow="#000000",
)

# Where the desktop, or the listener, asks for high contrast: 7:1 for text, 4.5:1 for marks.
LIGHT_CONTRAST = LIGHT._replace(
    name="light-contrast",
    paper="#FFFFFF",
    sunken="#F4F4F4",
    raised="#FFFFFF",
    hover="#E9E4EC",
    pressed="#DDD6E2",
    ink="#000000",
    ink_muted="#2E2833",
    ink_faint="#4F4656",
    hairline="#6B6070",
    outline="#4A4150",
    accent="#8A1C41",
    accent_hover="#75163A",
    accent_pressed="#5E0F2D",
    accent_ink="#7A1439",
    focus="#4A1FC0",
    success="#0F4A2C",
    warn="#553600",
    danger="#8C0F0A",
    tooltip="#000000",
    on_tooltip="#FFFFFF",
    wave="#6F6378",
    wave_played="#8A1C41",
    playhead="#000000",
    shadow="#000000",
)
DARK_CONTRAST = DARK._replace(
    name="dark-contrast",
    paper="#000000",
    sunken="#000000",
    raised="#0C0A0F",
    overlay="#14111A",
    hover="#2A2433",
    pressed="#362F41",
    ink="#FFFFFF",
    ink_muted="#DCD4E0",
    ink_faint="#B9AFC0",
    hairline="#8F8499",
    outline="#B5AABF",
    accent="#FFA9C0",
    accent_hover="#FFC0D0",
    accent_pressed="#F595B0",
    accent_soft="#3B1626",
    on_accent="#1E0710",
    accent_ink="#FFB8CB",
    focus="#DACCFF",
    success="#A6EBBD",
    success_soft="#0E2417",
    warn="#FFD98F",
    warn_soft="#2A1F0A",
    danger="#FFB9AF",
    danger_soft="#34110F",
    tooltip="#FFFFFF",
    on_tooltip="#000000",
    wave="#9186A0",
    wave_played="#FFA9C0",
    playhead="#FFFFFF",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)}

# Text colours and the surfaces they are used on; tests require 4.5:1.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("ink", "ink_muted")
        for ground in ("paper", "sunken", "raised", "overlay", "hover", "pressed")
    ),
    ("ink", "selection"),
    ("ink", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    *(
        ("accent_ink", ground)
        for ground in ("paper", "sunken", "raised", "overlay", "hover", "accent_soft")
    ),
    *(
        (state, ground)
        for state in ("success", "warn", "danger")
        for ground in ("paper", "raised", "overlay", f"{state}_soft")
    ),
    ("on_danger", "danger"),
    ("on_tooltip", "tooltip"),
)

# Outlines, rings and marks, which carry meaning without being text: 3:1.
MARK_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (mark, ground)
        for mark in ("focus", "outline", "accent")
        for ground in ("paper", "raised", "overlay")
    ),
    ("ink_faint", "paper"),
    ("ink_faint", "raised"),
    ("playhead", "paper"),
)
