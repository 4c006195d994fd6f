"""Applies the theme to Qt: palette, font and stylesheet.

The first frame is painted from the tokens and waits for none of this; `apply_theme` runs after it,
and `scheme.SchemeFollower` follows the system.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.style.fonts import load_fonts
from ui.style.signals import ThemeSignals
from ui.style.stylesheet import build_stylesheet
from ui.style.tokens import LIGHT, TYPE, Theme

_BASE_SIZE_PROPERTY = "ost_base_point_size"


class _State:
    theme: Theme = LIGHT
    font_scale: float = 1.0
    signals: ThemeSignals | None = None
    applied: tuple[str, float] | None = None


def current_theme() -> Theme:
    """The theme applied last; light before that."""
    return _State.theme


def colour(token: str) -> QColor:
    """A token of the current theme (or a `#RRGGBB`) as a QColor."""
    return QColor(_State.theme.colour(token))


def theme_signals() -> ThemeSignals:
    """The one object whose `theme_changed` all painters listen to."""
    if _State.signals is None:
        _State.signals = ThemeSignals()
    return _State.signals


def body_point_size(app: QApplication) -> float:
    """The body text size in points: the application's own font times the listener's scale."""
    return _base_point_size(app) * _State.font_scale


def scaled_px(px: float) -> int:
    """A length that grows with the text size: `px` at 100 %, one and a half times that at 150 %."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return round(px)
    return round(px * body_point_size(app) / TYPE.body_pt)


def text_font(factor: float = TYPE.body, *, strong: bool = False) -> QFont:
    """A font of the type scale for painters; `factor` is one of `tokens.TYPE`."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def apply_theme(app: QApplication, theme: Theme, font_scale: float = 1.0) -> None:
    """Set Fusion's shapes, our font, palette and stylesheet; then emit `theme_changed`.

    font_scale: 1.0 is the system's text size, 1.5 one and a half times that.
    """
    base_pt = _base_point_size(app)
    _State.theme, _State.font_scale = theme, font_scale
    if _State.applied == (theme.name, font_scale) and app.styleSheet():
        return
    if app.style().objectName().lower() != "fusion" and not app.styleSheet():
        app.setStyle("Fusion")  # not shown
    app.setPalette(build_palette(theme))
    app.setFont(load_fonts(base_pt * font_scale))
    app.setStyleSheet(build_stylesheet(theme, base_pt * font_scale))
    _State.applied = (theme.name, font_scale)
    theme_signals().theme_changed.emit(theme)


def build_palette(theme: Theme) -> QPalette:
    """The palette for what no stylesheet reaches: painters, item views, documents."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(theme.colour(token)))
    for role in (Role.Text, Role.WindowText, Role.ButtonText, Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink_faint))
    return palette


def _base_point_size(app: QApplication) -> float:
    stored = app.property(_BASE_SIZE_PROPERTY)
    if stored is None:
        stored = max(app.font().pointSizeF(), TYPE.body_pt)
        app.setProperty(_BASE_SIZE_PROPERTY, stored)
    return float(stored)


Role = QPalette.ColorRole
_ROLES = {
    Role.Window: "paper",
    Role.WindowText: "ink",
    Role.Base: "raised",
    Role.AlternateBase: "sunken",
    Role.Text: "ink",
    Role.PlaceholderText: "ink_muted",
    Role.Button: "raised",
    Role.ButtonText: "ink",
    Role.BrightText: "on_accent",
    Role.Highlight: "selection",
    Role.HighlightedText: "ink",
    Role.Accent: "accent",
    Role.Link: "accent_ink",
    Role.LinkVisited: "accent_ink",
    Role.ToolTipBase: "tooltip",
    Role.ToolTipText: "on_tooltip",
    Role.Light: "overlay",
    Role.Midlight: "hover",
    Role.Mid: "hairline",
    Role.Dark: "outline",
    Role.Shadow: "shadow",
}
