"""One emotion in the editor: everything about it can be edited in place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.emotions.records import Emotion
from ui.emotions.gloss_line import GlossLine
from ui.emotions.icon_chooser import IconChooser
from ui.emotions.key_field import KeyField
from ui.emotions.pattern_choice import PatternChoice
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.colour_picker import ColourPicker
from ui.widgets.commit_fields import CommitLine
from ui.widgets.popup import Popup
from ui.widgets.text import TextLabel

_NAME_PX = 150
_DETAILS_PX = 660


class WordRow(QWidget):
    """reserved: keys that no emotion can have, and what each does.

    Signals: edited(int emotion id, str field, value), removal_requested(int),
    return_requested(int) for an archived emotion, refused(str) for a key that can't be taken.
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
        self.colour = ColourPicker(word.colour, _("Colour of {emotion}", emotion=word.name))
        self.icon = IconChooser(_("Icon of {emotion}", emotion=word.name))
        self.name = CommitLine(_("Name"), _("Name"), variant="inline", may_be_empty=False)
        self.gloss = GlossLine()
        self.key = KeyField(_("Key for {emotion}", emotion=word.name), reserved)
        more = _("More about {emotion}", emotion=word.name)
        self.more = IconButton("chevron-down", more, checkable=True, size=16)
        self.bring_back = QuietButton(_("Bring back"), "rotate-ccw")
        self._details: WordDetails | None = None
        self._popup: Popup | None = None
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
        self.key.show_key(word.shortcut)
        for widget in (self.colour, self.icon, self.name, self.gloss):
            widget.setEnabled(not word.is_retired)
        self.key.setVisible(not word.is_retired)
        self.more.setVisible(not word.is_retired)
        self.bring_back.setVisible(word.is_retired)
        if self._details is not None:
            self._details.show_word(word)

    def open_details(self, is_open: bool) -> None:
        """The rest of an emotion: its pattern, its place on the two axes, deleting it.

        Over the rows below, so that none of them moves away from the pointer.
        """
        self.more.setChecked(is_open)
        self.more.set_icon("chevron-up" if is_open else "chevron-down")
        if not is_open and self._popup is not None:
            self._popup.close()
        elif is_open and self._popup is None:
            self._details = WordDetails()
            self._details.pattern.pattern_chosen.connect(lambda name: self._edit("pattern", name))
            self._details.affect.affect_changed.connect(self._on_affect)
            self._details.remove.clicked.connect(self._remove)
            self._details.show_word(self.word)
            self._popup = Popup(self.more, self.word.name, _DETAILS_PX)
            self._popup.body.addWidget(self._details)
            self._popup.closed.connect(self._on_closed)
            self._popup.open_under(self.more, at_end=True)

    def _on_closed(self) -> None:
        self._popup = self._details = None
        self.more.setChecked(False)

    def _remove(self) -> None:
        self.open_details(False)
        self.removal_requested.emit(self.word.id)

    @property
    def details(self) -> WordDetails | None:
        """None while they are closed."""
        return self._details

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.colour)
        row.addWidget(self.icon)
        row.addWidget(self.name)
        row.addWidget(self.gloss, 1)
        row.addWidget(self.key)
        row.addWidget(self.bring_back)
        row.addWidget(self.more)

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
    """What is in the popup of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.affect = AffectGrid(_("How pleasant and how energetic this emotion is"))
        self.pattern = PatternChoice()
        self.remove = QuietButton(_("Delete this emotion"), "trash-2")
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addWidget(TextLabel(_("Pattern"), "section"))
        words.addWidget(self.pattern)
        words.addWidget(
            TextLabel(
                _(
                    "The pattern tells emotions apart where colours look alike. The place "
                    "on the two axes is used only for charts."
                ),
                "muted",
                wrap=True,
            )
        )
        words.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.xl)
        grid.addWidget(self.affect, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.setColumnStretch(1, 1)

    def show_word(self, word: Emotion) -> None:
        self.affect.set_affect((word.valence, word.arousal))
        self.pattern.show_pattern(word.pattern, word.colour)
