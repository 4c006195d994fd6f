"""What becomes of files and folders that are dropped on the window: music goes into the library, a
story into the story, and where there are both, the listener says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.bridge.places import ImportStory, NewMusic
from ui.window.file_drop import FileDrop

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.story_import.contents import Contents
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle


class DroppedFiles(QObject):
    """Looks into folders off the GUI thread, and no further than it takes to know."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._job: JobHandle | None = None
        FileDrop(window).dropped.connect(self.take)

    def take(self, paths: Sequence[Path]) -> None:
        if self._job is not None:
            self._job.cancel()
        service = self._context.services.story_import

        def look(job: JobContext) -> Contents:
            return service.contents(paths, job)

        self._job = self._context.jobs.run(
            "Look at what was dropped", look, self._lead_on, may_hang=True
        )

    def _lead_on(self, contents: Contents) -> None:
        self._job = None
        if contents.music and contents.stories:
            self._ask(contents)
        else:
            self._import(contents.music, contents.stories)

    def _ask(self, contents: Contents) -> None:
        from ui.window.which_import import WhichImport  # seldom needed

        dialog = WhichImport(contents, self._window)
        dialog.accepted.connect(
            lambda: self._import(
                contents.music if dialog.music.isChecked() else (),
                contents.stories if dialog.story.isChecked() else (),
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _import(self, music: tuple[Path, ...], stories: tuple[Path, ...]) -> None:
        """Music is added behind what the story asks."""
        if music:
            self._context.navigator.show(NewMusic(music))
        if stories:
            self._context.navigator.show(ImportStory(stories))
