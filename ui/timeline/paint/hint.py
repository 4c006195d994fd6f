"""What to do in an empty lane, at its start."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.style.theme import colour, theme_signals
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width
from ui.widgets.painting import clear_picture

_PAD_PX = 4


def paint_hint(painter: QPainter, area: LaneArea, hint: str, seen: QRect) -> None:
    """On two lines if one is too short. seen: the part that is painted, as in the lane."""
    left = round(max(8.0, area.axis.x_of(0) + 9))
    room = area.axis.width_px - left - 8
    line = caption_height()
    if room <= 0:
        return
    is_one = text_width(hint) <= room or area.height < 2 * line
    lines = (hint,) if is_one else first_line(hint, room)
    dpr, top = painter.device().devicePixelRatio(), round((area.height - len(lines) * line) / 2)
    for n, words in enumerate(lines):
        width = math.ceil(min(room, text_width(words))) + 2 * _PAD_PX
        at = QRect(left - _PAD_PX, top + n * line, width, line)
        if at.intersects(seen):
            painter.drawPixmap(at.topLeft(), _picture(words, width, line, dpr))


@lru_cache(maxsize=64)
def _picture(words: str, width: int, line: int, dpr: float) -> QPixmap:
    """On the lane's ground, so that nothing is seen through the letters."""
    picture = clear_picture(QSize(width, line), dpr)
    painter = QPainter(picture)
    painter.fillRect(QRectF(0, 0, width, line), colour("raised"))
    paint_text(painter, QRectF(_PAD_PX, 0, width - _PAD_PX, line), words, colour("ink_muted"))
    painter.end()
    return picture


def first_line(text: str, room: float) -> tuple[str, str]:
    """As many words as there is room for, and the rest."""
    words = text.split(" ")
    count = next(
        (n for n in range(len(words), 0, -1) if text_width(" ".join(words[:n])) <= room), 1
    )
    return " ".join(words[:count]), " ".join(words[count:])


def _forget_pictures(_theme: object) -> None:
    _picture.cache_clear()


theme_signals().theme_changed.connect(_forget_pictures)
