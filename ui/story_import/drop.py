"""Lists and NFO files that are dropped on a page; music goes on to the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Text
from ui.story_import.opening import are_stories
from ui.widgets.drop_hint import DropHint

_HINT = Text("Drop to import into your story")


class StoryDrop(QObject):
    """Signal: dropped(list[Path])."""

    dropped = Signal(list)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._hint = DropHint(target, str(_HINT))
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                assert isinstance(event, QDropEvent)
                if are_stories(_paths(event)):
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                    self._hint.appear()
                else:
                    event.ignore()
                return True
            case QEvent.Type.DragLeave:
                self._hint.hide()
            case QEvent.Type.Drop:
                self._hint.hide()
                assert isinstance(event, QDropEvent)
                paths = _paths(event)
                if are_stories(paths):
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                    self.dropped.emit(paths)
                    return True
        return False


def _paths(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(u.isLocalFile() for u in urls) else []
