"""Asking for files begins in the folder last used for their kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.core.words import Text
from ui.library.music_files import MUSIC
from ui.widgets.file_chooser import FileChooser, FileKind

HOME = QStandardPaths.StandardLocation.HomeLocation
EXPORTS = FileKind("exports", Text("Exports"), (".json",), HOME)
PICTURES = FileKind("pictures", Text("Pictures"), (".png", ".jpg"), HOME)


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.conf"), QSettings.Format.IniFormat)


@pytest.fixture
def chooser(memory: QSettings) -> FileChooser:
    return FileChooser(memory)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answered(qtbot: QtBot, ask: Callable[[Callable[..., None]], QFileDialog], path: Path) -> object:
    chosen: list[object] = []
    dialog = ask(chosen.append)
    dialog.selectFile(str(path))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(chosen))
    return chosen[0]


def test_the_last_folder_is_remembered_for_each_kind(
    chooser: FileChooser, memory: QSettings, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kept" / "a.json"
    path.parent.mkdir()
    path.write_text("{}")
    ask = chooser.ask_for_file
    assert answered(qtbot, lambda use: ask(EXPORTS, "Restore", window, use), path) == path
    again = FileChooser(memory)
    assert again.folder_of(EXPORTS) == str(path.parent)
    assert again.folder_of(PICTURES) == str(Path.home())
    dialog = again.ask_for_file(EXPORTS, "Restore", window, print)
    assert dialog.directory().absolutePath() == str(path.parent)
    dialog.reject()


@pytest.mark.parametrize("kept", ["/nowhere/at/all", 17, b"\xff\x00", ["a", "b"], ""])
def test_a_folder_that_no_longer_exists_is_not_used(
    chooser: FileChooser, memory: QSettings, kept: object
) -> None:
    memory.setValue("folders/exports", kept)
    assert chooser.folder_of(EXPORTS) == str(Path.home())


def test_a_file_to_write_gets_its_suffix(
    chooser: FileChooser, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    def ask(use: Callable[..., None]) -> QFileDialog:
        return chooser.ask_where_to(EXPORTS, "Export", "mine.json", window, use)

    assert answered(qtbot, ask, tmp_path / "other") == tmp_path / "other.json"


def test_cancelling_the_dialog_calls_nothing(
    chooser: FileChooser, memory: QSettings, window: QWidget, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    dialog = chooser.ask_for_file(EXPORTS, "Restore", window, chosen.append)
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    assert chosen == [] and memory.allKeys() == []


def test_several_files_and_a_folder_can_be_chosen(
    chooser: FileChooser, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    music = tmp_path / "music"
    music.mkdir()
    (music / "a.flac").write_bytes(b"")
    files, folder = chooser.ask_for_files, chooser.ask_for_folder
    chosen = answered(qtbot, lambda use: files(MUSIC, "Add", window, use), music / "a.flac")
    assert chosen == [music / "a.flac"]
    assert answered(qtbot, lambda use: folder(MUSIC, "Add", window, use), music) == music
    assert chooser.folder_of(MUSIC) == str(tmp_path)


def test_music_is_filtered_by_its_suffixes() -> None:
    known, everything = MUSIC.filters
    assert "*.flac " in known and "*.." not in known
    assert everything == "All files (*)"
