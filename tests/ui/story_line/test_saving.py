"""The story line as a file: all of it, and nothing that is covered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.core.png import write_png
from tests.ui.story_line.conftest import Tale, shown_card
from ui.story_line.saving.whole import WholePicture
from ui.style.theme import apply_theme, colour, current_theme
from ui.style.tokens import DARK


def test_it_is_saved_as_png(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot, width=880)
    path = tmp_path / "line.png"
    card.saving.save(path)
    qtbot.waitUntil(lambda: "The story line was saved as “line.png”." in tale.parts.said)
    picture = QImage(str(path))
    assert picture.width() > 1600
    across, down = range(0, picture.width(), 9), range(0, picture.height(), 9)
    assert len({picture.pixel(x, y) for x in across for y in down}) > 8


def test_it_is_saved_as_svg_without_what_is_covered(
    tale: Tale, qtbot: QtBot, tmp_path: Path
) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    path = tmp_path / "line.svg"
    card.saving.save(path)
    qtbot.waitUntil(path.exists)
    text = path.read_text(encoding="utf-8")
    assert "The harbour" in text
    assert "Two scenes, covered" in text
    for word in ("The train", "farewell", "Elio", "Northbound"):
        assert word not in text


def test_it_can_be_cancelled_at_any_time_and_is_made_anew(
    tale: Tale, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = shown_card(tale, qtbot)
    saving, path = card.saving, tmp_path / "there" / "line.png"
    path.parent.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(WholePicture, "in_strips", lambda _whole, _image: repeat(None))
        for has_begun in (lambda: True, lambda: saving.is_painting):
            saving.save(path)
            assert saving.is_running and not card.head.more.isEnabled()
            qtbot.waitUntil(has_begun)
            saving.busy.cancel_requested.emit()
            qtbot.waitUntil(lambda: not saving.is_running)
            assert card.head.more.isEnabled() and not saving.busy.isVisible()
        saving.save(path)
        qtbot.waitUntil(saving.busy.isVisible)
        saving.cancel()
    assert not list(path.parent.iterdir())
    saving.save(path)
    qtbot.waitUntil(path.exists)


def test_a_drawing_is_cancelled_in_the_midst(
    tale: Tale, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, path = shown_card(tale, qtbot), tmp_path / "line.svg"
    in_lanes, begun = WholePicture.in_lanes, list[int]()

    def endless(whole: WholePicture, painter: QPainter) -> Iterator[None]:
        yield next(in_lanes(whole, painter))
        begun.append(1)
        yield from repeat(None)

    with monkeypatch.context() as patch:
        patch.setattr(WholePicture, "in_lanes", endless)
        card.saving.save(path)
        qtbot.waitUntil(lambda: bool(begun))
        card.saving.cancel()
    assert not card.saving.is_running and not path.exists()
    card.saving.save(path)
    qtbot.waitUntil(path.exists)


def test_a_change_of_theme_begins_the_picture_again(
    tale: Tale,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card, light, path = shown_card(tale, qtbot), current_theme(), tmp_path / "line.png"
    in_strips = WholePicture.in_strips

    def waiting(whole: WholePicture, image: QImage) -> Iterator[None]:
        """On the left it is light, and on the right whatever there is then."""
        steps = in_strips(whole, image)
        yield next(steps)
        while current_theme() is light:
            yield
        yield from steps

    monkeypatch.setattr(WholePicture, "in_strips", waiting)
    card.saving.save(path)
    qtbot.waitUntil(lambda: card.saving.is_painting)
    apply_theme(qapp, DARK)
    ground = colour("raised").name()
    qtbot.waitUntil(lambda: not card.saving.is_running)
    apply_theme(qapp, light)
    picture = QImage(str(path))
    below = picture.height() - 3
    seen = {picture.pixelColor(x, below).name() for x in (400, picture.width() - 3)}
    assert seen == {ground}


def test_pixels_come_out_as_they_went_in(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    pixels = chance.integers(0, 256, (150, 37, 3), np.uint8)
    told: list[int] = []
    path = tmp_path / "some.png"
    with path.open("wb") as file:
        write_png(file, pixels, JobContext(lambda at: told.append(at.done)))
    picture = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(picture.constBits(), np.uint8).reshape(150, picture.bytesPerLine())
    assert (lines[:, : 37 * 3].reshape(150, 37, 3) == pixels).all()
    assert told == [0, 64, 128]


@pytest.mark.logs("couldn’t be written")
def test_a_folder_that_is_gone_is_explained(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot)
    card.saving.save(tmp_path / "gone" / "line.png")
    qtbot.waitUntil(lambda: "couldn’t be written" in tale.parts.said)


def test_a_long_story_is_printed_on_several_pages(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(60):
        tale.services.scenes.add_scene(tale.work, f"Scene {number}")
    card = shown_card(tale, qtbot)
    path = tmp_path / "line.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    card.saving.print_on(printer)
    qtbot.waitUntil(lambda: not card.saving.is_running)
    assert printer.logicalDpiX() == card.logicalDpiX(), "text is as large as beside it"
    pages = path.read_bytes().count(b"/Type /Page\n")
    assert pages > 3


def test_it_is_printed_on_a_page(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot)
    path = tmp_path / "line.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    card.saving.print_on(printer)
    qtbot.waitUntil(lambda: path.exists() and path.stat().st_size > 0)  # it is made empty first
    assert path.read_bytes().startswith(b"%PDF")
