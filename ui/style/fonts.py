"""Inter, from our own files; scripts it lacks fall back to the system's fonts."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase

from ui.style.files import FONTS

log = logging.getLogger(__name__)

FAMILY = "Inter"  # not shown
_loaded: list[int] = []


def load_fonts(point_size: float) -> QFont:
    """The application's font at a size in points; loads the files once."""
    if not _loaded:
        for path in sorted(FONTS.glob("*.otf")):
            font_id = QFontDatabase.addApplicationFont(str(path))
            if font_id < 0:
                log.warning("font %s could not be loaded; the system's font is used instead", path)
            _loaded.append(font_id)
    font = QFont(FAMILY)
    font.setPointSizeF(point_size)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def tabular(font: QFont) -> QFont:
    """The same font with digits of equal width, so that a running clock doesn't jitter."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady
