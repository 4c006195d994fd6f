"""The few pictures that a stylesheet needs as files: checks, arrows, dots.

`python -m ui.style.glyphs` writes them from the tokens into `resources/styles/<theme>/`.
"""

from __future__ import annotations

from ui.style.files import STYLES
from ui.style.tokens import THEMES, Theme

_SHAPES = {
    "chevron-down": '<path d="M4 6l4 4 4-4"/>',
    "chevron-up": '<path d="M4 10l4-4 4 4"/>',
    "chevron-left": '<path d="M10 4l-4 4 4 4"/>',
    "chevron-right": '<path d="M6 4l4 4-4 4"/>',
    "check": '<path d="M3.5 8.5l3 3 6-7"/>',
    "minus": '<path d="M4 8h8"/>',
    "x": '<path d="M4.5 4.5l7 7M11.5 4.5l-7 7"/>',
}
_COLOURED = (
    ("chevron-down", "ink_muted"),
    ("chevron-down", "ink_faint"),
    ("chevron-down", "on_accent"),
    ("chevron-up", "ink_muted"),
    ("chevron-up", "ink_faint"),
    ("chevron-left", "ink_muted"),
    ("chevron-right", "ink_muted"),
    ("check", "on_accent"),
    ("check", "ink_faint"),
    ("check", "ink"),
    ("minus", "on_accent"),
    ("x", "ink_muted"),
)
_DOTS = ("on_accent", "ink_faint")


def glyph_files(theme: Theme) -> dict[str, str]:
    """The SVG texts of one theme by file name."""
    files = {
        f"{shape}-{token}.svg": _stroked(_SHAPES[shape], theme.colour(token))
        for shape, token in _COLOURED
    }
    for token in _DOTS:
        dot = f'<circle cx="8" cy="8" r="3.2" fill="{theme.colour(token)}"/>'
        files[f"dot-{token}.svg"] = _svg(dot)
    return files


def write_glyphs() -> None:
    for theme in THEMES.values():
        folder = STYLES / theme.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in glyph_files(theme).items():
            (folder / name).write_text(text, encoding="utf-8")


def _stroked(paths: str, colour: str) -> str:
    return _svg(
        f'<g fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round">{paths}</g>'
    )


def _svg(inner: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
        f"{inner}</svg>\n"
    )


if __name__ == "__main__":
    write_glyphs()
