"""The window's icon has each size that desktops ask for, ready to be shown."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from ui.style.window_icon import SIZES, window_icon


def test_every_size_is_a_picture_of_its_own(qapp: QApplication) -> None:
    icon = window_icon()
    assert icon.availableSizes() == [QSize(size, size) for size in SIZES]
    for size in SIZES:
        shown = icon.pixmap(QSize(size, size), 1.0).toImage()
        assert shown.size() == QSize(size, size)
        assert shown.pixelColor(size // 2 - 1, size // 2).alpha() == 255
        assert shown.pixelColor(0, 0).alpha() < 255, "round corners"
