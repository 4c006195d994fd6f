"""“On this day” as a card: its picture, the words of then, its seconds, and “And now?”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.words import _, dotted, number
from app.journal.records import ENTRY, JournalItem
from ui.and_now.and_now import AndNow
from ui.and_now.chip import CHIP_HIGH_PX
from ui.journal.hero_still import HeroStill
from ui.journal.words import links_in_words, place
from ui.style.icons import icon, known_icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PrimaryButton
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.text import ElidedLabel, TextLabel, breakable

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from ui.bridge.context import Context

_HIGH_PX, _PLAY_PX = 200, 40
_SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class WholeHero(QWidget):
    """What it asks stands where its place does otherwise: nothing below it moves.

    Signal: chosen(), it was clicked beside its buttons.
    """

    chosen = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.still = HeroStill(context)
        self.when = TextLabel("", "section")
        self.words = TextLabel("", "display", wrap=True)
        self.back = IconButton("chevron-left", _("Previous one"), size=16)
        self.on = IconButton("chevron-right", _("Next one"), size=16)
        self.at = TextLabel("", "caption")
        self.play = PrimaryButton(_("Hear these seconds"), "play")
        self.years = LinkButton(_("Across the years"))
        self.and_now = AndNow(context, is_small=True)
        self._sign = QLabel()
        self._feeling = TextLabel("", "strong")
        self._dots = IntensityDots(editable=False)
        self._memory = ElidedLabel("", "muted")
        self._place = ElidedLabel("", "muted")
        self._lay_out()

    def show_item(
        self, item: JournalItem, emotion: Emotion | None, when: str, telling: str
    ) -> None:
        is_entry = item.kind is ENTRY
        self.still.show_item(item, emotion)
        self.when.setText(when)
        self.words.setText(breakable(telling))
        self._show_feeling(item, emotion)
        self._place.setText(links_in_words(item) if is_entry else place(item))
        self.play.setVisible(item.is_hearable or is_entry)
        self.years.setVisible(item.track is not None and item.span is not None)

    def show_place(self, place: int, count: int) -> None:
        """place: from 0; the pager is there with more than one."""
        # Translators: “1 of 4”
        self.at.setText(_("{place} of {count}", place=number(place + 1), count=number(count)))
        for part in (self.back, self.at, self.on):
            part.setVisible(count > 1)
        self.back.setEnabled(place > 0)
        self.on.setEnabled(place < count - 1)

    def show_sounding(self, item: JournalItem, *, is_sounding: bool) -> None:
        if item.kind is ENTRY:
            self.play.setText(_("Read it"))
            self.play.set_icon("book-open")
            return
        self.play.setText(_("Pause") if is_sounding else _("Hear these seconds"))
        self.play.set_icon("pause" if is_sounding else "play")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def _show_feeling(self, item: JournalItem, emotion: Emotion | None) -> None:
        side = scaled_px(16)
        name = "heart" if emotion is None else known_icon(emotion.icon)
        tint = "accent" if emotion is None else emotion.colour
        self._sign.setPixmap(icon(name, 16, tint).pixmap(side, side))
        self._feeling.setText(_("Favourite moment") if emotion is None else emotion.name)
        self._dots.set_value(item.intensity or 1)
        self._dots.set_colour(tint)
        self._memory.setText(dotted(item.memory))
        is_mark = item.kind is not ENTRY
        for part in (self._sign, self._feeling, self._memory):
            part.setVisible(is_mark)
        self._dots.setVisible(is_mark and item.intensity is not None)

    def _fit(self, _reason: object = None) -> None:
        self.still.setMinimumHeight(scaled_px(_HIGH_PX))
        self.play.setMinimumHeight(scaled_px(_PLAY_PX))
        self._foot.setRowMinimumHeight(0, scaled_px(CHIP_HIGH_PX))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.and_now and event.type() in _SHOWN_OR_HIDDEN:
            self._place.setVisible(self.and_now.isHidden())
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._foot = QGridLayout()
        for part in (self._place, self.and_now):
            self._foot.addWidget(part, 0, 0)
        self.and_now.installEventFilter(self)
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(self.when, 1)
        head.addWidget(self.back)
        head.addWidget(self.at)
        head.addWidget(self.on)
        feeling = QHBoxLayout()
        feeling.setSpacing(SPACE.s)
        feeling.addWidget(self._sign)
        feeling.addWidget(self._feeling)
        feeling.addWidget(self._dots)
        feeling.addWidget(self._memory, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self.play)
        buttons.addWidget(self.years)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.xs)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addSpacing(SPACE.xs)
        column.addLayout(feeling)
        column.addLayout(self._foot)
        column.addStretch(1)
        column.addSpacing(SPACE.s)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.still)
        row.addLayout(column, 1)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)
