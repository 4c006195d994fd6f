"""What a picture field is given is copied into the profile, and then used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from app.core.errors import Problem
from app.core.words import Text
from app.profile.pictures import SUFFIXES
from ui.bridge.context import Context
from ui.scenes.picture_field import PictureField
from ui.widgets.file_chooser import FileKind

_PICTURES = FileKind(
    "pictures", Text("Pictures"), SUFFIXES, QStandardPaths.StandardLocation.PicturesLocation
)
Use = Callable[[str], object]  # called with the name of the file among the profile's pictures


class PictureKeeping:
    """parent: what the file chooser opens over."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def serve(self, field: PictureField, title: str, use: Use) -> None:
        """Its picture can be chosen, dropped and pasted. title: the file chooser's."""
        files, parent = self._context.files, self._parent
        field.clicked.connect(
            lambda: files.ask_for_file(
                _PICTURES, title, parent, lambda path: self.keep_file(path, use)
            )
        )
        field.chosen_file.connect(lambda path: self.keep_file(path, use))
        field.chosen_bytes.connect(lambda data, suffix: self._keep_bytes(data, suffix, use))

    def keep_file(self, path: Path, use: Use) -> None:
        self._keep(lambda: self._context.services.pictures.keep(path), use)

    def _keep_bytes(self, data: bytes, suffix: str, use: Use) -> None:
        self._keep(lambda: self._context.services.pictures.keep_bytes(data, suffix), use)

    def _keep(self, copy: Callable[[], str], use: Use) -> None:
        try:
            name = copy()
        except Problem as problem:
            self._context.messages.problem(problem)
        else:
            use(name)
