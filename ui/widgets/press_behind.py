"""The click that closes a popup also presses what it meets.

Where the system hands every click to an open popup (X11), Qt takes it for closing the popup alone:
the button that was clicked would need a second click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QActionEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid


class PressBehind(QObject):
    """For one popup, to which it belongs, and the submenus that are added to it from then on.

    openers: a press on these only closes it, as does one on a button whose menu it is.
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
        if event.type() == QEvent.Type.ActionAdded and isinstance(event, QActionEvent):
            self._watch_submenu(event)
        if (
            event.type() != QEvent.Type.MouseButtonPress
            or not isinstance(event, QMouseEvent)
            or watched is not self._popup
            or self._popup.rect().contains(event.position().toPoint())
            or self._is_on_menu_below(event)
        ):
            return False
        self._press(event, _closed_around(self._popup, event.globalPosition().toPoint()))
        return True

    def close(self) -> list[QWidget]:
        """Returns what opened it."""
        openers = [*self._openers, *self._buttons()]
        self._close()
        return openers

    def _watch_submenu(self, event: QActionEvent) -> None:
        menu = event.action().menu()
        if isinstance(menu, QMenu) and menu.findChild(PressBehind) is None:
            PressBehind(menu)

    def _is_on_menu_below(self, event: QMouseEvent) -> bool:
        """On one that this is a submenu of, which goes on with it."""
        at = event.globalPosition().toPoint()
        return isinstance(self._popup, QMenu) and any(
            isinstance(one, QMenu) and one.isVisible() and one.geometry().contains(at)
            for one in QApplication.topLevelWidgets()
        )

    def _buttons(self) -> list[QWidget]:
        if not isinstance(self._popup, QMenu):
            return []
        menu = self._popup
        while isinstance(below := menu.parentWidget(), QMenu):
            menu = below
        beside = menu.menuAction().associatedObjects()
        return [one for one in beside if isinstance(one, QWidget) and not isinstance(one, QMenu)]

    def _press(self, event: QMouseEvent, openers: Sequence[QWidget]) -> None:
        behind = QApplication.widgetAt(event.globalPosition().toPoint())
        if behind is None or _is_kept_from(behind, openers):
            return
        _Overtaken(event, behind.window().windowHandle(), self._popup.windowHandle())


class _Overtaken(QObject):
    """A press on its way to a window. It arrives once Qt is through with the popup, which would
    make it forget that the button is down; the release of a quick click comes first.
    """

    def __init__(self, press: QMouseEvent, window: QWindow, popup: QWindow | None) -> None:
        super().__init__(window)
        self._window = window
        self._watched = [window] if popup is None else [window, popup]
        for one in self._watched:
            one.installEventFilter(self)
        self._post(press)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and watched is self._window:
            for one in self._watched:
                if isValid(one):
                    one.removeEventFilter(self)
            self.deleteLater()
        elif event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            self._post(event)
            return True
        return False

    def _post(self, event: QMouseEvent) -> None:
        there = QMouseEvent(
            event.type(), self._window.mapFromGlobal(event.globalPosition()),
            event.globalPosition(), event.button(), event.buttons(), event.modifiers(),
        )  # fmt: skip
        QCoreApplication.postEvent(self._window, there)


def _closed_around(popup: QWidget, at: QPoint) -> list[QWidget]:
    """Closes it, and those below it that aren't at the point either: what it was a submenu of, or
    the panel that it opened from. Returns what opened them.
    """
    openers: list[QWidget] = []
    top: QWidget | None = popup
    while top is not None and not top.geometry().contains(at):
        only = Qt.FindChildOption.FindDirectChildrenOnly
        found = top.findChild(PressBehind, options=only)
        if isinstance(found, PressBehind):
            openers += found.close()
        else:
            top.close()
        left = QApplication.activePopupWidget()
        top = None if left is top else left
    return openers


def _is_kept_from(behind: QWidget, openers: Sequence[QWidget]) -> bool:
    if any(opener is behind or opener.isAncestorOf(behind) for opener in openers):
        return True
    dialog, window = QApplication.activeModalWidget(), behind.window()
    is_popup = window.windowType() is Qt.WindowType.Popup
    return dialog is not None and dialog is not window and not is_popup
