"""The fonts of a story line and their measures, kept: asking Qt each time took half of a redraw."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from ui.style.theme import text_font, theme_signals
from ui.style.tokens import TYPE
from ui.widgets.text import elided


@lru_cache(maxsize=8)
def font(size: float = TYPE.caption, *, strong: bool = False) -> QFont:
    return text_font(size, strong=strong)


@lru_cache(maxsize=8)
def metrics(size: float = TYPE.caption, *, strong: bool = False) -> QFontMetricsF:
    return QFontMetricsF(font(size, strong=strong))


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = TYPE.caption, *, strong: bool = False) -> float:
    return metrics(size, strong=strong).horizontalAdvance(text)


def fitted(text: str, room: float, size: float = TYPE.caption, *, strong: bool = False) -> str:
    """Ending in “…” where it is too long."""
    if width_of(text, size, strong=strong) <= room:
        return text
    return elided(text, metrics(size, strong=strong), room)


def _forget(_theme: object) -> None:
    for kept in (font, metrics, width_of):
        kept.cache_clear()


theme_signals().theme_changed.connect(_forget)
