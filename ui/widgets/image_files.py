"""Pictures from untrusted files: limited in bytes, pixels and shape, and self-contained."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from app.core.user_files import read_bytes
from app.profile.pictures import MAX_BYTES, SUFFIXES, picture_extension

log = logging.getLogger(__name__)

FindPicture = Callable[[str], Path | None]
"""From a picture's file name to its file; None when there is none."""

# 256 MiB once decoded, by Qt’s own count: 64 million pixels. A few kilobytes may claim any size.
QImageReader.setAllocationLimit(256)
MOST_PIXELS = 64 * 1024 * 1024
# Only the middle of a longer picture is shown: scaled to fill a square it would be huge.
_LONGEST_TO_SHORTEST = 16


def picture_files_in(data: QMimeData) -> list[Path]:
    """The files in dropped or pasted data that are named like pictures."""
    return [path for path in files_in(data) if path.suffix.lower() in SUFFIXES]


def files_in(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def no_pictures(_name: str) -> Path | None:
    return None


def read_filling(path: Path, pixels: QSize, *, may_grow: bool = True) -> QImage:
    """The picture in its own proportions, just large enough to cover `pixels`; null if it can't be
    read. may_grow: whether a smaller picture is enlarged.
    """
    try:
        data = read_bytes(path, MAX_BYTES)
    except OSError as fault:
        # As a text: a record that is held back would keep the fault, its frames and their painter.
        log.warning("picture %r could not be read: %s", path, str(fault))
        return QImage()
    image = read_bytes_filling(data, pixels, may_grow=may_grow)
    if image.isNull():
        log.warning("picture %r could not be shown", path)
    return image


def read_bytes_filling(data: bytes, pixels: QSize, *, may_grow: bool = True) -> QImage:
    """The same of a file that was read already."""
    kind = picture_extension(data)
    image = _bitmap(data, kind, pixels) if kind else _drawing(data, pixels)
    if image.isNull():
        return image
    size = _covering(image.size(), pixels)
    if not may_grow and size.width() > image.width():
        return image
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _covering(natural: QSize, pixels: QSize) -> QSize:
    return natural.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding)


def _bitmap(data: bytes, kind: str, pixels: QSize) -> QImage:
    """Decoders scale while they read, so a huge cover costs little more than a small one."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # Qt would also read an SVG here, whatever its name: only the format that was recognised.
    reader = QImageReader(buffer, QByteArray(kind[1:].encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():
        if natural.width() * natural.height() > MOST_PIXELS:
            return QImage()
        middle = _middle(natural)
        if middle.size() != natural:
            reader.setClipRect(middle)
        elif min(natural.width(), natural.height()) > max(pixels.width(), pixels.height()):
            side = max(pixels.width(), pixels.height())  # the reader may turn it afterwards
            reader.setScaledSize(_covering(natural, QSize(side, side)))
    image = reader.read()
    return image.copy(_middle(image.size())) if not image.isNull() else image


def _middle(natural: QSize) -> QRect:
    most = max(1, min(natural.width(), natural.height())) * _LONGEST_TO_SHORTEST
    size = natural.boundedTo(QSize(most, most))
    middle = QRect(0, 0, size.width(), size.height())
    middle.moveTo((natural.width() - size.width()) // 2, (natural.height() - size.height()) // 2)
    return middle


def _drawing(data: bytes, pixels: QSize) -> QImage:
    from ui.widgets.safe_svg import harmless

    safe = harmless(data)
    if safe is None:
        return QImage()
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(safe))
    natural = renderer.defaultSize()
    if not renderer.isValid() or natural.isEmpty():
        return QImage()
    image = QImage(
        _covering(_middle(natural).size(), pixels), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    renderer.render(painter)
    painter.end()
    return image
