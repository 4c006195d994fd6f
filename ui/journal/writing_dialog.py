"""A dialog one writes in: what was typed is never lost to a stray Escape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.bridge.jobs.postponed import Outcome
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.text import TextLabel

Verb = Callable[[], object]
Do = Callable[[Verb, Verb], Outcome]  # a verb that writes, and what follows once it is done


class WritingDialog(QDialog):
    """Put fields into `body`. Keep, Ctrl+S and Ctrl+Enter have `write` done; it closes when that
    is done. Escape, Cancel and the window's cross ask first when something was changed.

    do: does it now or, while the journal is busy, later: until then the dialog stays with what was
    typed, and what is typed meanwhile is kept, too.
    """

    def __init__(self, title: str, keep_word: str, write: Verb, do: Do, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._write = write
        self._do = do
        self._is_given_up = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keep_button = PrimaryButton(keep_word)
        self.keep_button.setToolTip("Ctrl+Enter")
        self.keep_button.clicked.connect(self.keep)
        self.keep_button.setAutoDefault(False)
        self.cancel_button = PushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.keep)
        self.title_row = QHBoxLayout()
        self.title_row.addWidget(TextLabel(title, "title"))
        self.title_row.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.m)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE.s)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addLayout(self.title_row)
        column.addLayout(self.body, 1)
        column.addLayout(self.foot)

    def is_changed(self) -> bool:
        """Whether anything would be lost."""
        raise NotImplementedError

    def keep(self) -> None:
        """Nothing changed is nothing to keep; a failure to keep leaves everything as typed."""
        if not self.is_changed():
            self.accept()
        elif self.keep_button.isEnabled() and self._do(self._write_now, self._on_kept).waits:
            self.keep_button.setEnabled(False)
            self.keep_button.setText("Waiting for the journal…")

    def _write_now(self) -> None:
        if not self._is_given_up:
            self._write()

    def _on_kept(self) -> None:
        if not self._is_given_up:
            self.accept()

    def done(self, result: int) -> None:
        self._is_given_up = True
        super().done(result)

    def leave(self) -> None:
        """The program ends: what was written is kept, as if its button had been pressed."""
        self.keep()

    def reject(self) -> None:
        if not self.is_changed():
            super().reject()
            return
        question = QuestionDialog(
            "Discard your text?",
            "It hasn’t been kept yet.",
            "Discard",
            is_danger=True,
            parent=self,
        )
        question.no.setText("Keep editing")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        question.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter in a field is no answer to the whole dialog; with Ctrl it is.
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
            return
        super().keyPressEvent(event)
