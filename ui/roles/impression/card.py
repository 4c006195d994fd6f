"""The card of the first impression: the picture, and what was written then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from ui.roles.impression.beside import WrittenThen
from ui.roles.impression.picture import ImpressionPicture
from ui.roles.impression.seen import When, seen_of
from ui.roles.words import how_often, now_in_words, then_in_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Card, CardHead, Hairline
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.roles.records import Impression
    from ui.story_line.waves import WaveShape

_EMPTY_PX = 220


class ImpressionCard(Card):
    """Signals: play_requested(int ms), from there on; those of the picture and of what was written
    are their own.
    """

    play_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("First impression"))
        self._is_new = False
        self.often = ElidedLabel("", "caption")
        self.picture = ImpressionPicture()
        self.then = WrittenThen(_("Nothing was written then."))
        self.now = WrittenThen(_("Nothing was written lately."))
        self.covered = TextLabel("", "caption")
        self.empty = EmptyState(
            "heart",
            _("Your first impression waits for you"),
            _("Play it, and mark what you feel: this first listen is kept beside all later ones."),
        )
        self.empty.add_action(_("Hear it now"), lambda: self.play_requested.emit(0), "play")
        self._lay_out()
        self.picture.play_requested.connect(self.play_requested)

    def show_impression(
        self, impression: Impression, lasts_ms: int, shape: WaveShape | None
    ) -> None:
        first, latest = impression.first_kept, impression.latest
        self.often.setText(how_often(impression))
        captions = {When.THEN: then_in_words(impression), When.NOW: now_in_words(impression)}
        self.picture.show_marks(seen_of(impression), lasts_ms, captions)
        self.picture.show_shape(shape)
        self.then.show_listens(_("What you wrote then"), () if first is None else (first,))
        self.now.show_listens(_("What you wrote lately"), latest)
        for part, is_shown in ((self.then, first is not None), (self.now, bool(latest))):
            part.setVisible(is_shown)
        many = impression.written_covered
        self.covered.setText(ngettext("1 entry, covered", "{n} entries, covered", many))
        self.covered.setVisible(many > 0)
        self._is_new = impression.first is None
        self.empty.setVisible(self._is_new)
        self._whole.setVisible(not self._is_new)

    def fit(self, *, is_narrow: bool, is_low: bool) -> None:
        to = QBoxLayout.Direction
        self._beside.setDirection(to.TopToBottom if is_narrow else to.LeftToRight)
        self.picture.set_low(is_low)

    def focus(self) -> None:
        (self.empty if self._is_new else self.picture).setFocus()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.l)
        self.body.setSpacing(SPACE.s)
        head = CardHead(_("First impression"), self.often)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.m)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(SPACE.xl)
        self._beside.addWidget(self.then, 1)
        self._beside.addWidget(self.now, 1)
        whole.addWidget(self.picture)
        whole.addWidget(Hairline())
        whole.addLayout(self._beside)
        whole.addWidget(self.covered)
        self.empty.setMinimumHeight(scaled_px(_EMPTY_PX))
        for part in (head, self._whole, self.empty):
            self.body.addWidget(part)
