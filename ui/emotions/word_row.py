"""One word of the vocabulary: everything about it edited where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.emotions.records import Emotion
from ui.emotions.icon_chooser import IconChooser
from ui.emotions.key_field import KeyField
from ui.emotions.pattern_choice import PatternChoice
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.colour_picker import ColourPicker
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text import TextLabel, plain_tip

_NAME_PX = 150


class WordRow(QWidget):
    """reserved: keys that no word can have, and what each does.

    Signals: edited(int emotion id, str field, value), removal_requested(int),
    return_requested(int) for a retired word, refused(str) for a key that can't be taken.
    """

    edited = Signal(int, str, object)
    removal_requested = Signal(int)
    return_requested = Signal(int)
    refused = Signal(str)

    def __init__(
        self, word: Emotion, reserved: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.word = word
        self.colour = ColourPicker(word.colour, f"Colour of {word.name}")
        self.icon = IconChooser(f"Icon of {word.name}")
        self.name = CommitLine("Name", "Name", variant="inline", may_be_empty=False)
        self.gloss = CommitLine("What it means", "What it means to you", variant="inline")
        self.key = KeyField(f"Key of {word.name}", reserved)
        self.more = IconButton("chevron-down", f"More about {word.name}", checkable=True, size=16)
        self.bring_back = QuietButton("Bring back", "rotate-ccw")
        self._details: WordDetails | None = None
        self._lay_out()
        self._wire()
        self.show_word(word)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)

    def show_word(self, word: Emotion) -> None:
        self.word = word
        self.colour.set_value(word.colour)
        self.icon.show_icon(word.icon, word.colour)
        self.name.show_text(word.name)
        self.gloss.show_text(word.gloss)
        self.gloss.setToolTip(plain_tip(word.gloss))
        self.key.show_key(word.shortcut)
        for widget in (self.colour, self.icon, self.name, self.gloss):
            widget.setEnabled(not word.is_retired)
        self.key.setVisible(not word.is_retired)
        self.more.setVisible(not word.is_retired)
        self.bring_back.setVisible(word.is_retired)
        if self._details is not None:
            self._details.show_word(word)

    def open_details(self, is_open: bool) -> None:
        """The rest of a word: its pattern, its place on the two axes, taking it away."""
        self.more.setChecked(is_open)
        self.more.set_icon("chevron-up" if is_open else "chevron-down")
        if self._details is None:
            if not is_open:
                return
            self._details = WordDetails()
            self._details.pattern.pattern_chosen.connect(lambda name: self._edit("pattern", name))
            self._details.affect.affect_changed.connect(self._on_affect)
            self._details.remove.clicked.connect(lambda: self.removal_requested.emit(self.word.id))
            self._column.addWidget(self._details)
            self._details.show_word(self.word)
        self._details.setVisible(is_open)

    @property
    def details(self) -> WordDetails | None:
        """There once they were opened."""
        return self._details

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.colour)
        row.addWidget(self.icon)
        row.addWidget(self.name)
        row.addWidget(self.gloss, 1)
        row.addWidget(self.key)
        row.addWidget(self.bring_back)
        row.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row)

    def _wire(self) -> None:
        self.colour.colour_changed.connect(lambda value: self._edit("colour", value))
        self.icon.icon_chosen.connect(lambda name: self._edit("icon", name))
        self.name.committed.connect(lambda text: self._edit("name", text))
        self.gloss.committed.connect(lambda text: self._edit("gloss", text))
        self.key.key_chosen.connect(lambda key: self._edit("shortcut", key or None))
        self.key.key_refused.connect(self.refused)
        self.more.toggled.connect(self.open_details)
        self.bring_back.clicked.connect(lambda: self.return_requested.emit(self.word.id))

    def _edit(self, field: str, value: object) -> None:
        self.edited.emit(self.word.id, field, value)

    def _on_affect(self, valence: float, arousal: float) -> None:
        self.edited.emit(self.word.id, "affect", (valence, arousal))

    def _fit(self) -> None:
        self.name.setFixedWidth(scaled_px(_NAME_PX))


class WordDetails(QWidget):
    """The part of a word's row that opens below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.affect = AffectGrid("Where this feeling lies")
        self.pattern = PatternChoice()
        self.remove = QuietButton("Delete this word", "trash-2")
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addWidget(TextLabel("Pattern", "section"))
        words.addWidget(self.pattern)
        words.addWidget(
            TextLabel(
                "The pattern tells feelings apart where colours look alike. The place on the two "
                "axes is only for charts: the word is what you felt.",
                "muted",
                wrap=True,
            )
        )
        words.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE.xxxl, SPACE.s, SPACE.s, SPACE.l)
        grid.setHorizontalSpacing(SPACE.xl)
        grid.addWidget(self.affect, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.setColumnStretch(1, 1)

    def show_word(self, word: Emotion) -> None:
        self.affect.set_affect((word.valence, word.arousal))
        self.pattern.show_pattern(word.pattern, word.colour)
