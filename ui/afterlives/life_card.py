"""One afterlife as a small card: kind, title, who, and where it can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from ui.afterlives.words import KIND_ICONS, kind_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.image_files import FindPicture

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife

_WIDE_PX, _HIGH_PX = 184, 76
_ICON_PX = 14


def card_width() -> int:
    return scaled_px(_WIDE_PX)


def card_height() -> int:
    """Three lines, and 76 at least."""
    lines = 2 * line_px(size=TYPE.caption) + line_px(strong=True) + 2 * SPACE.xs + 2 * SPACE.s
    return max(scaled_px(_HIGH_PX), -(-lines // 4) * 4)


def link_area(rect: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Where its sign is pressed."""
    side = scaled_px(24)
    box = rect.toRect()
    at = QRect(box.right() - side - 3, box.top() + 4, side, side)
    return QRectF(QStyle.visualRect(direction, box, at))


def paint_card(
    painter: QPainter,
    rect: QRectF,
    life: Afterlife,
    find: FindPicture,
    direction: Qt.LayoutDirection,
    *,
    is_chosen: bool,
    has_focus: bool,
) -> None:
    painter.setBrush(colour("accent_soft" if is_chosen else "raised"))
    edge = "focus" if is_chosen and has_focus else "accent" if is_chosen else "hairline"
    painter.setPen(QPen(colour(edge), 2 if is_chosen else 1))
    inset = 1.0 if is_chosen else 0.5
    painter.drawRoundedRect(
        rect.adjusted(inset, inset, -inset, -inset), RADIUS.medium, RADIUS.medium
    )
    box = rect.toRect().adjusted(SPACE.m, SPACE.s, -SPACE.m, -SPACE.s)
    first = QRect(box.left(), box.top(), box.width(), line_px(size=TYPE.caption))
    side = max(scaled_px(_ICON_PX), first.height() - 2)
    sign = QRect(first.left(), first.center().y() - side // 2, side, side)
    _paint_sign(painter, QStyle.visualRect(direction, box, sign), life, find)
    words = first.adjusted(side + SPACE.xs + 2, 0, -side - SPACE.s, 0)
    draw_line(painter, QStyle.visualRect(direction, box, words), direction, kind_words(life),
              "ink_muted", TYPE.caption)  # fmt: skip
    where = QRect(first.right() - side + 1, first.center().y() - side // 2, side, side)
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    at = QRectF(QStyle.visualRect(direction, box, where))
    _paint_where(painter, at, life, 1 if is_mirrored else -1)
    second = QRect(box.left(), first.bottom() + SPACE.xs, box.width(), line_px(strong=True))
    draw_line(painter, second, direction, life.echo.title, strong=True)
    third = QRect(box.left(), second.bottom() + SPACE.xs, box.width(), first.height())
    draw_line(painter, third, direction, life.echo.who, "ink_muted", TYPE.caption)


def _paint_sign(painter: QPainter, area: QRect, life: Afterlife, find: FindPicture) -> None:
    """Its own picture in place of the icon, if it has one."""
    name = life.echo.picture
    dpr = painter.device().devicePixelRatio()
    picture = still(find, name, QSize(area.width(), area.height()), dpr) if name else None
    if picture is not None:
        paint_rounded(painter, QRectF(area), picture, 3)
    else:
        paint_icon(painter, QRectF(area), KIND_ICONS[life.echo.kind], "ink_muted")


def _paint_where(painter: QPainter, area: QRectF, life: Afterlife, inwards: int) -> None:
    """inwards: 1 to the right, -1 to the left, where a second sign stands."""
    if life.echo.link:
        paint_icon(painter, area, "external-link", "ink_muted")
        area = area.translated(inwards * (area.width() + SPACE.xs), 0)
    if life.linked is not None:
        paint_icon(painter, area, "headphones", "accent")
