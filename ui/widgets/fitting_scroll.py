"""A part of a dialog that scrolls where the screen is too low for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.style.tokens import SPACE


class FittingScroll(QScrollArea):
    """As tall as its content, up to `most_px()`; it scrolls to the field that gets the focus."""

    def __init__(self, content: QWidget, most_px: Callable[[], int]) -> None:
        super().__init__()
        self._most_px = most_px
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        content.setProperty("surface", "none")
        self._content = content
        self.setWidget(content)
        content.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, SPACE.s)

    def sizeHint(self) -> QSize:
        return QSize(self._content.sizeHint().width(), self._height_px())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), self._height_px())

    def _height_px(self) -> int:
        content = self._content
        width = max(self.width(), content.minimumSizeHint().width())
        tall = content.heightForWidth(width) if content.hasHeightForWidth() else -1
        return min(tall if tall >= 0 else content.sizeHint().height(), self._most_px())
