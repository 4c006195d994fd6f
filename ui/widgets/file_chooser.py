"""Asking for a file or a folder: the one way there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

_FOLDERS = "folders"  # the last ones, by kind, in the window's memory

Use = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files that belong together: who chose one looks for the next in the same folder.

    key: under which that folder is remembered. word: what the dialog calls them. suffixes: with
    their dots. first: where to look before any was chosen.
    """

    key: str
    word: str
    suffixes: tuple[str, ...]
    first: QStandardPaths.StandardLocation
    is_any_shown: bool = False

    @property
    def filters(self) -> list[str]:
        known = " ".join(f"*{suffix}" for suffix in self.suffixes)
        return [f"{self.word} ({known})", *(["All files (*)"] if self.is_any_shown else [])]


class FileChooser:
    """Each verb opens a dialog over the parent's window and returns at once; `use` is called when
    the dialog has gone, unless it was cancelled.
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
        """One that holds such files."""
        dialog = self._dialog(kind, title, parent)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._open(dialog, kind, lambda paths: use(paths[0]))

    def ask_where_to(
        self, kind: FileKind, title: str, name: str, parent: QWidget, use: Use
    ) -> QFileDialog:
        """A file to write; name: what it may be called."""
        dialog = self._dialog(kind, title, parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.suffixes[0].removeprefix("."))
        dialog.selectFile(name)
        return self._open(dialog, kind, lambda paths: use(paths[0]))

    def folder_of(self, kind: FileKind) -> str:
        """Where the dialog begins: where the last one was, if that is still there."""
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
            QTimer.singleShot(0, lambda: use(paths))  # what it does may put away what it asked over

        dialog.filesSelected.connect(on_chosen)
        dialog.open()
        return dialog
