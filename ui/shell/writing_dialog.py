"""A dialog for writing: Escape pressed by accident never loses what was typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.bridge.jobs.postponed import Outcome
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.text import TextLabel

Verb = Callable[[], object]
Do = Callable[[Verb, Verb], Outcome]  # a verb that saves, and what follows once it is done


class WritingDialog(QDialog):
    """Fields go into `body`. The save button, Ctrl+S and Ctrl+Enter call `write` and then close the
    dialog. Escape, Cancel and the window's close button ask first if something was changed.

    do: calls write now or, while the journal is busy, later; until then the dialog stays open, and
    what is typed meanwhile is saved, too.
    """

    def __init__(self, title: str, keep_word: str, write: Verb, do: Do, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._write = write
        self._do = do
        self._is_given_up = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keep_button = PrimaryButton(keep_word)
        self.keep_button.setToolTip(native_text("Ctrl+Enter"))
        self.keep_button.clicked.connect(self.keep)
        self.keep_button.setAutoDefault(False)
        self.cancel_button = PushButton(_("Cancel"))
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
        """Whether anything would be lost by closing."""
        raise NotImplementedError

    def keep(self) -> None:
        """Save, if anything was changed, and close. If saving fails, all stays as typed."""
        if not self.is_changed():
            self.accept()
        elif self.keep_button.isEnabled() and self._do(self._write_now, self._on_kept).waits:
            self.keep_button.setEnabled(False)
            self.keep_button.setText(_("Waiting to be saved…"))

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
        """The program quits: what was written is saved, as if the button had been pressed."""
        self.keep()

    def reject(self) -> None:
        if not self.is_changed():
            super().reject()
            return
        question = QuestionDialog(
            _("Discard your text?"),
            _("It hasn’t been saved yet."),
            _("Discard"),
            is_danger=True,
            parent=self,
        )
        question.no.setText(_("Keep editing"))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        question.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            # Enter in a field doesn't accept the dialog; Ctrl+Enter does.
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
            return
        super().keyPressEvent(event)
