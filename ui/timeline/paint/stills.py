"""Pictures of scenes and characters from files, scaled once and cached."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from ui.widgets.image_files import FindPicture, read_filling


def still(find: FindPicture, name: str | None, size: QSize, dpr: float) -> QPixmap | None:
    """A picture that fills `size` (device-independent pixels), cropped to its middle."""
    path = find(name) if name else None
    if path is None:
        return None
    return _filled(path, path.stat().st_mtime_ns if path.exists() else 0, size * dpr, dpr)


def paint_rounded(painter: QPainter, rect: QRectF, picture: QPixmap, radius: float) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(rect, picture, QRectF(picture.rect()))
    painter.restore()


@lru_cache(maxsize=128)
def _filled(path: Path, _mtime_ns: int, pixels: QSize, dpr: float) -> QPixmap | None:
    image = read_filling(path, pixels)
    if image.isNull():
        return None
    left = (image.width() - pixels.width()) // 2
    top = (image.height() - pixels.height()) // 2
    picture = QPixmap.fromImage(image.copy(left, top, pixels.width(), pixels.height()))
    picture.setDevicePixelRatio(dpr)
    return picture
