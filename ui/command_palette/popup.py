"""The popup: one field, the rows under it, and a line that says what Enter does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.picking import Found
from app.core.words import _
from ui.command_palette.finder import Finder
from ui.widgets.match_row import Match
from ui.widgets.popup import Popup
from ui.widgets.type_ahead import TypeAhead

_WIDTH_PX = 600
_ROWS = 10
_FROM_TOP = 0.12  # of the window’s height


class PalettePopup(Popup):
    """It closes before anything is done: what is done may open something, and finds the focus where
    it was.

    Signals: chosen(What) by Enter or a click, chosen_otherwise(What) by Ctrl+Enter.
    """

    chosen = Signal(object)
    chosen_otherwise = Signal(object)

    def __init__(self, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent, _("Command palette"), _WIDTH_PX)
        self._finder = finder
        self.field = TypeAhead(
            self._rows,
            _("A command, a page, a track, a scene …"),
            rows_shown=_ROWS,
            is_awaited=lambda: finder.is_under_way,
        )
        self.field.chosen.connect(lambda what: self._take(what, self.chosen))
        self.field.chosen_otherwise.connect(lambda what: self._take(what, self.chosen_otherwise))
        self.field.cancelled.connect(self.close)
        self.field.line.installEventFilter(self)
        finder.found.connect(self.field.refresh)
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def open_over(self, window: QWidget) -> None:
        across = (window.width() - self.width()) // 2
        self.open_at(window.mapToGlobal(QPoint(across, round(window.height() * _FROM_TOP))))
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes, whatever is typed."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._finder.found.disconnect(self.field.refresh)
        self._finder.end()
        super().closeEvent(event)

    def _rows(self, text: str) -> Sequence[Found[Match]]:
        return [one.shown_as(one.thing.row()) for one in self._finder.rows(text)]

    def _take(self, what: object, told: SignalInstance) -> None:
        self.close()
        told.emit(what)
