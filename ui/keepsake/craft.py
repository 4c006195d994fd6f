"""What only Qt can do for a keepsake: pictures, dates in words, paper."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from app.core.jobs import JobContext
from app.keepsake.craft import Encoded, Paper, Pictures
from app.keepsake.records import Keepsake
from ui.widgets.image_files import read_filling
from ui.words.dates import clock_time, full_date, month_name

_QUALITY = 85


def craft_without_window() -> QtCraft:
    """For the command line, which may have no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QtCraft(QGuiApplication.instance() or QGuiApplication(["ost-my-heart"]))


class QtCraft:
    """A `Craft`. application: it lives as long as what is made with it; it needs no window."""

    def __init__(self, application: object = None) -> None:
        self._application = application

    def encoded(self, path: Path, longest_px: int) -> Encoded | None:
        """JPEG, or PNG where something shines through."""
        image = read_filling(path, QSize(longest_px, longest_px), may_grow=False)
        if image.isNull():
            return None
        side = QSize(longest_px, longest_px)
        if image.width() > longest_px or image.height() > longest_px:
            image = image.scaled(
                side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        image = _bare(image)
        suffix = ".png" if image.hasAlphaChannel() else ".jpg"
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(suffix[1:].encode()))
        if suffix == ".jpg":
            writer.setQuality(_QUALITY)
        writer.write(image)
        data = bytes(buffer.data().data())
        return Encoded(data, suffix, image.width(), image.height()) if data else None

    def day_words(self, day: date) -> str:
        return full_date(day)

    def clock_words(self, when: datetime) -> str:
        return clock_time(when)

    def month_words(self, day: date) -> str:
        return month_name(day.month)

    def write_pdf(
        self,
        keepsake: Keepsake,
        pictures: Pictures,
        covers: Pictures,
        paper: Paper,
        file: BinaryIO,
        job: JobContext,
    ) -> None:
        from ui.keepsake.paper.writing import write_pdf

        write_pdf(keepsake, self, pictures, covers, paper, file, job)


def _bare(image: QImage) -> QImage:
    """Only its pixels: what a file says besides would be written again."""
    is_opaque = not image.hasAlphaChannel() or not _shines_through(image)
    wanted = QImage.Format.Format_RGB32 if is_opaque else QImage.Format.Format_ARGB32
    bare = image.convertToFormat(wanted)
    for key in bare.textKeys():
        bare.setText(key, "")
    return bare


def _shines_through(image: QImage) -> bool:
    import numpy as np

    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    stored = np.frombuffer(alpha.constBits(), np.uint8).reshape(alpha.height(), -1)
    return bool((stored[:, : alpha.width()] < 255).any())
