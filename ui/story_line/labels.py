"""The column with the lanes' names: icons, portraits, and how much there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPixmap

from app.core.words import _, ngettext
from app.story_line.records import LineCharacter
from ui.story_line.place import Place
from ui.story_line.rows import Row
from ui.story_line.stops import FEELINGS, MUSIC, SCENES, LaneKey, LaneKind, Stops
from ui.story_line.words import lane_title
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import TYPE
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.paint.mark_paint import caption_font, caption_height
from ui.widgets.text import elided

LABEL_PX, NARROW_LABEL_PX = 160, 44
_ICONS = {SCENES: "clapperboard", MUSIC: "audio-lines", FEELINGS: "hand-heart"}
_LEFT_PX = 16
_ICON_PX = 16
_PORTRAIT_PX = 20


def paint_labels(
    painter: QPainter,
    area: QRect,
    place: Place,
    stops: Stops,
    portraits: Callable[[str], QImage | None],
) -> None:
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    for row in place.rows.fixed:
        _paint(painter, QRect(area.left(), row.top, area.width(), row.height), row, stops, place)
    painter.setClipRect(area.adjusted(0, place.rows.scroll_top, 0, 0))
    for row in place.rows.scrolling:
        box = QRect(area.left(), place.rows.top_of(row), area.width(), row.height)
        if box.bottom() < place.rows.scroll_top or box.top() > area.bottom():
            continue
        if row.key is not None and row.key.kind is LaneKind.PERSON:
            _paint_person(painter, box, stops.person(row.key), portraits, place)
        else:
            _paint(painter, box, row, stops, place)
    painter.restore()


def _paint(painter: QPainter, box: QRect, row: Row, stops: Stops, place: Place) -> None:
    icon, ink = _icon_of(row, stops)
    paint_icon(painter, _sign_box(box, scaled_px(_ICON_PX), place), icon, ink)
    if place.is_narrow:
        return
    if row.key in _ICONS:
        caption = _caption(stops, row.key)
        _paint_words(painter, box, lane_title(stops, row.key), caption, place)
    elif row.key is not None:
        _paint_words(painter, box, lane_title(stops, row.key), "", place, is_plain=True)
    else:
        _paint_words(painter, box, "", row.title, place)


def _icon_of(row: Row, stops: Stops) -> tuple[str, str]:
    if row.key is None:
        return "eye-off" if row.title == _("met later") else "users", "ink_faint"
    if row.key in _ICONS:
        return _ICONS[row.key], "ink_muted"
    return "music-2", line_of(stops.theme(row.key).colour)


def _caption(stops: Stops, key: LaneKey) -> str:
    line = stops.line
    if key == MUSIC:
        many = sum(len(scene.cues) for scene in line.scenes)
        return ngettext("1 cue", "{n} cues", many)
    if key == FEELINGS:
        return ngettext("1 mark", "{n} marks", line.felt.many)
    return ""


def _paint_person(
    painter: QPainter,
    box: QRect,
    person: LineCharacter,
    portraits: Callable[[str], QImage | None],
    place: Place,
) -> None:
    paint_portrait(
        painter, QRectF(_sign_box(box, scaled_px(_PORTRAIT_PX), place)), person, portraits
    )
    if not place.is_narrow:
        _paint_words(painter, box, person.name, "", place, is_plain=True)


def paint_portrait(
    painter: QPainter,
    at: QRectF,
    person: LineCharacter,
    portraits: Callable[[str], QImage | None],
) -> None:
    """Round; without a picture the first letter of the name."""
    picture = None if person.portrait is None else portraits(person.portrait)
    shape = QPainterPath()
    shape.addEllipse(at)
    if picture is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawImage(at, picture)
        painter.restore()
        return
    painter.fillPath(shape, colour(line_of(person.colour)))
    painter.setFont(caption_font(strong=True))
    painter.setPen(colour("raised"))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, person.name[:1].upper())


def portrait_picture(
    person: LineCharacter, portraits: Callable[[str], QImage | None], side: int, dpr: float
) -> QPixmap:
    """The same for a button."""
    picture = QPixmap(QSize(side, side) * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_portrait(painter, QRectF(0, 0, side, side), person, portraits)
    painter.end()
    return picture


def _sign_box(box: QRect, side: int, place: Place) -> QRect:
    """Signs stand in one column, centred around the same x."""
    middle = box.width() // 2 if place.is_narrow else scaled_px(_LEFT_PX + _ICON_PX // 2)
    x = box.right() - middle if place.is_mirrored else box.left() + middle
    at = QRect(0, 0, side, side)
    at.moveCenter(QPointF(x, box.center().y()).toPoint())
    return at


def _paint_words(
    painter: QPainter, box: QRect, title: str, caption: str, place: Place, *, is_plain: bool = False
) -> None:
    inset = scaled_px(_LEFT_PX + _ICON_PX + 8)
    room = box.width() - inset - 6
    left = box.left() + 6 if place.is_mirrored else box.left() + inset
    font = text_font(TYPE.body, strong=not is_plain)
    metrics = QFontMetricsF(font)
    high = (metrics.height() if title else 0) + (caption_height() if caption else 0)
    top = box.center().y() - high / 2 + 1
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if place.is_mirrored else Qt.LayoutDirection.LeftToRight
    )
    flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    if title:
        painter.setFont(font)
        painter.setPen(colour("ink"))
        line = QRectF(left, top, room, metrics.height())
        painter.drawText(line, flags, elided(title, metrics, room))
        top += metrics.height()
    if caption:
        font = caption_font()
        painter.setFont(font)
        painter.setPen(colour("ink_muted"))
        line = QRectF(left, top, room, caption_height())
        painter.drawText(line, flags, elided(caption, QFontMetricsF(font), room))
