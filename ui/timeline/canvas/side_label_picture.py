"""Pictures of the names beside rows: as one zooms, rows part, and each step moves all of them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.style.icons import paint_icon
from ui.style.theme import colour, theme_signals
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width
from ui.widgets.painting import clear_picture

SIDE_PX = 6  # beside names
_MOST_ICON_PX = 13
_ICON_GAP_PX = 5
_LEAST_LINES = 3  # of text: the least width for a name


def has_words(label: SideLabel, width: int) -> bool:
    """Whether there is room for more than its icon."""
    return not label.icon or _words_end(label, width) - SIDE_PX >= _LEAST_LINES * caption_height()


def side_label_picture(
    label: SideLabel, width: int, dpr: float, *, is_worded: bool, is_dragged: bool
) -> QPixmap:
    """One line high. width: of the gutter. is_worded: whether its name is drawn."""
    return _picture(label._replace(middle=0.0), width, dpr, is_worded, is_dragged)


@lru_cache(maxsize=512)
def _picture(
    label: SideLabel, width: int, dpr: float, is_worded: bool, is_dragged: bool
) -> QPixmap:
    line, right = caption_height(), width - SIDE_PX
    picture = clear_picture(QSize(width, line), dpr)
    painter = QPainter(picture)
    if label.icon:
        side = _icon_px()
        at = QRectF(right - side, (line - side) / 2, side, side)
        paint_icon(painter, at, label.icon, "focus" if is_dragged else line_of(label.colour))
    if is_worded:
        end = _words_end(label, width)
        wide = min(end - SIDE_PX, text_width(label.words, strong=label.is_strong))
        ink = "focus" if is_dragged else "ink" if label.is_strong else "ink_muted"
        at = QRectF(end - wide, 0, wide + 1, line)
        paint_text(painter, at, label.words, colour(ink), strong=label.is_strong)
    painter.end()
    return picture


def _words_end(label: SideLabel, width: int) -> int:
    right = width - SIDE_PX
    return right - _icon_px() - _ICON_GAP_PX if label.icon else right


def _icon_px() -> int:
    return min(_MOST_ICON_PX, caption_height())


# The font changes together with the theme.
theme_signals().theme_changed.connect(lambda _theme: _picture.cache_clear())
