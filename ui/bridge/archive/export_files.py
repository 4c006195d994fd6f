"""Exports as files that are asked for."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths

from ui.widgets.file_chooser import FileKind

EXPORT_NAME = "ost-my-heart.json"
EXPORTS = FileKind(
    "exports", "Exports", (".json",), QStandardPaths.StandardLocation.DocumentsLocation
)
