"""Draws the ribbon with its stills, beads and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
)

from app.emotions.records import MAX_INTENSITY
from ui.story_music.bead import Bead
from ui.story_music.ribbon.foot import FOOT_PAD_PX, paint_foot
from ui.story_music.ribbon.geometry import RibbonLayout, Sizes
from ui.story_music.ribbon.labels import DOT_PX, DOT_STEP_PX, DOTS_PX, FeltLabel
from ui.story_music.ribbon.tail import Tail, paint_tail
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import RADIUS, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.painting import filling

StillOf = Callable[[str | None], QImage | None]

_BEAD_PX, _SMALL_BEAD_PX = 36.0, 28.0
_STILL, _SMALL_STILL = QSizeF(128, 72), QSizeF(96, 54)
_FALL = 0.10


@dataclass(frozen=True, slots=True)
class Marked:
    """Places of beads; -1 for none."""

    selected: int = -1
    sounding: int = -1
    has_focus: bool = False


def sizes_of(
    *, is_small: bool, has_long_words: bool = False, has_small_titles: bool = False
) -> Sizes:
    caption = QFontMetricsF(text_font(TYPE.caption)).height()
    body = QFontMetricsF(text_font(TYPE.body, strong=True)).height()
    label = caption + 2 * DOT_PX + 6 if not is_small else 2 * DOT_PX + 4
    return Sizes(
        _SMALL_BEAD_PX if is_small else _BEAD_PX,
        _SMALL_STILL if is_small else _STILL,
        body + caption * (1 + has_long_words) + 2 * FOOT_PAD_PX + 4,
        QSizeF(0, label),
        has_long_words,
        has_small_titles,
    )


def paint_ribbon(
    painter: QPainter,
    layout: RibbonLayout,
    part: QRectF,
    still_of: StillOf,
    marked: Marked,
    tail: Tail | None,
    labels: Sequence[FeltLabel | None],
) -> None:
    """labels: by place. part: what of it is to be painted; there may be hundreds of beads."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    places = layout.places(part.left(), part.right())
    ends = part.left() - 8, part.right() + 8
    _paint_selection(painter, layout, marked)
    painter.fillPath(layout.fall(*ends), _gradient(layout, places, _FALL))
    _paint_lines(painter, layout, places)
    painter.fillPath(layout.path(*ends), _gradient(layout, places, 1.0))
    painter.setPen(QPen(colour("raised"), 1.5))
    painter.drawLines([one for one in layout.ticks if ends[0] <= one.x1() <= ends[1]])
    for place in places:
        bead = layout.beads[place]
        _paint_still(painter, layout, place, still_of(bead.at.scene.still), marked)
        _paint_bead(painter, layout, place, marked)
        _paint_felt(painter, bead, labels[place])
        paint_foot(
            painter,
            layout.foot(place),
            bead,
            is_long=layout.sizes.has_long_words,
            has_small_title=layout.sizes.has_small_titles,
        )
    if tail is not None:
        paint_tail(painter, layout, tail, is_selected=marked.selected == len(layout.beads))


def _gradient(layout: RibbonLayout, places: range, opacity: float) -> QLinearGradient:
    """From feeling to feeling. Of these beads alone: Qt keeps about a thousand colours of it."""
    if not places:
        return QLinearGradient()
    first, last = layout.points[places[0]].x(), layout.points[places[-1]].x()
    wide = max(1.0, last - first)
    gradient = QLinearGradient(first, 0, first + wide, 0)
    for place in places:
        shade = QColor(_fill(layout.beads[place]))
        shade.setAlphaF(opacity)
        gradient.setColorAt((layout.points[place].x() - first) / wide, shade)
    return gradient


def _fill(bead: Bead) -> str:
    felt = bead.felt.leading
    return current_theme().wave if felt is None else fill_of(felt.colour)


def _ink(bead: Bead) -> str:
    felt = bead.felt.leading
    return current_theme().outline if felt is None else line_of(felt.colour)


def _paint_selection(painter: QPainter, layout: RibbonLayout, marked: Marked) -> None:
    if 0 <= marked.selected < len(layout.beads):
        shade = colour("selection")
        shade.setAlphaF(0.5)
        painter.fillRect(layout.column(marked.selected), shade)


def _paint_lines(painter: QPainter, layout: RibbonLayout, places: range) -> None:
    painter.setPen(QPen(colour("hairline"), 1))
    high = layout.size.height()
    for place in places:
        x = min(round(layout.column(place).right()) + 0.5, layout.size.width() + 1)
        painter.drawLine(QPointF(x, 0), QPointF(x, high))
    y = round(layout.foot_top) + 0.5
    painter.drawLine(QPointF(0, y), QPointF(layout.size.width(), y))
    dotted_line = QPen(colour("outline"), 1.5, Qt.PenStyle.CustomDashLine)
    dotted_line.setDashPattern([1.0, 2.5])
    painter.setPen(dotted_line)
    for place in places:
        x = layout.points[place].x()
        top = layout.bead_box(place).top()
        painter.drawLine(QPointF(x, layout.still_bottom), QPointF(x, top))


def _paint_still(
    painter: QPainter, layout: RibbonLayout, place: int, image: QImage | None, marked: Marked
) -> None:
    box = layout.still(place)
    shape = QPainterPath()
    shape.addRoundedRect(box, RADIUS.medium, RADIUS.medium)
    if image is None:
        painter.fillPath(shape, colour("sunken"))
        side = scaled_px(20)
        at = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        paint_icon(painter, at, "clapperboard", "ink_faint")
    else:
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawImage(box, image, filling(image, box))
        painter.restore()
    if place == marked.selected:
        painter.setPen(QPen(colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)


def _paint_bead(painter: QPainter, layout: RibbonLayout, place: int, marked: Marked) -> None:
    bead, box = layout.beads[place], layout.bead_box(place)
    is_felt = bead.felt.leading is not None
    painter.setBrush(colour("raised"))
    painter.setPen(QPen(QColor(_ink(bead)), 2.5))
    painter.drawEllipse(box.adjusted(1.25, 1.25, -1.25, -1.25))
    side = box.width() * 0.52
    at = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    if place == marked.sounding:
        paint_icon(painter, at, "volume-2", "accent_ink")
    elif is_felt and bead.felt.leading is not None:
        icon = known_icon(bead.felt.leading.icon)
        ink = seen_on(fill_of(bead.felt.leading.colour), current_theme().raised, 4.5)
        paint_icon(painter, at, icon, ink)
    if place == marked.selected and marked.has_focus:
        painter.setPen(QPen(colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(-3, -3, 3, 3))


def _paint_felt(painter: QPainter, bead: Bead, label: FeltLabel | None) -> None:
    """The emotion's name, and how strongly it was felt in five dots."""
    felt = bead.felt.leading
    if felt is None or label is None:
        return
    box, name, is_before = label
    ink = QColor(seen_on(fill_of(felt.colour), current_theme().raised, 4.5))
    side = Qt.AlignmentFlag.AlignRight if is_before else Qt.AlignmentFlag.AlignLeft
    if name:
        painter.setFont(text_font(TYPE.caption, strong=True))
        painter.setPen(ink)
        flags = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, int(flags | Qt.TextFlag.TextDontClip), name)
    left = box.right() - DOTS_PX if is_before else box.left()
    middle = box.bottom() - DOT_PX - 1
    for dot in range(MAX_INTENSITY):
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(ink if dot < bead.felt.dots else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(left + (dot + 0.5) * DOT_STEP_PX, middle), DOT_PX, DOT_PX)
