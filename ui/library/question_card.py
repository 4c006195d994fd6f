"""One question “The same track?”: both tracks side by side, to be heard, and the two answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.path_names import display_name
from app.core.timecode import format_ms
from app.core.words import _, dotted, pgettext
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, QuietButton
from ui.widgets.cards import Card, Hairline
from ui.widgets.text import ElidedLabel
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.library.same_tracks import SameQuestion, Side


class QuestionCard(Card):
    """Signals: hear_requested(Side), answered(bool same)."""

    hear_requested = Signal(object)
    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.older, self.newer = _SideView(), _SideView()
        self.same = PushButton(_("Same track"), "link")
        self.two = QuietButton(_("Two tracks"), "unlink")
        self.same.clicked.connect(partial(self.answered.emit, True))
        self.two.clicked.connect(partial(self.answered.emit, False))
        sides = QHBoxLayout()
        sides.setSpacing(SPACE.l)
        sides.addWidget(self.older, 1)
        sides.addWidget(Hairline(upright=True))
        sides.addWidget(self.newer, 1)
        answers = QHBoxLayout()
        answers.addStretch(1)
        answers.addWidget(self.two)
        answers.addWidget(self.same)
        self.body.addLayout(sides)
        self.body.addLayout(answers)
        for view in (self.older, self.newer):
            view.hear_requested.connect(self.hear_requested)

    def show_question(self, question: SameQuestion) -> None:
        self.older.show_side(question.older)
        self.newer.show_side(question.newer)
        asked = in_words(question)
        self.setAccessibleName(asked)
        for button in (self.same, self.two):
            button.setAccessibleDescription(asked)


class _SideView(QWidget):
    """Signal: hear_requested(Side)."""

    hear_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._side: Side | None = None
        self._lines = [ElidedLabel("", role) for role in ("strong", "muted", "muted", "caption")]
        self.hear = PushButton(pgettext("verb", "Play"), "play")
        self.hear.clicked.connect(lambda: self.hear_requested.emit(self._side))
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        for line in self._lines:
            column.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column, 1)
        row.addWidget(self.hear, 0, Qt.AlignmentFlag.AlignTop)

    def show_side(self, side: Side) -> None:
        self._side = side
        row = side.row
        texts = (row.title, _album(side), _measures(side), _file(side))
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
        self._lines[-1].set_hint(str(side.file) if side.file is not None else "")
        self.hear.setEnabled(row.is_available)
        # Translators: name is a track’s title, or its file
        self.hear.setAccessibleName(_("Play “{name}”", name=_file(side) or row.title))


def in_words(question: SameQuestion) -> str:
    """“Is “Dawn” (Score, 3:25, FLAC) the same as “Dawn” (Score, 3:26, MP3)?”"""
    # Translators: each is a track’s title with album, length and format in brackets
    return _(
        "Is {newer} the same track as {older}?",
        newer=_side_in_words(question.newer),
        older=_side_in_words(question.older),
    )


def line_in_words(question: SameQuestion) -> str:
    """How it is listed."""
    newer, older = question.newer, question.older
    formats = " / ".join(dict.fromkeys(filter(None, (older.format, newer.format))))
    parts = (older.row.title, older.row.album, format_ms(older.row.duration_ms), formats)
    return dotted(*parts)


def _side_in_words(side: Side) -> str:
    said = comma_list((side.row.album, _measures(side)))
    # Translators: a track’s title, and its album, length and format
    return _("“{title}” ({details})", title=side.row.title, details=said)


def _album(side: Side) -> str:
    return dotted(side.row.album, side.row.artist)


def _measures(side: Side) -> str:
    return dotted(format_ms(side.row.duration_ms), side.format)


def _file(side: Side) -> str:
    """With its folder: two encodings often have the same name."""
    if side.file is None:
        return _("No file")
    return str(Path(display_name(side.file.parent), display_name(side.file)))
