"""Two returns laid over each other: while they are compared, in place of the theme's pictures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _
from app.returns.records import Return
from ui.themes.picture_card import lay_out, where
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card
from ui.widgets.comparison_picture import ComparisonPicture
from ui.widgets.text import ElidedLabel


class ComparisonCard(Card):
    """Signal: closed(), by its button."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        title = _("Two returns, compared")
        self.setAccessibleName(title)
        self.picture = ComparisonPicture()
        self._legend = ElidedLabel("", "caption")
        self.close_button = IconButton("x", _("Stop comparing"), size=18)
        self.close_button.clicked.connect(self.closed)
        tail = QWidget()
        row = QHBoxLayout(tail)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._legend, 1)
        row.addWidget(self.close_button)
        lay_out(self, title, tail, self.picture)

    def show_pair(self, home: Return, here: Return) -> None:
        """home: drawn as bars. here: as outlines."""
        self._legend.setText(
            # Translators: of a picture of two passages; each is a track and a time in it
            _("bars: {home} · outlines: {here}", home=where(home), here=where(here))
        )
