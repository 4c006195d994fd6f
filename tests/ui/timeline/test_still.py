"""Pictures from files fill their place without being stretched."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from ui.timeline.paint.stills import still
from ui.widgets.image_files import no_pictures


def test_a_tall_picture_is_cropped_to_its_middle(tmp_path: Path) -> None:
    image = QImage(100, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(0, 100, 100, 100, QColor("#ff0000"))
    painter.end()
    image.save(str(tmp_path / "tall.png"))
    picture = still(lambda name: tmp_path / name, "tall.png", QSize(160, 90), 2.0)
    assert picture is not None
    assert picture.size() == QSize(320, 180)
    assert picture.devicePixelRatio() == 2.0
    seen = picture.toImage()
    assert {seen.pixelColor(x, y).name() for x in (5, 315) for y in (90,)} == {"#ff0000"}


def test_a_vector_picture_is_drawn_at_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9">'
        '<rect width="16" height="9" fill="#00ff00"/></svg>'
    )
    picture = still(lambda name: tmp_path / name, "a.svg", QSize(160, 90), 1.0)
    assert picture is not None and picture.toImage().pixelColor(80, 45).name() == "#00ff00"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.png"
    seen = []
    for n, colour in enumerate(("#ff0000", "#0000ff")):
        image = QImage(16, 9, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(path))
        os.utime(path, ns=(n, n))
        picture = still(lambda _name: path, "a.png", QSize(16, 9), 1.0)
        assert picture is not None
        seen.append(picture.toImage().pixelColor(8, 4).name())
    assert seen == ["#ff0000", "#0000ff"]


@pytest.mark.logs("could not be")
def test_a_broken_picture_is_missing_and_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert still(lambda name: tmp_path / name, "broken.png", QSize(16, 9), 1.0) is None
    assert len(caplog.records) == 1


def test_no_name_and_no_finder_give_no_picture() -> None:
    assert still(no_pictures, "a.png", QSize(16, 9), 1.0) is None
    assert still(lambda name: Path(name), None, QSize(16, 9), 1.0) is None
