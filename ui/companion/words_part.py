"""What is said and sung now, in the companion card; lyrics without times, as a text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import Text, _
from app.timeline.words import NO_WORDS, TrackWords, WordsHere, is_near
from ui.companion.parts import INSET, icon_label
from ui.companion.sections import section
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.text import TextLabel

_LINES = 2  # as high as most lines are: what is below stays where it is while they change
_SAID, _SUNG = Text("Said now"), Text("Sung now")


class WordsPart(QWidget):
    """Takes room only where words are near."""

    def __init__(self) -> None:
        super().__init__()
        self.said = _Spoken("message-square-quote", str(_SAID))
        self.sung = _Spoken("mic-vocal", str(_SUNG))
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, INSET, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.said)
        column.addWidget(self.sung)
        self.show_words(WordsHere())

    def show_words(self, here: WordsHere) -> None:
        said = "" if here.said is None else _("“{note}”", note=here.said.text)
        self.said.show_line(said, is_near(here.said, here.said_next))
        sung = "" if here.sung is None else here.sung.text
        self.sung.show_line(sung, is_near(here.sung, here.sung_next))
        self.setVisible(not (self.said.isHidden() and self.sung.isHidden()))

    def paint_afresh(self) -> None:
        self.said.paint_icon()
        self.sung.paint_icon()


class _Spoken(QWidget):
    def __init__(self, icon_name: str, name: str) -> None:
        super().__init__()
        self._icon = icon_name
        self.setAccessibleName(name)
        self.words = TextLabel("", "strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        self._badge = icon_label(icon_name, "ink_faint")
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)

    def show_line(self, words: str, is_near: bool) -> None:
        if words != self.words.text():
            self.words.setText(words)
            self.words.setAccessibleDescription(words)
        self._badge.setVisible(bool(words))
        if is_near:
            self.words.setMinimumHeight(_LINES * self.words.fontMetrics().lineSpacing())
        self.setVisible(is_near)

    def paint_icon(self) -> None:
        self._badge.setPixmap(icon_label(self._icon, "ink_faint").pixmap())


class LyricsPart(QWidget):
    """Signal: edit_wanted(), the text is to be changed."""

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = section(self, _("Lyrics"))
        self.text = TextLabel("", wrap=True)
        self.text.setContentsMargins(INSET, 0, INSET, 0)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit = LinkButton(_("Edit lyrics…"), "pencil")
        self.edit.clicked.connect(self.edit_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET - LinkButton.EDGE_PX, 0, INSET, 0)
        foot.addWidget(self.edit)
        foot.addStretch(1)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.show_lyrics(NO_WORDS)

    def show_lyrics(self, words: TrackWords) -> None:
        """Timed ones have a lane."""
        self.text.setText("\n".join(words.plain))
        self.setVisible(bool(words.plain))
