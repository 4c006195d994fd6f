"""Where everything is in a row of the list of returns, and in the line above it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

ROW_PX = 56
_THREAD_PX, _STILL_PX, _STILL_HIGH_PX = 32, 64, 40
_WAVE_PX, _DISC_PX, _NARROW_DISC_PX, _PLAY_PX = 116, 56, 40, 40
_WIDE_PX = 800  # of a row, from which on waves and figures are shown


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """For one width and direction, in the coordinates of the row. wave: empty in a narrow row.
    discs: one for each column of what was felt.
    """

    thread: QRect
    still: QRect
    where: QRect
    wave: QRect
    words: QRect
    discs: tuple[QRect, ...]
    play: QRect

    @property
    def is_narrow(self) -> bool:
        return self.wave.isEmpty()


def row_height(line_px: int, caption_px: int) -> int:
    """Two lines, or a still, with some air; on the grid of 4 px."""
    needed = max(line_px + caption_px + 3 * SPACE.xs, scaled_px(_STILL_HIGH_PX) + SPACE.l, ROW_PX)
    return -(-needed // 4) * 4


def row_places(row: QRect, columns: int, direction: Qt.LayoutDirection) -> RowPlaces:
    """columns: of what was felt."""
    is_narrow = row.width() < scaled_px(_WIDE_PX)
    x = row.left()

    def take(width: int, gap: int = SPACE.m) -> QRect:
        nonlocal x
        taken = QRect(x, row.top(), max(0, width), row.height())
        x += taken.width() + gap
        return taken

    disc_px = scaled_px(_NARROW_DISC_PX if is_narrow else _DISC_PX)
    fixed = scaled_px(_THREAD_PX) + scaled_px(_STILL_PX) + columns * disc_px + scaled_px(_PLAY_PX)
    fixed += 4 * SPACE.m + (0 if is_narrow else scaled_px(_WAVE_PX) + SPACE.l)
    rest = max(0, row.width() - fixed)
    thread, still = take(scaled_px(_THREAD_PX), 0), take(scaled_px(_STILL_PX))
    where = take(rest * 45 // 100)
    wave = QRect() if is_narrow else take(scaled_px(_WAVE_PX), SPACE.l)
    words = take(rest * 55 // 100)
    discs = tuple(take(disc_px, 0) for _column in range(columns))
    play = take(scaled_px(_PLAY_PX), 0)
    high = scaled_px(_STILL_HIGH_PX)
    still = QRect(still.left(), row.center().y() - high // 2 + 1, still.width(), high)
    places = (thread, still, where, wave, words, *discs, play)
    seen = [QStyle.visualRect(direction, row, one) if one.isValid() else one for one in places]
    thread, still, where, wave, words, *rest_of_row = seen
    return RowPlaces(thread, still, where, wave, words, tuple(rest_of_row[:-1]), rest_of_row[-1])
