"""Asking for a file or a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.words import Text, _

_FOLDERS = "folders"  # the last used ones, by kind, in the window's settings

Use = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of one kind, whose folder is remembered.

    key: under which it is remembered. word: what the dialog calls the files. suffixes: with their
    dots. first: the folder to begin with. is_any_shown: whether “All files” can be chosen.
    """

    key: str
    word: Text
    suffixes: tuple[str, ...]
    first: QStandardPaths.StandardLocation
    is_any_shown: bool = False

    @property
    def filters(self) -> list[str]:
        known = " ".join(f"*{suffix}" for suffix in self.suffixes)
        every_file = _("All files") + " (*)"
        return [f"{self.word} ({known})", *([every_file] if self.is_any_shown else [])]


class FileChooser:
    """Each verb opens a dialog over the parent's window and returns at once; `use` is called once
    the dialog has closed, unless it was cancelled.
    """

    def __init__(self, memory: QSettings) -> None:
        self._memory = memory

    def ask_for_file(self, kind: FileKind, title: str, parent: QWidget, use: Use) -> QFileDialog:
        dialog = self._dialog(kind, title, parent)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._open(dialog, kind, lambda paths: use(paths[0]))

    def ask_for_files(
        self, kind: FileKind, title: str, parent: QWidget, use: Callable[[list[Path]], object]
    ) -> QFileDialog:
        dialog = self._dialog(kind, title, parent)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._open(dialog, kind, use)

    def ask_for_folder(self, kind: FileKind, title: str, parent: QWidget, use: Use) -> QFileDialog:
        """A folder with such files."""
        dialog = self._dialog(kind, title, parent)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._open(dialog, kind, lambda paths: use(paths[0]))

    def ask_where_to(
        self, kind: FileKind, title: str, name: str, parent: QWidget, use: Use
    ) -> QFileDialog:
        """A file to write. name: the one suggested."""
        dialog = self._dialog(kind, title, parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.suffixes[0].removeprefix("."))
        dialog.selectFile(name)
        return self._open(dialog, kind, lambda paths: use(paths[0]))

    def folder_of(self, kind: FileKind) -> str:
        """Where the dialog begins: the folder used last, if it still exists."""
        last = self._memory.value(f"{_FOLDERS}/{kind.key}", "")
        for folder in (last, QStandardPaths.writableLocation(kind.first)):
            if isinstance(folder, str) and folder and QFileInfo(folder).isDir():
                return folder
        return str(Path.home())

    def _dialog(self, kind: FileKind, title: str, parent: QWidget) -> QFileDialog:
        dialog = QFileDialog(parent.window(), title, self.folder_of(kind))
        dialog.setNameFilters(kind.filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _open(
        self, dialog: QFileDialog, kind: FileKind, use: Callable[[list[Path]], object]
    ) -> QFileDialog:
        def on_chosen(names: list[str]) -> None:
            paths = [Path(name) for name in names]
            self._memory.setValue(f"{_FOLDERS}/{kind.key}", str(paths[0].parent))
            QTimer.singleShot(0, lambda: use(paths))  # it may close the window that asked

        dialog.filesSelected.connect(on_chosen)
        dialog.open()
        return dialog
