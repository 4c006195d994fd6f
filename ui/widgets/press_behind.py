"""The click that closes a popup also presses what it meets.

Where the system hands every click to an open popup (X11), Qt takes it for closing the popup alone:
the button that was clicked would need a second click.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class PressBehind(QObject):
    """For one popup, to which it belongs. openers: a press on these only closes it.

    close: how; by default `popup.close`.
    """

    def __init__(
        self, popup: QWidget, *openers: QWidget, close: Callable[[], object] | None = None
    ) -> None:
        super().__init__(popup)
        self._popup = popup
        self._close = close or popup.close
        self._openers = openers
        popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # where Qt would do it by itself
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() != QEvent.Type.MouseButtonPress
            or not isinstance(event, QMouseEvent)
            or watched is not self._popup
            or self._popup.rect().contains(event.position().toPoint())
        ):
            return False
        self._close()
        self._press(event)
        return True

    def _press(self, event: QMouseEvent) -> None:
        behind = QApplication.widgetAt(event.globalPosition().toPoint())
        if behind is None or self._is_kept_from(behind):
            return
        window = behind.window().windowHandle()
        at = window.mapFromGlobal(event.globalPosition())
        press = QMouseEvent(
            event.type(), at, event.globalPosition(), event.button(), event.buttons(),
            event.modifiers(),
        )  # fmt: skip
        QCoreApplication.sendEvent(window, press)

    def _is_kept_from(self, behind: QWidget) -> bool:
        if any(opener is behind or opener.isAncestorOf(behind) for opener in self._openers):
            return True
        dialog, window = QApplication.activeModalWidget(), behind.window()
        is_popup = window.windowType() is Qt.WindowType.Popup
        return dialog is not None and dialog is not window and not is_popup
