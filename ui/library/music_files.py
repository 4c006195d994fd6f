"""Music files to choose."""

from __future__ import annotations

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
