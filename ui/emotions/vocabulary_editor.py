"""The emotions, by set: each is edited in place, and the listener can add their own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
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
    """Every edit is a verb of its own and an undo step."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._vocabulary = context.services.emotions
        self._reserved = reserved_keys(context.shortcuts)
        context.shortcuts.subscribe(self._reserve_again)
        self.rows: dict[int, WordRow] = {}
        self._order: tuple[object, ...] | None = None
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self.read)
        self.new_colour = ColourPicker(name=_("Colour of the new emotion"))
        self.new_name = CommitLine(_("An emotion of your own"), _("An emotion of your own"))
        self.add_button = PushButton(_("Add"), "plus")
        self.show_retired = ToggleButton(_("Archived emotions"), "archive")
        self._lay_out()
        self._wire()
        self.read()

    def _reserve_again(self) -> None:
        """The rows have the same mapping."""
        self._reserved.clear()
        self._reserved.update(reserved_keys(self._context.shortcuts))

    def read(self) -> None:
        """Shows the emotions as they are now; what is being typed stays."""
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
        """Adds the emotion that was typed, in the chosen colour."""
        name = self.new_name.text().strip()
        if not name:
            self.new_name.setFocus()
            return
        made: list[int] = []
        colour = self.new_colour.value

        def show() -> None:
            if self.new_name.text().strip() == name:  # otherwise the next one is being typed
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
        """Places the rows; existing ones keep their focus and what is being typed in them."""
        wanted = {int(word.id): word for _group, words in shown for word in words}
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
        row = self.rows.get(word_id)  # gone if the emotion was deleted elsewhere
        if outcome is Outcome.REFUSED and "name" in values and row is not None:
            row.name.revert()

    def _give_key(self, word_id: int, key: str) -> None:
        """Takes a key, also from the emotion that has it, and tells the listener."""

        def give() -> None:
            before = self._vocabulary.by_shortcut(key)
            self._vocabulary.edit_word(word_id, shortcut=key)
            if before is not None and before.id != word_id:
                now = self._vocabulary.emotion(word_id).name
                self._say_undoable(
                    # Translators: new and old are emotions
                    _(
                        "“{key}” is {new} now; {old} has no key.",
                        key=key.upper(),
                        new=now,
                        old=before.name,
                    )
                )

        self._context.do(give)

    def _remove(self, word_id: int) -> None:
        name = self._vocabulary.emotion(word_id).name

        def remove() -> None:
            if self._vocabulary.remove_word(word_id):
                said = _("“{emotion}” was deleted.", emotion=name)
            else:
                said = _(
                    "“{emotion}” is used in your journal, so it was archived, not deleted.",
                    emotion=name,
                )
            self._say_undoable(said)

        self._context.do(remove)

    def _say_undoable(self, text: str) -> None:
        self._context.say_done(text)
