"""A picture from outside, looked at before it is kept: whole, of a size that can be shown, and
without anything that it would load.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.core.words import Text
from app.profile.pictures import picture_extension
from ui.widgets.image_files import MOST_PIXELS, read_bytes_filling
from ui.widgets.safe_svg import harmless

_LOOK_PX = 64  # decoded no larger, only to see whether that works
_NO_PICTURE = Text("It isn’t a picture that this program can show.")
_TOO_LARGE = Text("It has more than 64 million pixels.")
_DAMAGED = Text("It is damaged, or breaks off before its end.")
_NO_DRAWING = Text("It is a drawing that can’t be shown.")
_PIXELS = 1024  # of a drawing, which has no pixels of its own


class CannotShow(Exception):
    """why: a sentence about “it”, for the listener."""

    def __init__(self, why: Text) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class NewPicture:
    """data: as it is to be kept. width, height: as it is shown."""

    data: bytes
    suffix: str
    width: int
    height: int


def looked_at(data: bytes) -> NewPicture:
    """Raises CannotShow. A drawing loses its references to other files. For any thread."""
    kind = picture_extension(data)
    if not kind:
        return _drawing(data)
    size = _claimed_size(data, kind)
    if size.width() * size.height() > MOST_PIXELS:
        raise CannotShow(_TOO_LARGE)
    if kind == ".jpg" and not _has_end(data):
        raise CannotShow(_DAMAGED)
    if read_bytes_filling(data, QSize(_LOOK_PX, _LOOK_PX)).isNull():
        raise CannotShow(_DAMAGED)
    return NewPicture(data, kind, size.width(), size.height())


def as_png(image: QImage) -> bytes:
    """Empty if it can't be written."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(data.data()) if QImageWriter(buffer, QByteArray(b"png")).write(image) else b""


def _claimed_size(data: bytes, kind: str) -> QSize:
    """As the file says, turned as it is shown. Raises CannotShow if it says nothing."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind[1:].encode()))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if size.isEmpty():
        raise CannotShow(_DAMAGED)
    turned = reader.transformation().value & 4  # a quarter
    return size.transposed() if turned else size


def _has_end(data: bytes) -> bool:
    """Whether a JPEG ends as it should: Qt shows the rest of a broken one in grey. Within the
    compressed picture no other marker looks like the end; before it, a small one may have its own.
    """
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xDA:
            return data.find(b"\xff\xd9", place) >= 0
        if marker == 0xFF:  # filling
            place += 1
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return False


def _drawing(data: bytes) -> NewPicture:
    if b"<svg" not in data:
        raise CannotShow(_NO_PICTURE)
    safe = harmless(data)
    image = None if safe is None else read_bytes_filling(safe, QSize(_LOOK_PX, _LOOK_PX))
    if safe is None or image is None or image.isNull():
        raise CannotShow(_NO_DRAWING)
    longest = max(image.width(), image.height())
    width, height = (round(_PIXELS * side / longest) for side in (image.width(), image.height()))
    return NewPicture(safe, ".svg", max(1, width), max(1, height))
