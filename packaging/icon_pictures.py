"""Draws the program's icon in every size from its SVG, into resources/desktop.

    python packaging/icon_pictures.py

`make icon` calls it after somebody changed an SVG. The pictures are kept, because the window needs
some of them at once, and packages all of them without Qt. Needs PySide6, but no display.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "desktop"
NAME = "ost-my-heart"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LARGEST_SMALL = 32  # up to here the bars of the large drawing would blur


def source(size: int) -> Path:
    return FOLDER / f"{NAME}{'-small' if size <= LARGEST_SMALL else ''}.svg"


def picture(size: int) -> Path:
    return FOLDER / f"{NAME}-{size}.png"


def drawn(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source(size))).render(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def main() -> int:
    for size in SIZES:
        if not drawn(size).save(str(picture(size))):
            print(f"{picture(size)} couldn’t be written.", file=sys.stderr)
            return 1
        print(picture(size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
