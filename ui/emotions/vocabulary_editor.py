"""The words for feelings: sets in groups, each word edited in place, your own ones added."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.emotions.records import Emotion, EmotionSet
from app.transactions import changes
from app.transactions.changes import Change
from ui.bridge.context import Context
from ui.bridge.jobs.postponed import Outcome
from ui.emotions.key_field import reserved_keys
from ui.emotions.word_row import WordRow
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, ToggleButton
from ui.widgets.cards import SectionTitle
from ui.widgets.colour_picker import SWATCHES, ColourPicker
from ui.widgets.commit_fields import CommitLine


class VocabularyEditor(QWidget):
    """Every edit is a verb of its own and undoes through the stack."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._vocabulary = context.services.emotions
        self._reserved = reserved_keys(context.shortcuts)
        self.rows: dict[int, WordRow] = {}
        self._order: tuple[object, ...] | None = None
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self.read)
        self.new_colour = ColourPicker(name="Colour of the new word")
        self.new_name = CommitLine("A word of your own", "A word of your own")
        self.add_button = PushButton("Add", "plus")
        self.show_retired = ToggleButton("Retired words", "archive")
        self._lay_out()
        self._wire()
        self.read()

    def read(self) -> None:
        """Shows the vocabulary as it is; typing under way stays."""
        self._reading.stop()
        groups = self._vocabulary.sets()
        words = {int(word.id): word for group in groups for word in group.emotions}
        self.show_retired.setVisible(any(word.is_retired for word in words.values()))
        shown = [(group, [w for w in group.emotions if self._is_shown(w)]) for group in groups]
        order = tuple((group.id, group.name, tuple(w.id for w in some)) for group, some in shown)
        if order != self._order:
            self._order = order
            self._build(shown)
        for word_id, row in self.rows.items():
            row.show_word(words[word_id])

    def add_word(self) -> None:
        """Adds the word that was typed, in the chosen colour."""
        name = self.new_name.text().strip()
        if not name:
            self.new_name.setFocus()
            return
        made: list[int] = []
        colour = self.new_colour.value

        def show() -> None:
            if self.new_name.text().strip() == name:  # else another one is being typed by now
                self.new_name.show_text("", is_other=True)
                self.new_colour.set_value(self._unused_colour())
            self.read()
            self.rows[made[0]].gloss.setFocus()

        self._context.do(lambda: made.append(self._vocabulary.add_word(name, colour)), show)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._groups = QVBoxLayout()
        self._groups.setSpacing(SPACE.l)
        adding = QHBoxLayout()
        adding.setSpacing(SPACE.s)
        adding.addWidget(self.new_colour)
        adding.addWidget(self.new_name, 1)
        adding.addWidget(self.add_button)
        adding.addStretch(1)
        adding.addWidget(self.show_retired)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addLayout(self._groups)
        column.addLayout(adding)
        self.new_colour.set_value(self._unused_colour())

    def _build(self, shown: list[tuple[EmotionSet, list[Emotion]]]) -> None:
        """Places the rows; those that stay are kept with their focus and what is typed in them."""
        wanted = {int(word.id): word for _, words in shown for word in words}
        for word_id in [word_id for word_id in self.rows if word_id not in wanted]:
            gone = self.rows.pop(word_id)
            gone.hide()
            gone.deleteLater()
        for word_id, word in wanted.items():
            if word_id not in self.rows:
                self.rows[word_id] = self._make_row(word)
        while (item := self._groups.takeAt(0)) is not None:
            title = item.widget()
            if isinstance(title, SectionTitle):
                title.hide()
                title.deleteLater()
            elif (layout := item.layout()) is not None:
                while layout.takeAt(0) is not None:
                    pass
        for group, words in shown:
            if words:
                self._groups.addWidget(SectionTitle(group.name))
                rows = QVBoxLayout()
                rows.setSpacing(0)
                for word in words:
                    rows.addWidget(self.rows[int(word.id)])
                self._groups.addLayout(rows)

    def _make_row(self, word: Emotion) -> WordRow:
        row = WordRow(word, self._reserved, self)
        row.edited.connect(self._edit)
        row.removal_requested.connect(self._remove)
        row.return_requested.connect(lambda word_id: self._keep(word_id, is_retired=False))
        row.refused.connect(self._context.messages.say)
        return row

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        self.add_button.clicked.connect(self.add_word)
        self.new_name.returnPressed.connect(self.add_word)
        self.show_retired.toggled.connect(lambda _on: self.read())

    def _is_shown(self, word: Emotion) -> bool:
        return not word.is_retired or self.show_retired.isChecked()

    def _unused_colour(self) -> str:
        used = {word.colour.upper() for word in self._vocabulary.emotions()}
        return next((code for code in SWATCHES if code not in used), next(iter(SWATCHES)))

    def _on_change(self, change: Change) -> None:
        if change.touches(changes.EMOTION):
            self._reading.start()

    # --- verbs ----------------------------------------------------------------------------------

    def _edit(self, word_id: int, field: str, value: Any) -> None:
        if field == "affect":
            self._keep(word_id, valence=value[0], arousal=value[1])
        elif field == "shortcut" and value:
            self._give_key(word_id, value)
        else:
            self._keep(word_id, **{field: value})

    def _keep(self, word_id: int, **values: Any) -> None:
        outcome = self._context.do(lambda: self._vocabulary.edit_word(word_id, **values))
        row = self.rows.get(word_id)  # gone, when the word was deleted elsewhere
        if outcome is Outcome.REFUSED and "name" in values and row is not None:
            row.name.revert()

    def _give_key(self, word_id: int, key: str) -> None:
        """A key that another word had moves here, and the listener is told."""

        def give() -> None:
            before = self._vocabulary.by_shortcut(key)
            self._vocabulary.edit_word(word_id, shortcut=key)
            if before is not None and before.id != word_id:
                now = self._vocabulary.emotion(word_id).name
                self._say_undoable(f"“{key.upper()}” is {now} now; {before.name} has no key.")

        self._context.do(give)

    def _remove(self, word_id: int) -> None:
        name = self._vocabulary.emotion(word_id).name

        def remove() -> None:
            if self._vocabulary.remove_word(word_id):
                said = f"“{name}” was deleted."
            else:
                said = f"“{name}” is part of your journal, so it was retired, not deleted."
            self._say_undoable(said)

        self._context.do(remove)

    def _say_undoable(self, text: str) -> None:
        self._context.messages.say(text, "Undo", self._context.undo)
