"""The words below the ribbon: where it is, and what is different there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.core.words import dotted
from ui.story_music.bead import Bead
from ui.style.theme import colour, text_font
from ui.style.tokens import TYPE
from ui.widgets.text import elided

FOOT_PAD_PX = 8.0


def paint_foot(
    painter: QPainter, box: QRectF, bead: Bead, *, is_long: bool, has_small_title: bool
) -> None:
    """is_long: there is room for a second line below the title."""
    lines = (bead.at.where, bead.words) if is_long else (_caption(bead),)
    size = TYPE.caption if has_small_title else TYPE.body
    paint_words(painter, box, bead.at.scene.title, *lines, title_size=size)


def _caption(bead: Bead) -> str:
    return dotted(bead.at.where, bead.words)


def has_long_words(beads: Sequence[Bead], width: float) -> bool:
    """Whether any of them needs a second line below its title."""
    metrics = _metrics(TYPE.caption)
    return any(metrics.horizontalAdvance(_caption(bead)) > width for bead in beads)


def has_long_titles(titles: Iterable[str], width: float) -> bool:
    """Whether any of them is to be smaller, so that it has room; then all are."""
    metrics = _metrics(TYPE.body, strong=True)
    return any(metrics.horizontalAdvance(title) > width for title in titles)


def paint_words(
    painter: QPainter, box: QRectF, title: str, *captions: str, title_size: float = TYPE.body
) -> None:
    """Centred."""
    body = _metrics(TYPE.body, strong=True)
    top = box.top() + FOOT_PAD_PX
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    for text in (title, *captions):
        is_title = text is title
        factor = title_size if is_title else TYPE.caption
        metrics = _metrics(factor, strong=is_title)
        painter.setFont(text_font(factor, strong=is_title))
        painter.setPen(colour("ink" if is_title else "ink_muted"))
        high = body.height() if is_title else metrics.height()
        line = QRectF(box.left(), top, box.width(), high)
        shown = elided(text, metrics, box.width())
        painter.drawText(line, int(flags | Qt.TextFlag.TextDontClip), shown)
        top += (body.height() + 4) if is_title else metrics.height()


def _metrics(factor: float, *, strong: bool = False) -> QFontMetricsF:
    return QFontMetricsF(text_font(factor, strong=strong))
