"""What stands behind everything: a still, a cover, a covered scene or nothing; and its picture.

The foot of every picture is already faded into the page's ground, so that showing it is one copy.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPixmap

from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.cover import placeholder, rounded
from ui.widgets.image_files import read_filling

FADE_PX = 136
_MOST_FADE = 0.3  # of the height
_ABOVE = 0.42  # of what is cut off, so much at the top: the foot fades anyway
_COVER_SHARE, _MOST_COVER_PX = 0.56, 420
_TILE_SHARE, _MOST_TILE_PX = 0.3, 176
_ICON_SHARE, _MOST_ICON_PX = 0.3, 56


class Kind(Enum):
    STILL = "still"
    COVER = "cover"
    COVERED = "covered"
    NOTHING = "nothing"


class Backdrop(NamedTuple):
    """still: a file name among the pictures. title, cover: of the album, for where there is no
    still, or none that can be read; cover: its key.
    """

    kind: Kind
    still: str = ""
    title: str = ""
    cover: str = ""

    @property
    def without_still(self) -> Backdrop:
        return self._replace(kind=Kind.COVER, still="")


NOTHING = Backdrop(Kind.NOTHING)


class Canvas(NamedTuple):
    """size: in device-independent pixels. ground: what the foot fades into, `#rrggbb`."""

    size: QSize
    dpr: float
    ground: str

    @property
    def pixels(self) -> QSize:
        return (self.size * self.dpr).expandedTo(QSize(1, 1))

    @property
    def key(self) -> tuple[int, int, float, str]:
        return self.size.width(), self.size.height(), self.dpr, self.ground


def fade_px(height: float) -> float:
    return min(FADE_PX, _MOST_FADE * height)


def still_image(path: Path, canvas: Canvas) -> QImage:
    """Fills the canvas; null if it can't be read. On any thread."""
    pixels = canvas.pixels
    image = read_filling(path, pixels)
    if image.isNull():
        return image
    left = (image.width() - pixels.width()) // 2
    top = round((image.height() - pixels.height()) * _ABOVE)
    cut = image.copy(left, top, pixels.width(), pixels.height())
    whole = QImage(pixels, QImage.Format.Format_RGB32)
    whole.fill(QColor(canvas.ground))  # behind what is transparent
    painter = QPainter(whole)
    painter.drawImage(0, 0, cut)
    _fade_foot(painter, QRectF(whole.rect()), fade_px(canvas.size.height()) * canvas.dpr, canvas)
    painter.end()
    return whole


def cover_picture(backdrop: Backdrop, image: QImage | None, canvas: Canvas) -> QPixmap:
    """The cover in the middle; a drawing for an album without one."""
    room, picture, painter = _begun(canvas, "sunken")
    side = round(min(_MOST_COVER_PX, _COVER_SHARE * room.height()))
    if image is None or image.isNull():
        cover = placeholder(backdrop.title, side, canvas.dpr, RADIUS.large)
    else:
        cover = rounded(image, side, canvas.dpr, RADIUS.large)
    painter.drawPixmap(_centred(room, side).topLeft(), cover)
    painter.end()
    return picture


def covered_picture(canvas: Canvas) -> QPixmap:
    """What every covered scene looks like, whatever is under it."""
    room, picture, painter = _begun(canvas, "sunken")
    side = round(min(_MOST_TILE_PX, _TILE_SHARE * room.height()))
    tile = _centred(room, side * 16 / 9, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pressed"))
    painter.drawRoundedRect(tile, RADIUS.large, RADIUS.large)
    paint_icon(painter, _centred(room, round(_ICON_SHARE * side)), "eye-off", "ink_faint")
    painter.end()
    return picture


def empty_picture(canvas: Canvas) -> QPixmap:
    """Nothing plays."""
    room, picture, painter = _begun(canvas, "sunken")
    side = round(min(_MOST_ICON_PX, _TILE_SHARE * room.height()))
    paint_icon(painter, _centred(room, side), "headphones", "ink_faint")
    painter.end()
    return picture


def _begun(canvas: Canvas, token: str) -> tuple[QRectF, QPixmap, QPainter]:
    """A ground with its foot faded; the room above the foot, where there is something to see."""
    picture = QPixmap(canvas.pixels)
    picture.setDevicePixelRatio(canvas.dpr)
    picture.fill(colour(token))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, canvas.size.width(), canvas.size.height())
    foot = fade_px(whole.height())
    _fade_foot(painter, whole, foot, canvas)
    return whole.adjusted(0, foot / 3, 0, -foot / 2), picture, painter


def _fade_foot(painter: QPainter, whole: QRectF, fade: float, canvas: Canvas) -> None:
    """Softly at both ends, so that neither is seen as a line."""
    ground = QColor(canvas.ground)
    top = whole.bottom() - fade
    gradient = QLinearGradient(QPointF(0, top), QPointF(0, whole.bottom()))
    for share in (0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0):
        ground.setAlphaF(share * share * (3 - 2 * share))
        gradient.setColorAt(share, ground)
    painter.fillRect(QRectF(whole.left(), top, whole.width(), fade), gradient)


def _centred(room: QRectF, width: float, height: float | None = None) -> QRectF:
    rect = QRectF(0, 0, width, width if height is None else height)
    rect.moveCenter(room.center())
    return QRectF(rect.toRect())
