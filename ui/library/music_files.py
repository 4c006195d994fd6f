"""Music files to choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.core.words import Text
from app.library.scan import AUDIO_EXTENSIONS
from ui.widgets.file_chooser import FileKind

MUSIC = FileKind(
    "music",
    Text("Music"),
    tuple(sorted(AUDIO_EXTENSIONS)),
    QStandardPaths.StandardLocation.MusicLocation,
    is_any_shown=True,
)


def music_folder() -> Path | None:
    """The desktop’s own, if there is one: a home folder without one names itself."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
    folder = Path(named)
    return folder if named and folder != Path.home() and folder.is_dir() else None
