"""The stylesheet: `resources/styles/app.qss` with tokens put in for its `$names`."""

from __future__ import annotations

from string import Template

from ui.style.files import STYLES
from ui.style.tokens import COLOUR_TOKENS, RADIUS, ROUND_BUTTON_PX, SPACE, TYPE, Theme

_LINE_PX = 15.7  # height of a line of Inter at the body size


def build_stylesheet(theme: Theme, body_pt: float) -> str:
    """The stylesheet for a theme, its texts scaled from a body size in points.

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
    # Indicators grow with the text: a check box beside 150 % text is 150 % large.
    scale = body_pt / TYPE.body_pt
    values |= {f"px{n}": f"{round(n * scale)}px" for n in (8, 10, 12, 14, 16, 18, 20, 24, 28)}
    # Qt squares a corner whose radius exceeds half the height, so pills follow the line height.
    line_px = scale * _LINE_PX
    values["radius_chip"] = f"{int((line_px + 7) / 2)}px"
    values["radius_field"] = f"{int((line_px + 13) / 2)}px"
    values["radius_radio"] = f"{(round(16 * scale) + 2) // 2}px"
    values["radius_round"] = f"{round(ROUND_BUTTON_PX * scale) // 2}px"
    values["glyphs"] = (STYLES / theme.name).as_posix()
    return values
