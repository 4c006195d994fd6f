"""The progress of a job, with a button to cancel it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.words import Text, _, number
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.text import ElidedLabel, TextLabel

_STOPPING = Text("Stopping…")


class BusyLine(QWidget):
    """A label, a count, a thin bar and a cancel button; hidden while nothing runs.

    beside: another button, in front of Cancel.

    Signal: cancel_requested(), once per job; the button is disabled until the job ends.
    """

    cancel_requested = Signal()

    def __init__(self, beside: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel("", "muted")
        self._count = TextLabel("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = IconButton("x", _("Cancel"), size=16)
        self._cancel.clicked.connect(self._on_cancel)
        self._is_stopping = False
        words = QHBoxLayout()
        words.addWidget(self._label, 1)
        words.addWidget(self._count)
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        column.addLayout(words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addLayout(column, 1)
        if beside is not None:
            row.addWidget(beside)
        row.addWidget(self._cancel)
        self.hide()

    def show_progress(
        self,
        done: int,
        total: int,
        label: str,
        *,
        can_cancel: bool = True,
        is_counted: bool = True,
        has_bar: bool = True,
    ) -> None:
        """total: 0 while it isn't known yet. can_cancel: where not, a cancel came too late: the job
        goes on, and “Stopping…” is no longer shown. is_counted: not if the label says it all.
        has_bar: not for what nobody waits for.
        """
        self._is_stopping = self._is_stopping and can_cancel
        self._cancel.setEnabled(can_cancel and not self._is_stopping)
        self._label.setText(str(_STOPPING) if self._is_stopping else label)
        # Translators: the progress of a job, “12 of 2,400”
        count = _("{done} of {total}", done=number(done), total=number(total))
        self._count.setText(count if total and is_counted else "")
        self._bar.setVisible(has_bar)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(label)
        self.show()

    def finish(self) -> None:
        """The job has ended: it is done, cancelled or failed."""
        self._is_stopping = False
        self._cancel.setEnabled(True)
        self._bar.setRange(0, 1)
        self.hide()

    def _on_cancel(self) -> None:
        self._is_stopping = True
        self._cancel.setEnabled(False)
        self._label.setText(str(_STOPPING))
        self.cancel_requested.emit()
