"""The pills on the picture: where each is, and which part of the picture that changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from app.core.timecode import Span
from app.stage.drifting import (
    Drifting,
    Feeling,
    Side,
    drift,
    drifting_at,
    standing,
)
from ui.stage.backdrop import fade_px
from ui.stage.pill import HIGH_PX, pill_picture, pill_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

_TOP_PX = 60  # below the button that leaves
_STANDING_AT = (0.2, 0.5, 0.8)  # of the way, where nothing moves
_PLACES = 7  # from the edge to the middle third
_SCATTER = 2_654_435_761  # Knuth's multiplier: neighbours get places far apart, always the same


class _Pill(NamedTuple):
    picture: QPixmap
    at: QPoint
    opacity: float

    @property
    def rect(self) -> QRect:
        return QRect(self.at, self.picture.deviceIndependentSize().toSize())


class PillDrift:
    """Only in the outer thirds: the middle belongs to the picture."""

    def __init__(self) -> None:
        self._feelings: tuple[Feeling, ...] = ()
        self._shown: tuple[Drifting, ...] = ()
        self._pills: tuple[_Pill, ...] = ()
        self._now: tuple[Drifting, ...] = ()

    def set_feelings(self, feelings: Sequence[Feeling]) -> None:
        """In time order; seen once `move` is called."""
        self._feelings = tuple(feelings)
        self._shown = drift(self._feelings)

    def move(
        self, position_ms: int, room: QRect, dpr: float, still_in: Span | None = None
    ) -> QRegion:
        """Returns what has to be painted anew. still_in: the stretch whose feelings stand still,
        where nothing may move.
        """
        if still_in is None:
            self._now = drifting_at(self._shown, position_ms)
            ways = [one.way(position_ms) for one in self._now]
            opacities = [one.opacity(position_ms) for one in self._now]
        else:
            self._now = standing(self._feelings, still_in, position_ms)
            ways, opacities = list(_STANDING_AT), [1.0] * len(self._now)
        pills = tuple(
            self._placed(one, way, opacity, room, dpr)
            for one, way, opacity in zip(self._now, ways, opacities, strict=False)
        )
        changed = QRegion()
        for before, after in _pairs(self._pills, pills):
            if before != after:
                for pill in (before, after):
                    if pill is not None:
                        changed += pill.rect
        self._pills = pills
        return changed

    @property
    def is_resting(self) -> bool:
        """Nothing was ever felt here, so that nothing can move."""
        return not self._feelings and not self._pills

    @property
    def is_empty(self) -> bool:
        return not self._pills

    @property
    def said(self) -> tuple[str, ...]:
        """What is in sight, the newest first."""
        return tuple(pill_words(one.feeling).said for one in reversed(self._now))

    @property
    def feelings(self) -> tuple[Feeling, ...]:
        return tuple(one.feeling for one in self._now)

    @property
    def rects(self) -> tuple[QRect, ...]:
        return tuple(pill.rect for pill in self._pills)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        for pill in self._pills:
            if pill.rect.intersects(rect):
                painter.setOpacity(pill.opacity)
                painter.drawPixmap(pill.at, pill.picture)
        painter.setOpacity(1.0)

    def _placed(self, one: Drifting, way: float, opacity: float, room: QRect, dpr: float) -> _Pill:
        margin, third = SPACE.xl, room.width() // 3
        picture = pill_picture(one.feeling, third - margin, dpr)
        wide = round(picture.deviceIndependentSize().width())
        high = scaled_px(HIGH_PX)
        free = max(0, third - margin - wide)
        step = free * ((one.start_ms * _SCATTER >> 16) % _PLACES) // (_PLACES - 1)
        left = margin + step if one.side is Side.LEFT else room.width() - margin - wide - step
        foot = room.height() - round(fade_px(room.height())) - high // 2
        top = scaled_px(_TOP_PX)
        return _Pill(picture, QPoint(left, round(foot - (foot - top) * way)), round(opacity, 2))


def _pairs(
    before: Sequence[_Pill], after: Sequence[_Pill]
) -> list[tuple[_Pill | None, _Pill | None]]:
    """Each with the one of the same picture."""
    old = {pill.picture.cacheKey(): pill for pill in before}
    pairs: list[tuple[_Pill | None, _Pill | None]] = [
        (old.pop(pill.picture.cacheKey(), None), pill) for pill in after
    ]
    return pairs + [(pill, None) for pill in old.values()]
