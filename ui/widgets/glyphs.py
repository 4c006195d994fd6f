"""Small drawings of feelings: an emotion's disc, intensity dots, a change of feeling."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.journal.records import Feeling
from ui.style.contrast import blend, contrast_ratio, ink_on
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme, scaled_px
from ui.style.tokens import RADIUS
from ui.widgets.mirror import Mirror

HIGHEST = 5
_DOT_PITCH_PX = 9


def paint_disc(
    painter: QPainter,
    disc: QRectF,
    icon_name: str,
    tint: str,
    pattern: str = "",
    *,
    filled: bool = False,
) -> None:
    """A soft disc with an icon in `tint` (a token or `#RRGGBB`), and a dot of its pattern."""
    theme = current_theme()
    ground = blend(theme.colour(tint), theme.raised, 0.16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawEllipse(disc)
    side = disc.width() * 0.54
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(disc.center())
    name = known_icon(icon_name)
    paint_icon(painter, inner, name, legible(theme.colour(tint), ground), filled=filled)
    if pattern:
        _paint_pattern_dot(painter, disc, pattern, theme.colour(tint))


def dots_px() -> float:
    """How wide the dots of an intensity are."""
    return HIGHEST * scaled_px(_DOT_PITCH_PX)


def paint_dots(painter: QPainter, line: QRectF, intensity: int, tint: str) -> None:
    """Five dots where the line begins for the painter, filled up to the intensity."""
    mirror = Mirror(line, painter.layoutDirection())
    radius, pitch = scaled_px(3), scaled_px(_DOT_PITCH_PX)
    shade = colour(legible(tint, current_theme().raised))
    for dot in range(HIGHEST):
        is_on = dot < intensity
        painter.setPen(QPen(shade if is_on else colour("outline"), 1))
        painter.setBrush(shade if is_on else Qt.BrushStyle.NoBrush)
        centre = mirror.laid_out(QPointF(line.left() + radius + dot * pitch, line.center().y()))
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5)


def paint_change_of_feeling(
    painter: QPainter, rect: QRectF, before: Feeling | None, after: Feeling | None
) -> None:
    """The two axes, small: an arrow from the feeling before (a ring) to the one after (a dot)."""
    if before is None and after is None:
        return
    painter.setPen(QPen(colour("hairline"), 1))
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(rect, RADIUS.small, RADIUS.small)
    field = rect.adjusted(6, 5, -6, -5)
    painter.setPen(QPen(colour("outline"), 1, Qt.PenStyle.DotLine))
    painter.drawLine(
        QPointF(field.left(), field.center().y()), QPointF(field.right(), field.center().y())
    )
    accent = colour("accent")
    if before is not None and after is not None:
        painter.setPen(QPen(accent, 1.4))
        painter.drawLine(_at(field, before), _at(field, after))
    painter.setPen(QPen(accent, 1.4))
    if before is not None:
        painter.setBrush(colour("raised"))
        painter.drawEllipse(_at(field, before), 3, 3)
    if after is not None:
        painter.setBrush(accent)
        painter.drawEllipse(_at(field, after), 3.4, 3.4)


@lru_cache(maxsize=512)
def legible(tint: str, ground: str, ratio: float = 3.2) -> str:
    """A colour moved towards black or white until it contrasts with its background."""
    towards = ink_on(ground)
    for step in range(11):
        mixed = blend(towards, tint, step / 10)
        if contrast_ratio(mixed, ground) >= ratio:
            return mixed
    return towards


def _paint_pattern_dot(painter: QPainter, disc: QRectF, pattern: str, tint: str) -> None:
    side = disc.width() * 0.4
    dot = QRectF(0, 0, side, side)
    dot.moveBottomRight(disc.bottomRight() + QPointF(2, 2))
    painter.setPen(QPen(colour("raised"), 1.5))
    painter.save()
    painter.setBrushOrigin(dot.topLeft())
    painter.setBrush(pattern_brush(pattern, tint, 0.5))
    painter.drawEllipse(dot)
    painter.restore()


def _at(field: QRectF, feeling: Feeling) -> QPointF:
    return QPointF(
        field.center().x() + feeling.valence * field.width() / 2,
        field.center().y() - feeling.arousal * field.height() / 2,
    )
