"""Music dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Text
from ui.widgets.drop_hint import DropHint

_HINT = Text("Drop to add to your library")


class MusicDrop(QObject):
    """Lets a window (or any widget) accept files and folders.

    Signals: dropped(list[Path]).
    """

    dropped = Signal(list)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._hint = DropHint(target, str(_HINT))
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter:
                assert isinstance(event, QDragEnterEvent)
                if local_paths(event.mimeData()):
                    event.acceptProposedAction()
                    self._hint.appear()
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
