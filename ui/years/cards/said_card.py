"""One sentence of the listener's own, and another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.core.timecode import format_ms
from app.core.words import _, dotted
from app.journal.records import JournalItem
from ui.style.icons import pixmap
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, RoundButton
from ui.widgets.cards import Card
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.text import TextLabel, breakable
from ui.words.marks import scene_title
from ui.years.cards.items import FindEmotion, name_of_item, when_of
from ui.years.cards.sign import Sign

_QUOTE_PX = 24


class SaidCard(Card):
    """Signals: item_opened(JournalItem); heard(tuple of JournalItem)."""

    item_opened = Signal(object)
    heard = Signal(object)

    def __init__(self, said: Sequence[JournalItem], find: FindEmotion) -> None:
        super().__init__()
        self.setAccessibleName(_("In your own words"))
        self._said, self._find, self._at = tuple(said), find, 0
        self._quote = QLabel()
        self._quote.setPixmap(
            pixmap("quote", scaled_px(_QUOTE_PX), "accent", self.devicePixelRatio())
        )
        self.words = TextLabel("", "title", wrap=True)
        self._name = TextLabel("", "strong")
        self._sign_row = QHBoxLayout()
        self._sign_row.setSpacing(SPACE.s)
        self._sign: Sign | None = None
        self._dots = IntensityDots(editable=False)
        self._where = TextLabel("", "caption", wrap=True)
        self.another = LinkButton(_("Another sentence"))
        self.in_journal = LinkButton(_("In the journal"))
        self.hear = RoundButton("play", _("Hear it"), is_small=True, is_outlined=True)
        self._lay_out()
        self.another.clicked.connect(self._turn)
        self.another.setVisible(len(self._said) > 1)
        self.in_journal.clicked.connect(lambda: self.item_opened.emit(self.item))
        self.hear.clicked.connect(lambda: self.heard.emit((self.item,)))
        self._show()

    @property
    def item(self) -> JournalItem:
        return self._said[self._at]

    def _lay_out(self) -> None:
        self._sign_row.addWidget(self._name)
        self._sign_row.addWidget(self._dots)
        self._sign_row.addStretch(1)
        links = QVBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        start = Qt.AlignmentFlag.AlignLeft
        for link in (self.another, self.in_journal):
            link.setProperty("flush", True)
        links.addWidget(self.another, 0, start)
        links.addWidget(self.in_journal, 0, start)
        foot = QHBoxLayout()
        foot.addLayout(links, 1)
        foot.addWidget(self.hear)
        self.body.addWidget(self._quote)
        self.body.addWidget(self.words)
        self.body.addLayout(self._sign_row)
        self.body.addWidget(self._where)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def _turn(self) -> None:
        self._at = (self._at + 1) % len(self._said)
        self._show()

    def _show(self) -> None:
        item = self.item
        self.words.setText(breakable(" ".join(item.text.split())))
        emotion = None if item.emotion_id is None else self._find(item.emotion_id)
        if self._sign is not None:
            self._sign_row.removeWidget(self._sign)
            self._sign.deleteLater()
        self._sign = Sign(emotion)
        self._sign_row.insertWidget(0, self._sign)
        self._name.setText(name_of_item(item, self._find))
        self._dots.setVisible(item.intensity is not None)
        if item.intensity is not None and emotion is not None:
            self._dots.set_value(item.intensity)
            self._dots.set_colour(emotion.colour)
        scenes = dotted(*map(scene_title, item.scenes[:1]))
        self._where.setText("\n".join(part for part in (scenes, _place(item)) if part))
        self.hear.setEnabled(item.is_hearable)


def _place(item: JournalItem) -> str:
    if item.track is None or item.span is None:
        return when_of(item)
    # Translators: a track and a time in it, “Love theme, 1:12”
    at = _("{title}, {time}", title=item.track.title, time=format_ms(item.span.start_ms))
    return dotted(when_of(item), at)
