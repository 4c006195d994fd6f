"""Small covers, decoded off the GUI thread and cached while there is room."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from ui.widgets.image_files import read_filling

log = logging.getLogger(__name__)

AGAIN_AFTER_MS = 1500  # longer than an import takes between two announcements
KEPT = 400  # pictures; at 128 px and four bytes per pixel that is 25 MiB at most


class Thumbnails(QObject):
    """Pictures of one folder, at one size.

    again: makes a missing or damaged picture once more; called on another thread. most: how many
    are kept.
    Signals: ready(str key), a picture that `image` didn't have is there now.
    """

    ready = Signal(str)
    _decoded = Signal(str, QImage)

    def __init__(
        self,
        folder: Path,
        side_px: int,
        parent: QObject | None = None,
        *,
        again: Callable[[str], Path | None] = lambda _key: None,
        most: int = KEPT,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._again = again
        self._side_px = side_px
        self._most = most
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._asked_before: set[str] = set()  # being made when `look_again` was called
        self._decoded.connect(self._on_decoded)
        self._soon = QTimer(self, singleShot=True, interval=AGAIN_AFTER_MS)
        self._soon.timeout.connect(self._look_again)

    def image(self, key: str | None) -> QImage | None:
        """The picture, or None: there is none, or it is being made and `ready` follows."""
        if not key:
            return None
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept if not kept.isNull() else None
        if key not in self._asked:
            self._asked.add(key)
            QThreadPool.globalInstance().start(lambda: self._decode(key))
        return None

    def _decode(self, key: str) -> None:
        image = self._read(key)
        try:
            self._decoded.emit(key, image)
        except RuntimeError:  # the window was closed meanwhile, and this object deleted
            log.debug("nobody is waiting for %s any more", key)

    def _read(self, key: str) -> QImage:
        if Path(key).name != key:  # never outside the folder
            return QImage()
        image = read_scaled(self._folder / key, self._side_px)
        if image.isNull() and (path := self._again(key)) is not None:
            image = read_scaled(path, self._side_px)
        return image

    def look_again(self) -> None:
        """Missing pictures may be there now. Waits a moment, since an import says this often."""
        self._soon.start()

    def _look_again(self) -> None:
        self._asked_before |= self._asked
        for key in [key for key, image in self._kept.items() if image.isNull()]:
            del self._kept[key]
            self.image(key)

    @Slot(str, QImage)
    def _on_decoded(self, key: str, image: QImage) -> None:
        self._asked.discard(key)
        if key in self._asked_before:
            self._asked_before.discard(key)
            if image.isNull():
                self.image(key)
                return
        self._kept[key] = image
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        if not image.isNull():
            self.ready.emit(key)


def read_scaled(path: Path, side_px: int) -> QImage:
    """A picture whose shorter side is `side_px` or less; a null image if it can't be read."""
    return read_filling(path, QSize(side_px, side_px), may_grow=False)
