"""The progress of what is done about a journal that can't be opened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.jobs import Progress
from app.core.words import Text, _
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.text import TextLabel

_WIDTH_PX = 420
_STOPPING = Text("Stopping…")


class RescueProgress(QDialog):
    """Stays until its owner calls `end`; closing it means Cancel, as long as that is possible.

    Signals: cancel_requested(), at most once.
    """

    cancel_requested = Signal()

    def __init__(self, title: str, parent: QWidget, *, can_cancel: bool = True) -> None:
        super().__init__(parent)
        self._is_stopping = False
        self.setWindowTitle(title)
        self.setFixedWidth(scaled_px(_WIDTH_PX))
        self._stage = TextLabel("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.cancel = PushButton(_("Cancel"))
        self.cancel.setEnabled(can_cancel)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(title, "title", wrap=True))
        column.addWidget(self._stage)
        column.addWidget(self._bar)
        column.addLayout(foot)

    def show_progress(self, progress: Progress) -> None:
        """A cancel that came too late is no longer shown: the work runs to its end."""
        if not progress.can_cancel:
            self.cancel.setEnabled(False)
            self._is_stopping = False
        # Translators: stage is what is being done, such as “Copying the backup”
        stage = _("{stage}…", stage=progress.label)
        self._stage.setText(str(_STOPPING) if self._is_stopping else stage)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self.setAccessibleDescription(progress.label)

    def reject(self) -> None:
        """By Cancel, Escape or the window's own button."""
        if self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self._is_stopping = True
            self._stage.setText(str(_STOPPING))
            self.cancel_requested.emit()

    def leave(self) -> None:
        """The program wants to end: it does once this has stopped."""
        self.reject()

    def end(self) -> None:
        """The work is over."""
        self.accept()
