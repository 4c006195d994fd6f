"""Files that are dragged onto the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Text
from ui.widgets.drop_hint import DropHint

_TO_LIBRARY = Text("Drop to add to your library")
_TO_STORY = Text("Drop to import into your story")
_TO_EITHER = Text("Drop to add to your library or your story")


class FileDrop(QObject):
    """Lets a window (or any widget) accept files and folders.

    Signals: dropped(list[Path]).
    """

    dropped = Signal(list)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._hint = DropHint(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter:
                assert isinstance(event, QDragEnterEvent)
                paths = local_paths(event.mimeData())
                if paths:
                    event.acceptProposedAction()
                    self._hint.appear(_hint(paths))
                    return True
            case QEvent.Type.DragLeave:
                self._hint.hide()
            case QEvent.Type.Drop:
                self._hint.hide()
                assert isinstance(event, QDropEvent)
                paths = local_paths(event.mimeData())
                if paths:
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                    self.dropped.emit(paths)
                    return True
        return False


def local_paths(data: QMimeData) -> list[Path]:
    """Files and folders on this computer among what is dragged."""
    if not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _hint(paths: Sequence[Path]) -> str:
    """By their names alone: no drive is asked while something hangs above the window."""
    from app.story_import.files import is_readable  # nothing is dropped while the window opens

    are_stories = [is_readable(path) for path in paths]
    if all(are_stories):
        return str(_TO_STORY)
    is_certain = all(path.suffix for path in paths) and not any(are_stories)
    return str(_TO_LIBRARY if is_certain else _TO_EITHER)
