"""Backdrops as pictures of one size: stills decoded off the GUI thread, the last ones kept."""

from __future__ import annotations

import logging
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.core.job_pool import Urgency
from ui.bridge.track.track_covers import track_covers
from ui.stage.backdrop import (
    Backdrop,
    Canvas,
    Kind,
    cover_picture,
    covered_picture,
    empty_picture,
    still_image,
)

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.jobs import JobContext
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

_KEPT_BYTES = 96 * 1024 * 1024  # 19 stills of a window of 1,600 pixels, four of one of 4K
_COVER_PX = 840
_Key = tuple[Backdrop, tuple[int, int, float, str]]


class StagePictures(QObject):
    """Signal: ready(Backdrop), it is there now, or another than before."""

    ready = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._asked: set[_Key] = set()
        self._unreadable: set[str] = set()
        self._covers = track_covers(context, _COVER_PX, self, most=4)
        self._covers.ready.connect(self._on_cover)

    def picture(self, backdrop: Backdrop, canvas: Canvas) -> QPixmap | None:
        """None while a still is decoded; `ready` follows."""
        if backdrop.kind is Kind.STILL and backdrop.still in self._unreadable:
            backdrop = backdrop.without_still
        key = backdrop, canvas.key
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        if backdrop.kind is Kind.STILL:
            self._decode(key, canvas)
            return None
        return self._keep(key, self._painted(backdrop, canvas))

    def forget_unreadable(self) -> None:
        """Files may be there now that weren't."""
        self._unreadable.clear()

    def _painted(self, backdrop: Backdrop, canvas: Canvas) -> QPixmap:
        if backdrop.kind is Kind.COVER:
            return cover_picture(backdrop, self._covers.image(backdrop.cover), canvas)
        return covered_picture(canvas) if backdrop.kind is Kind.COVERED else empty_picture(canvas)

    def _decode(self, key: _Key, canvas: Canvas) -> None:
        if key in self._asked:
            return
        self._asked.add(key)
        name, find = key[0].still, self._context.services.pictures.path

        def work(_job: JobContext) -> QImage:
            path = find(name)
            return QImage() if path is None else still_image(path, canvas)

        self._context.jobs.run(
            "Decode a still for the Stage",
            work,
            partial(self._on_decoded, key, canvas.dpr),
            _note,
            on_ended=lambda: self._asked.discard(key),
            urgency=Urgency.AWAITED,
        )

    def _on_decoded(self, key: _Key, dpr: float, image: QImage) -> None:
        if image.isNull():
            self._unreadable.add(key[0].still)
        else:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(dpr)
            self._keep(key, picture)
        self.ready.emit(key[0])

    def _on_cover(self, cover: str) -> None:
        for key in [key for key in self._kept if key[0].cover == cover]:
            if key[0].kind is Kind.COVER:
                del self._kept[key]
                self.ready.emit(key[0])

    def _keep(self, key: _Key, picture: QPixmap) -> QPixmap:
        self._kept[key] = picture
        held = sum(map(_bytes, self._kept.values()))
        while held > _KEPT_BYTES and len(self._kept) > 2:  # both of a cross-fade
            held -= _bytes(self._kept.popitem(last=False)[1])
        return picture


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


def _note(problem: Problem) -> None:
    log.warning("a still can’t be shown: %s", problem)
