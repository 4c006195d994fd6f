"""What a keepsake is to be: of what, called what, as what, and what is private and goes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QWidget

from app.core.words import Text, _, number
from app.keepsake.choosing import Choice, Ticks
from app.keepsake.craft import Paper
from app.keepsake.records import Keepsake
from ui.style.icons import icon
from ui.style.tokens import SPACE
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.text import TextLabel


class Kind(Enum):
    """The value is an icon."""

    PAGES = "globe"
    PDF = "book-open"
    MARKDOWN = "notebook-pen"


_KINDS = {
    Kind.PAGES: Text("Pages for a browser"),
    Kind.PDF: Text("PDF"),
    Kind.MARKDOWN: Text("Markdown for another diary"),
}
_PAPERS = {Paper.A4: Text("A4"), Paper.LETTER: Text("Letter", "paper")}
_MEMORIES, _LETTERS, _SPOILERS = (
    Text("Memories ({n})"),
    Text("Letters you have opened ({n})"),
    Text("Spoilers ({n})"),
)


class Wishes(QWidget):
    """choices: what can be chosen, the first to begin with.

    Signals: changed(), another keepsake is wished; kind_changed(), the same as something else.
    """

    changed = Signal()
    kind_changed = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = list(choices)
        self.what = CalmCombo(_("Of"))
        for choice in self._choices:
            self.what.addItem(choice.title)
        self.kind_box = CalmCombo(_("As"))
        for kind, text in _KINDS.items():
            self.kind_box.addItem(icon(kind.value, 16), str(text))
        self.paper_box = CalmCombo(_("Paper"))
        for text in _PAPERS.values():
            self.paper_box.addItem(str(text))
        if QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem:
            self.paper_box.setCurrentIndex(1)
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.memories, self.letters, self.spoilers = (QCheckBox() for _each in range(3))
        self._lay_out()
        self._show_title()
        self._show_kind()
        self._wire()

    @property
    def choice(self) -> Choice:
        """With the title that was typed."""
        chosen = self._choices[self.what.currentIndex()]
        return replace(chosen, title=self.title.text().strip() or chosen.title)

    @property
    def ticks(self) -> Ticks:
        return Ticks(self.memories.isChecked(), self.letters.isChecked(), self.spoilers.isChecked())

    @property
    def kind(self) -> Kind:
        return list(_KINDS)[self.kind_box.currentIndex()]

    @property
    def paper(self) -> Paper:
        return list(_PAPERS)[self.paper_box.currentIndex()]

    def show_keepsake(self, keepsake: Keepsake) -> None:
        """How much is private."""
        inside, out = keepsake.inside, keepsake.left_out
        for box, text, n in (
            (self.memories, _MEMORIES, inside.memories + out.memories),
            (self.letters, _LETTERS, inside.letters + out.letters),
            (self.spoilers, _SPOILERS, inside.spoilers + out.spoilers),
        ):
            box.setText(text.filled(n=number(n)))
            box.setEnabled(box.isChecked() or n > 0)

    def _show_title(self) -> None:
        self.title.setText(self._choices[self.what.currentIndex()].title)

    def _show_kind(self) -> None:
        self.paper_box.setVisible(self.kind is Kind.PDF)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        kinds = QHBoxLayout()
        kinds.setSpacing(SPACE.s)
        kinds.addWidget(self.kind_box, 1)
        kinds.addWidget(self.paper_box)
        private = QHBoxLayout()
        private.setSpacing(SPACE.l)
        for box in (self.memories, self.letters, self.spoilers):
            private.addWidget(box)
        private.addStretch(1)
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            (_("Of"), self.what),
            (_("Title"), self.title),
            (_("As"), kinds),
            (_("Private"), private),
        )
        for place, (name, field) in enumerate(rows):
            grid.addWidget(TextLabel(name, "muted"), place, 0)
            if isinstance(field, QWidget):
                grid.addWidget(field, place, 1)
            else:
                grid.addLayout(field, place, 1)
        grid.setColumnStretch(1, 1)
        self.memories.setToolTip(_("What you remembered at a mark"))
        self.letters.setToolTip(_("What is still sealed never goes in"))
        self.spoilers.setToolTip(_("Scenes, characters and themes that are covered"))

    def _wire(self) -> None:
        self.what.currentIndexChanged.connect(self._on_what_changed)
        self.kind_box.currentIndexChanged.connect(self._on_kind_changed)
        for box in (self.memories, self.letters, self.spoilers):
            box.toggled.connect(lambda _on: self.changed.emit())

    def _on_what_changed(self, _place: int) -> None:
        self._show_title()
        self.changed.emit()

    def _on_kind_changed(self, _place: int) -> None:
        self._show_kind()
        self.kind_changed.emit()
