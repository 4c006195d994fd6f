"""An empty library offers folders, the demo and how it works; it imports nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts, write_buzz
from ui.library.page import LibraryPage


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desktop's music folder, with a track in it."""
    named = tmp_path / "Musik & mehr"
    named.mkdir()
    write_buzz(named / "Storm.wav", 3)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(named))
    return named


def page_of(parts: WindowParts, ran: list[str]) -> LibraryPage:
    page = LibraryPage(parts.context, parent=parts.window, run=ran.append)
    page.resize(900, 600)
    parts.window.show()
    return page


def buttons(page: LibraryPage) -> dict[str, QPushButton]:
    empty = page._stack.currentWidget()
    assert empty is not None
    return {each.text(): each for each in empty.findChildren(QPushButton)}


def test_it_offers_what_to_start_with(parts: WindowParts, folder: Path) -> None:
    ran: list[str] = []
    offered = buttons(page_of(parts, ran))
    assert list(offered) == [
        "Add music…",
        "Add files…",
        "Add “Musik && mehr”",
        "Open the demo",
        "How it works",
    ]
    offered["Open the demo"].click()
    offered["How it works"].click()
    assert ran == ["demo", "how_it_works"]


def test_the_desktops_music_folder_is_imported_only_when_it_is_asked_for(
    qtbot: QtBot, parts: WindowParts, folder: Path
) -> None:
    page = page_of(parts, [])
    offered = buttons(page)["Add “Musik && mehr”"]
    assert offered.accessibleDescription() == str(folder)
    assert not page.flow.is_running and not parts.context.services.library.tracks()
    with qtbot.waitSignal(page.flow.ended):
        offered.click()
    assert [row.title for row in parts.context.services.library.tracks()] == ["Storm"]


@pytest.mark.parametrize("named", ["", "/no/such/folder", str(Path.home())])
def test_no_folder_is_offered_where_the_desktop_has_none(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: named)
    assert len(buttons(page_of(parts, []))) == 4
