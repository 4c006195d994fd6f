"""Addresses and folders that a test would have opened in other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

_SCHEMES = ("file", "http", "https")


class _Notes(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.urls.append(url)


@contextmanager
def led_elsewhere() -> Iterator[list[QUrl]]:
    """Notes them instead: whether there is a browser is nobody's business here."""
    notes = _Notes()
    for scheme in _SCHEMES:
        QDesktopServices.setUrlHandler(scheme, notes, "note")
    try:
        yield notes.urls
    finally:
        for scheme in _SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
