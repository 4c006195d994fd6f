"""The story line as a file: all of it, and nothing that is covered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.ui.story_line.conftest import Tale, shown_card


def test_it_is_saved_as_png(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot, width=880)
    path = tmp_path / "line.png"
    card.saving.save(path)
    qtbot.waitUntil(path.exists)
    picture = QImage(str(path))
    assert picture.width() > 1600
    across, down = range(0, picture.width(), 9), range(0, picture.height(), 9)
    assert len({picture.pixel(x, y) for x in across for y in down}) > 8
    assert "The story line was saved as “line.png”." in tale.parts.said


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


@pytest.mark.logs("couldn’t be written")
def test_a_folder_that_is_gone_is_explained(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot)
    card.saving.save(tmp_path / "gone" / "line.png")
    qtbot.waitUntil(lambda: "couldn’t be written" in tale.parts.said)


def test_it_is_printed_on_a_page(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    card = shown_card(tale, qtbot)
    path = tmp_path / "line.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    card.saving.print_on(printer)
    qtbot.waitUntil(path.exists)
    assert path.read_bytes().startswith(b"%PDF")
