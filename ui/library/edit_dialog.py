"""Edits the text of one track or of several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.words import Text, _, ngettext
from app.transactions.typed import Typed
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.library.records import TrackRow

_WIDTH_PX = 440
_TEXTS = (
    ("title", Text("Title")),
    ("artist", Text("Artist")),
    ("composer", Text("Composer")),
    ("album", Text("Album")),
    ("album_artist", Text("Album artist")),
)
_NUMBERS = (
    ("disc_number", Text("Disc")),
    ("track_number", Text("Number")),
    ("year", Text("Year")),
)


class EditDialog(QDialog):
    """Only edited fields are saved; a field starts empty if the tracks differ.

    Signals: words_given(dict), column to str, int or None.
    """

    words_given = Signal(dict)

    def __init__(self, rows: Sequence[TrackRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        many = len(rows) > 1
        count = len({row.id for row in rows})
        self.setWindowTitle(ngettext("Edit track", "Edit {n} tracks", count))
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        self._fields: dict[str, QLineEdit] = {}
        self._before: dict[str, str] = {}
        form = QFormLayout()
        form.setSpacing(SPACE.s)
        for name, label in _TEXTS:
            form.addRow(str(label), self._field(name, str(label), rows))
        form.addRow(_("Disc, number, year"), self._numbers(rows))
        note = TextLabel(
            _("Your text stays, whatever the file’s own tags say. The file itself isn’t changed."),
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
            field.setPlaceholderText(_("various"))
        self._fields[name] = field
        return field

    def _numbers(self, rows: Sequence[TrackRow]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        for name, label in _NUMBERS:
            field = self._field(name, str(label), rows)
            # A QIntValidator lets a lone sign be typed, and separators of thousands.
            field.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,4}"), field))
            field.setPlaceholderText(field.placeholderText() or str(label))
            line.addWidget(field)
        return line

    def _buttons(self) -> QHBoxLayout:
        save = PrimaryButton(_("Save"))
        save.setDefault(True)
        save.clicked.connect(self._save)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(save)
        return line

    def leave(self) -> None:
        """The program ends: what was typed is saved."""
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
    """before: what all tracks had; None if they differed."""
    if any(name == number for number, _label in _NUMBERS):
        return int(text) if text else None
    return text if before is None else Typed(text, before)
