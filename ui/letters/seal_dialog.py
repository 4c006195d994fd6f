"""Sealing an opened letter again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import TrackId
from app.core.words import _
from app.journal.seals import Sealing
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.seal_form import SealForm
from ui.widgets.text import TextLabel
from ui.words.dates import today

_WIDTH_PX = 460


class SealDialog(QDialog):
    """tracks: that it may wait for. seal: called with what was chosen."""

    def __init__(
        self,
        tracks: Iterable[tuple[TrackId, str]],
        seal: Callable[[Sealing], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(_("Seal the letter again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled_px(_WIDTH_PX))
        self.form = SealForm(today())
        self.form.show_tracks(tracks)
        self.seal_button = PrimaryButton(_("Seal letter"), "mail")
        self.seal_button.setDefault(True)
        cancel = PushButton(_("Cancel"))
        self.seal_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: seal(self.form.sealing()))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.seal_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(self.windowTitle(), "title", wrap=True))
        column.addWidget(self.form)
        column.addSpacing(SPACE.s)
        column.addLayout(buttons)
