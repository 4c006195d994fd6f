"""The stylesheet: `resources/styles/app.qss` with its `$names` replaced by tokens."""

from __future__ import annotations

from string import Template

from ui.style.files import STYLES
from ui.style.tokens import (
    COLOUR_TOKENS,
    RADIUS,
    ROUND_BUTTON_PX,
    SMALL_ROUND_PX,
    SPACE,
    TYPE,
    Theme,
)

_LINE_PX = 15.7  # line height of Inter at the body size


def build_stylesheet(theme: Theme, body_pt: float) -> str:
    """The stylesheet for a theme, its text sizes based on a body size in points.

    Raises KeyError when the file names a token that does not exist.
    """
    template = Template((STYLES / "app.qss").read_text(encoding="utf-8"))
    return template.substitute(_substitutions(theme, body_pt))


def _substitutions(theme: Theme, body_pt: float) -> dict[str, str]:
    values = {token: theme.colour(token) for token in COLOUR_TOKENS}
    values |= {f"space_{name}": f"{px}px" for name, px in SPACE._asdict().items()}
    values |= {f"radius_{name}": f"{px}px" for name, px in RADIUS._asdict().items()}
    values |= {
        f"{name}_pt": f"{body_pt * factor:.2f}pt"
        for name, factor in TYPE._asdict().items()
        if name != "body_pt"
    }
    # Indicators grow with the text: beside text at 150 %, a check box has 150 % of its size.
    scale = body_pt / TYPE.body_pt
    values |= {f"px{n}": f"{round(n * scale)}px" for n in (8, 10, 12, 14, 16, 18, 20, 24, 28)}
    # Qt ignores a radius of more than half the height, so that of pills follows the line height.
    line_px = scale * _LINE_PX
    values["radius_inner"] = f"{RADIUS.medium - 1}px"  # inside a border of 1 px
    values["radius_chip"] = f"{int((line_px + 7) / 2)}px"
    values["radius_field"] = f"{int((line_px + 13) / 2)}px"
    values["radius_radio"] = f"{(round(16 * scale) + 2) // 2}px"
    values["radius_round"] = f"{round(ROUND_BUTTON_PX * scale) // 2}px"
    values["radius_small_round"] = f"{round(SMALL_ROUND_PX * scale) // 2}px"
    values["glyphs"] = (STYLES / theme.family).as_posix()
    return values
