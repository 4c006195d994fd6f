"""Pictures of scenes and characters from files, scaled once and kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

log = logging.getLogger(__name__)

PicturePath = Callable[[str], Path | None]
"""From a picture's file name to its file; None when it is not there."""


def no_pictures(_name: str) -> Path | None:
    return None


def still(find: PicturePath, name: str | None, size: QSize, dpr: float) -> QPixmap | None:
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
    image = _svg(path, pixels) if path.suffix.lower() == ".svg" else _bitmap(path, pixels)
    if image is None or image.isNull():
        log.warning("picture %s could not be read", path)
        return None
    left = (image.width() - pixels.width()) // 2
    top = (image.height() - pixels.height()) // 2
    picture = QPixmap.fromImage(image.copy(left, top, pixels.width(), pixels.height()))
    picture.setDevicePixelRatio(dpr)
    return picture


def _bitmap(path: Path, pixels: QSize) -> QImage | None:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    return image.scaled(
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )


def _svg(path: Path, pixels: QSize) -> QImage | None:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(path))
    if not renderer.isValid():
        return None
    natural = renderer.defaultSize()
    size = natural.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
