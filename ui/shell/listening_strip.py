"""How far the listening through is, between the pages and the player bar."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from app.listening_through.records import Standing, State
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import IconButton
from ui.words.listening_through import progress_in_words, unreadable_in_words

SHOWN_AFTER_MS = 1000  # one track that is soon heard would only flicker


class ListeningStrip(QWidget):
    """Hidden while nothing is to be heard, and also while it is paused, unless that happened before
    the listener's eyes or something waits for it.
    """

    def __init__(self, listening: ListeningThrough, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listening = listening
        self._was_working = False
        self._is_pausing = True  # what the button does
        self.pause = IconButton("pause", _("Pause"), size=16)
        self.busy = BusyLine(self.pause)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.s, SPACE.l, SPACE.s)
        column.addWidget(self.busy)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self.pause.clicked.connect(self._on_pause)
        self.busy.cancel_requested.connect(self._on_cancel)
        listening.standing_changed.connect(self.show_standing)
        self.hide()

    def show_standing(self, standing: Standing) -> None:
        is_working = standing.state is State.WORKING
        self._was_working = self._was_working or is_working
        if not self._is_shown(standing):
            self._soon.stop()
            self.busy.finish()
            self.hide()
            return
        if is_working != self._is_pausing:
            self._is_pausing = is_working
            name, icon_name = (_("Pause"), "pause") if is_working else (_("Go on"), "play")
            self.pause.set_icon(icon_name)
            self.pause.set_hint(name)
        told = (progress_in_words(standing), unreadable_in_words(standing))
        self.busy.show_progress(
            standing.done,
            standing.total,
            "  ·  ".join(filter(None, told)),
            is_counted=False,
            has_bar=standing.is_awaited,
        )
        if not is_working:
            self.show()
        elif not self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _is_shown(self, standing: Standing) -> bool:
        if standing.state is State.PAUSED:
            return self._was_working or standing.is_awaited
        return standing.state is not State.QUIET

    def _on_pause(self) -> None:
        if self._listening.standing.state is State.WORKING:
            self._listening.pause()
        else:
            self._listening.go_on()

    def _on_cancel(self) -> None:
        self._was_working = False
        self._listening.cancel()
        self.show_standing(self._listening.standing)
