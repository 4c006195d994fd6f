"""A question about one action, to be answered with yes or Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import DangerButton, PrimaryButton, PushButton
from ui.widgets.text import TextLabel

_WIDTH_PX = 420


class QuestionDialog(QDialog):
    """`accepted` means yes. is_danger: something is deleted or discarded, so Enter cancels."""

    def __init__(
        self,
        title: str,
        text: str,
        yes: str,
        *,
        is_danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._text = TextLabel("", wrap=True)
        self.say(text)
        self.setFixedWidth(scaled_px(_WIDTH_PX))
        self.yes = DangerButton(yes) if is_danger else PrimaryButton(yes)
        self.no = PushButton(_("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        (self.no if is_danger else self.yes).setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.s)
        column.addWidget(TextLabel(title, "title", wrap=True))
        column.addWidget(self._text)
        column.addSpacing(SPACE.m)
        column.addLayout(buttons)

    def say(self, text: str) -> None:
        """Set the text under the title, also while the dialog is open."""
        self._text.setText(text)
        self.setAccessibleDescription(text)
        if self.isVisible():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its text needs at this width, which the first size hint doesn’t know."""
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def ask(
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    parent: QWidget,
    *,
    is_danger: bool = False,
) -> QuestionDialog:
    """Opens the question and returns at once; the dialog deletes itself when it closes."""
    dialog = QuestionDialog(title, text, yes, is_danger=is_danger, parent=parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(on_yes)
    dialog.open()
    return dialog
