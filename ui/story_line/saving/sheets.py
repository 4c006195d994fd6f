"""What a story line is painted on: pixels, a drawing, paper."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.core.png import write_png

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtSvg import QSvgGenerator

    from app.core.jobs import JobContext
    from ui.story_line.saving.whole import WholePicture

_SHARP = 2.0  # times the pixels of a screen
_MOST_PIXELS = 60_000_000  # 240 MB while it is painted; a longer story is less sharp


class Sheet(Protocol):
    """many: how many steps painting it takes. `paint` is called on the GUI thread, and `write` on
    another one when it is painted. `discard` instead, at any time, if nothing is to become of it.
    """

    many: int

    def paint(self) -> Iterator[None]: ...
    def discard(self) -> None: ...
    def write(self, file: BinaryIO, job: JobContext) -> None: ...


class PngSheet:
    def __init__(self, whole: WholePicture) -> None:
        self._whole = whole
        self.many = whole.many_strips
        plain = whole.size.width() * whole.size.height()
        sharp = max(1.0, min(_SHARP, math.sqrt(_MOST_PIXELS / plain)))
        sharp = math.floor(sharp * 8) / 8  # so that strips end with a pixel
        self._image = QImage(whole.size * sharp, QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(sharp)

    def paint(self) -> Iterator[None]:
        return self._whole.in_strips(self._image)

    def discard(self) -> None:
        """The picture goes with it."""

    def write(self, file: BinaryIO, job: JobContext) -> None:
        import numpy as np

        image = self._image
        across = image.bytesPerLine() // 4
        stored = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), across, 4)
        write_png(file, stored[:, : image.width(), 2::-1], job)


class SvgSheet:
    def __init__(self, whole: WholePicture) -> None:
        self._whole = whole
        self.many = whole.many_lanes
        self._painter: QPainter | None = None
        self._generator: QSvgGenerator | None = None  # lives as long as what paints on it
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)

    def paint(self) -> Iterator[None]:
        from PySide6.QtSvg import QSvgGenerator

        size = self._whole.size
        generator = self._generator = QSvgGenerator()
        generator.setOutputDevice(self._buffer)
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        generator.setTitle(self._whole.title)
        self._painter = QPainter(generator)
        yield from self._whole.in_lanes(self._painter)
        self._painter.end()

    def discard(self) -> None:
        _end(self._painter)

    def write(self, file: BinaryIO, job: JobContext) -> None:
        job.checkpoint()
        file.write(bytes(self._buffer.data().data()))


class PrintedSheet:
    """About as high as the paper, so that it can be read; a long story goes on on further pages.
    Nothing of it is written.
    """

    def __init__(self, whole: WholePicture, printer: QPrinter) -> None:
        self._whole, self._printer = whole, printer
        # Else text, whose size is in points, would be as many times larger than all else as the
        # printer's dots are smaller than the screen's.
        printer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        self._page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        self.pages = whole.pages_for(self._page.width() / self._page.height())
        self.many = whole.many_lanes * self.pages
        self._painter: QPainter | None = None

    def paint(self) -> Iterator[None]:
        page, painter = self._page, QPainter(self._printer)
        self._painter = painter
        for number in range(self.pages):
            if number:
                self._printer.newPage()
            size = self._whole.part_size(self.pages)
            scale = min(page.width() / size.width(), page.height() / size.height())
            painter.save()
            painter.scale(scale, scale)
            yield from self._whole.in_lanes(painter, number, self.pages)
            painter.restore()
        painter.end()

    def discard(self) -> None:
        self._printer.abort()
        _end(self._painter)

    def write(self, file: BinaryIO, job: JobContext) -> None:
        raise NotImplementedError


def _end(painter: QPainter | None) -> None:
    if painter is not None and painter.isActive():
        painter.end()
