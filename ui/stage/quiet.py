"""Notices that nobody has touched anything for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QWindow

AFTER_MS = 4_000
_HANDS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,  # all that is seen of a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class QuietHands(QObject):
    """Sees the events of the window itself, so that also those are noticed that a shortcut or a
    marking key takes before any widget. Watches only between `begin` and `end`.

    Signal: quiet_changed(bool).
    """

    quiet_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_quiet = False
        self._window: QWindow | None = None
        self._pointer: QPointF | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(lambda: self._be(True))

    def begin(self, window: QWindow | None) -> None:
        self.end()
        self._window = window
        if window is not None:
            window.installEventFilter(self)
        self.stir()

    def end(self) -> None:
        """As if something had been touched: the pointer is seen again."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = self._pointer = None
        self._timer.stop()
        self._be(False)

    def stir(self) -> None:
        """Something was touched."""
        self._timer.start()
        self._be(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HANDS:
            self.stir()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            at = event.globalPosition()
            if self._pointer is not None and at != self._pointer:
                self.stir()  # the first one may come without a hand, when a window appears
            self._pointer = at
        return False

    def _be(self, is_quiet: bool) -> None:
        if is_quiet != self.is_quiet:
            self.is_quiet = is_quiet
            self.quiet_changed.emit(is_quiet)
