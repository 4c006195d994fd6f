"""Stills as pictures of the screen's own size, decoded where nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from tests.support.window_parts import WindowParts
from ui.stage import pictures as room
from ui.stage.backdrop import Backdrop, Canvas, Kind
from ui.stage.pictures import StagePictures

Until = Callable[[Callable[[], object]], None]
CANVAS = Canvas(QSize(800, 400), 2.0, "#faf6f1")


def still(parts: WindowParts, path: Path) -> Backdrop:
    return Backdrop(Kind.STILL, parts.context.services.pictures.keep(path), "Album")


def test_a_huge_still_is_decoded_on_another_thread_at_the_size_of_the_screen(
    parts: WindowParts, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage(7_000, 5_000, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(tmp_path / "huge.jpg"), "JPG", 30)
    threads: list[threading.Thread] = []
    decode = room.still_image

    def watched(path: Path, canvas: Canvas) -> QImage:
        threads.append(threading.current_thread())
        return decode(path, canvas)

    monkeypatch.setattr(room, "still_image", watched)
    pictures, backdrop = (
        StagePictures(parts.context, parts.window),
        still(parts, tmp_path / "huge.jpg"),
    )
    assert pictures.picture(backdrop, CANVAS) is None
    until(lambda: pictures.picture(backdrop, CANVAS))
    picture = pictures.picture(backdrop, CANVAS)
    assert picture is not None
    assert picture.size() == QSize(1_600, 800) and picture.devicePixelRatio() == 2.0
    assert len(threads) == 1 and threads[0] is not threading.main_thread()


@pytest.mark.logs("could not be shown")
def test_what_is_no_picture_gives_way_to_the_cover(
    parts: WindowParts, tmp_path: Path, until: Until
) -> None:
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    pictures, backdrop = (
        StagePictures(parts.context, parts.window),
        still(parts, tmp_path / "bad.png"),
    )
    assert pictures.picture(backdrop, CANVAS) is None
    until(lambda: pictures.picture(backdrop, CANVAS))
    cover = pictures.picture(backdrop.without_still, CANVAS)
    shown = pictures.picture(backdrop, CANVAS)
    assert shown is not None and cover is not None and shown.cacheKey() == cover.cacheKey()


def test_only_so_many_are_kept(parts: WindowParts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_KEPT_BYTES", 3 * 1_600 * 800 * 4)
    pictures = StagePictures(parts.context, parts.window)
    for n in range(6):
        pictures.picture(Backdrop(Kind.COVER, title=str(n)), CANVAS)
    assert [key[0].title for key in pictures._kept] == ["3", "4", "5"]
