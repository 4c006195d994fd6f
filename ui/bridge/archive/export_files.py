"""Exports as files to choose."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QStandardPaths

from app.core.words import Text
from ui.widgets.file_chooser import FileKind

EXPORTS = FileKind(
    "exports", Text("Exports"), (".json",), QStandardPaths.StandardLocation.DocumentsLocation
)


def export_name(day: date) -> str:
    """The name suggested for an export: later ones stand beside it, in the order of their days."""
    return f"ost-my-heart-{day.isoformat()}.json"  # not shown
