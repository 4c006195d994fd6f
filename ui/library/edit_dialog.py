"""Words of one track or of several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.transactions.typed import Typed
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.library.records import TrackRow

_WIDTH_PX = 440
_TEXTS = (
    ("title", "Title"),
    ("artist", "Artist"),
    ("album", "Album"),
    ("album_artist", "Album artist"),
)
_NUMBERS = (("disc_number", "Disc"), ("track_number", "Number"), ("year", "Year"))


class EditDialog(QDialog):
    """Only fields that were touched change; where tracks differ, a field begins empty.

    Signals: words_given(dict): column to str, int or None.
    """

    words_given = Signal(dict)

    def __init__(self, rows: Sequence[TrackRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        many = len(rows) > 1
        self.setWindowTitle(f"Edit {len(rows)} tracks" if many else "Edit track")
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        self._fields: dict[str, QLineEdit] = {}
        self._before: dict[str, str] = {}
        form = QFormLayout()
        form.setSpacing(SPACE.s)
        for name, label in _TEXTS:
            form.addRow(label, self._field(name, label, rows))
        form.addRow("Disc, number, year", self._numbers(rows))
        note = TextLabel(
            "Your words stay, whatever the file’s own tags say. The file itself is not changed.",
            "caption",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.l)
        column.addLayout(form)
        column.addWidget(note)
        column.addLayout(self._buttons())
        if many:
            self._fields["title"].setEnabled(False)
            self._fields["artist"].setFocus()

    def _field(self, name: str, label: str, rows: Sequence[TrackRow]) -> QLineEdit:
        values = {getattr(row, name) for row in rows}
        field = QLineEdit()
        field.setAccessibleName(label)
        if len(values) == 1:
            value = values.pop()
            self._before[name] = "" if value is None else str(value)
            field.setText(self._before[name])
        else:
            field.setPlaceholderText("several")
        self._fields[name] = field
        return field

    def _numbers(self, rows: Sequence[TrackRow]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        for name, label in _NUMBERS:
            field = self._field(name, label, rows)
            field.setValidator(QIntValidator(0, 9999, field))
            field.setPlaceholderText(field.placeholderText() or label)
            line.addWidget(field)
        return line

    def _buttons(self) -> QHBoxLayout:
        save = PrimaryButton("Save")
        save.setDefault(True)
        save.clicked.connect(self._save)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(save)
        return line

    def leave(self) -> None:
        """The program ends: the words that were typed are saved."""
        self._save()

    def _save(self) -> None:
        words = {
            name: _value(name, field.text(), self._before.get(name))
            for name, field in self._fields.items()
            if field.isModified()
        }
        if words:
            self.words_given.emit(words)
        self.accept()


def _value(name: str, text: str, before: str | None) -> Any:
    """before: what all the tracks had; None where they differed."""
    if any(name == number for number, _label in _NUMBERS):
        return int(text) if text.strip() else None
    return text if before is None else Typed(text, before)
