"""The left of the page: every theme by work, and below them the first melody without a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.style.tokens import SPACE
from ui.themes.families.unnamed import UnnamedMelody
from ui.themes.theme_list import ThemeList
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.text import TextLabel


class ListColumn(QWidget):
    """Signals: story_wanted() and first_notes_wanted(), by its buttons."""

    story_wanted = Signal()
    first_notes_wanted = Signal()

    def __init__(
        self,
        themes: ThemeList,
        unnamed: UnnamedMelody,
        first_notes_keys: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.story_button = QuietButton(_("Story"), "clapperboard")
        self.story_button.clicked.connect(self.story_wanted)
        self.first_notes_button = IconButton("music", _("First notes"), first_notes_keys, size=18)
        self.first_notes_button.clicked.connect(self.first_notes_wanted)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Themes"), "title"))
        head.addStretch(1)
        head.addWidget(self.first_notes_button)
        head.addWidget(self.story_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.l, SPACE.s, SPACE.s)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addWidget(themes, 1)
        column.addWidget(unnamed)
