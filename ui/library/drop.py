"""Music dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE


class MusicDrop(QObject):
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


class DropHint(QWidget):
    """Covers the whole window while files are dragged over it."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colour("paper")
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        frame = self.rect().adjusted(SPACE.l, SPACE.l, -SPACE.l, -SPACE.l)
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, RADIUS.large, RADIUS.large)
        side = scaled_px(40)
        icon_at = QRect(0, 0, side, side)
        icon_at.moveCenter(self.rect().center())
        icon_at.translate(0, -side)
        paint_icon(painter, icon_at, "folder-plus", "accent")
        painter.setPen(colour("ink"))
        painter.setFont(text_font(TYPE.title, strong=True))
        words = self.rect().translated(0, side // 2)
        text = _("Drop to add to your library")
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)


def local_paths(data: QMimeData) -> list[Path]:
    """Files and folders on this computer among what is dragged."""
    if not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
