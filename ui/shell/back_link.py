"""The link at the top of every page that leads back to where it was opened from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.core.words import _
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, tell_hint

if TYPE_CHECKING:
    from ui.bridge.places import Navigator


class BackLink(LinkButton):
    """Its page calls `show_origin` when it takes the focus. Esc does the same: see `Pages`."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Back"), "chevron-left")
        self._navigator = navigator
        self.setProperty("flush", True)
        tell_hint(self, _("Back"), native_text("Esc"))
        self.clicked.connect(lambda _on=False: navigator.go_back())

    def show_origin(self) -> None:
        """Names the page that one goes back to."""
        self.setText(self._navigator.leads_back_to or _("Back"))

    def line(self) -> QHBoxLayout:
        """For a page's column, above its title. More may stand at the line's other end."""
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        line.addWidget(self)
        line.addStretch(1)
        return line
