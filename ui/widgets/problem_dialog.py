"""Shows a problem: what happened, why, what now; the technical details behind a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.words import _
from ui.style.icons import pixmap
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton, ToggleButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.core.errors import Problem

_WIDTH_PX = 480
_ICON_PX = 28


class ProblemDialog(QDialog):
    """A dialog about one `Problem`. “Copy” puts all of it on the clipboard.

    close_word: the button that closes it, as do Enter and Escape; “Close” by default. ways_out:
    shown above it when there is a choice.
    """

    def __init__(
        self,
        problem: Problem,
        parent: QWidget | None = None,
        *,
        close_word: str = "",
        ways_out: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._close_word = close_word or _("Close")
        self._is_only = ways_out is None
        self._problem = problem
        self.setWindowTitle(_("Something needs your attention"))
        self.setAccessibleDescription(str(problem))
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        self._details = QPlainTextEdit(problem.details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Technical details"))
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.l)
        column.addLayout(self._words())
        if ways_out is not None:
            column.addWidget(ways_out)
        column.addWidget(self._details)
        column.addLayout(self._buttons())

    def as_text(self) -> str:
        """Everything the dialog shows, for the clipboard."""
        parts = (
            self._problem.what,
            self._problem.why,
            self._problem.remedy,
            self._problem.details,
        )
        return "\n\n".join(part for part in parts if part)

    def _words(self) -> QHBoxLayout:
        side = scaled_px(_ICON_PX)
        picture = QLabel()
        picture.setPixmap(pixmap("triangle-alert", side, "warn", self.devicePixelRatio()))
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        for text, role in (
            (self._problem.what, "title"),
            (self._problem.why, "body"),
            (self._problem.remedy, "body"),
        ):
            if text:
                label = TextLabel(text, role, wrap=True)  # type: ignore[arg-type]
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE.l)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        if self._problem.details:
            details = ToggleButton(_("Details"))
            details.toggled.connect(self._show_details)
            row.addWidget(details)
        self._copy_button = QuietButton(_("Copy"), "copy")
        self._copy_button.clicked.connect(self._copy)
        row.addWidget(self._copy_button)
        row.addStretch(1)
        close = PrimaryButton(self._close_word) if self._is_only else PushButton(self._close_word)
        close.setDefault(True)
        close.setFocus()
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        said = _("Copied")
        self._copy_button.setText(said)
        self._copy_button.set_icon("check")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._copy_button, said))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self.adjustSize()


def show_problem(problem: Problem, parent: QWidget | None = None) -> ProblemDialog:
    """Open a dialog about a problem and return at once; the dialog deletes itself on closing."""
    dialog = ProblemDialog(problem, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
