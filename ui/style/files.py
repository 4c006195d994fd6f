"""Where icons, fonts, stylesheets and the program's own icon are."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ICONS = RESOURCES / "icons"
FONTS = RESOURCES / "fonts"
STYLES = RESOURCES / "styles"
DESKTOP = RESOURCES / "desktop"
