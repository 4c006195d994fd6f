"""The letter that was chosen: its words, or what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from ui.and_now.and_now import AndNow
from ui.entries.heard_inside import HeardInside
from ui.entries.picture_row import EntryPicturesRow
from ui.letters.envelope import title_of
from ui.letters.letter_text import LetterText
from ui.letters.music import LetterMusicCard
from ui.letters.sealed_view import SealedView
from ui.letters.still import HIGH_PX, LOW_PX, BrokenSeal, LetterPicture
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.text import TextLabel
from ui.words.people import with_people
from ui.words.seals import history_in_words

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.letters.shown import LetterMusic, ShownLetter

_MEASURE_PX = 676
_FADES_MS = 240
_EDGE_PX, _TIGHT_EDGE_PX = 48, 24


class LetterReader(QFrame):
    """Signals: break_requested(Letter), reply_requested(), seal_requested(), for the letter that is
    shown; entry_wanted(str uid), it links to another entry.
    """

    break_requested = Signal(object)
    reply_requested = Signal()
    seal_requested = Signal()
    entry_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.shown: ShownLetter | None = None
        self.sealed = SealedView()
        self.open = OpenedView(context)
        self._views = QStackedWidget()
        self._views.addWidget(self.sealed)
        self._views.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._views)
        self.sealed.break_requested.connect(self._ask_to_break)
        self.sealed.lifted.connect(self._unfold)
        self.open.reply.clicked.connect(lambda _on=False: self.reply_requested.emit())
        self.open.seal_again.clicked.connect(lambda _on=False: self.seal_requested.emit())
        self.open.heard.entry_wanted.connect(self.entry_wanted)

    def show_letter(self, shown: ShownLetter | None, *, is_opening: bool, is_still: bool) -> None:
        """is_opening: its seal has just been broken here. is_still: nothing moves."""
        self.shown = shown
        self._views.setVisible(shown is not None)
        if shown is None or shown.entry is None:
            self.open.clear()
        if shown is None:
            return
        if shown.entry is None:
            self.sealed.show_letter(shown.letter)
            self._views.setCurrentWidget(self.sealed)
            return
        self.open.show_letter(shown)
        if self.sealed.shows(shown.letter) and (is_opening or self.sealed.is_opening):
            self._open_envelope(is_still=is_still)
            return
        self._views.setCurrentWidget(self.open)

    def _open_envelope(self, *, is_still: bool) -> None:
        """It may be read again while it opens."""
        if is_still:
            self._views.setCurrentWidget(self.open)
            self.open.music.begin()
        elif not self.sealed.is_opening:
            self.sealed.open_envelope()

    def _unfold(self) -> None:
        """The envelope is open, if its letter is still the one that is shown."""
        if self.shown is not None and self.shown.entry is not None:
            is_seen = self.isVisible()
            self._views.setCurrentWidget(self.open)
            if is_seen:
                self.open.unfold()

    def fit(self, *, is_tight: bool, is_low: bool) -> None:
        self.open.fit(is_tight=is_tight, is_low=is_low)

    def _ask_to_break(self) -> None:
        if self.shown is not None:
            self.break_requested.emit(self.shown.letter)


class OpenedView(QWidget):
    """A picture, when it was written, its words, its music: all of that scrolls where there is
    little room. Below it stays what can be done with it.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.picture = LetterPicture()
        self.history = TextLabel("", "caption", wrap=True)
        self.title = TextLabel("", "display", wrap=True)
        self.text = LetterText(context.services.pictures.path)
        self.heard = HeardInside(context, self.text, self)
        self.pictures = EntryPicturesRow(context.services.pictures)
        self.people = TextLabel("", "caption", wrap=True)
        self.music = LetterMusicCard(context)
        self.reply = PrimaryButton(_("Write back"), "feather")
        self.seal_again = PushButton(_("Seal again…"), "hourglass")
        self.and_now = AndNow(context, is_small=True)
        self._page = QWidget()
        self._page.setProperty("surface", "none")
        self.wax = BrokenSeal(self._page)
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(_FADES_MS)
        self._fading.setStartValue(0.0)
        self._fading.setEndValue(1.0)
        self._fading.valueChanged.connect(self._on_faded)
        self._fading.finished.connect(self._end_fading)
        self._lay_out()
        self._page.installEventFilter(self)
        self.picture.installEventFilter(self)
        theme_signals().theme_changed.connect(self._place_wax)

    def show_letter(self, shown: ShownLetter) -> None:
        assert shown.entry is not None
        letter = shown.letter
        self.picture.show_picture(shown.picture)
        self.history.setText(history_in_words(letter.written, letter.seal))
        self.title.setText(title_of(letter))
        self.text.set_text(shown.entry.text)
        self.pictures.show_pictures(shown.entry.pictures)
        self.people.setText(with_people(shown.entry.people))
        self.people.setVisible(bool(shown.entry.people))
        self.music.show_music(shown.music)
        self._ask(shown.music)
        self._place_wax()

    def clear(self) -> None:
        """Nothing of a letter stays behind that is sealed again."""
        self.picture.show_picture(None)
        self.text.set_text("")
        self.pictures.show_pictures(())
        self.people.setText("")
        self.people.hide()
        self.music.show_music(None)
        self._ask(None)

    def _ask(self, music: LetterMusic | None) -> None:
        """What its seconds are now; of a whole track nothing is asked."""
        if music is None or music.is_whole:
            self.and_now.withdraw()
        else:
            self.and_now.ask(music.row.id, music.span)

    def unfold(self) -> None:
        """The words appear, and their seconds begin."""
        self.music.begin()
        veil = QGraphicsOpacityEffect(self.text)
        veil.setOpacity(0.0)
        self.text.setGraphicsEffect(veil)
        self._fading.start()

    @property
    def is_fading(self) -> bool:
        return self._fading.state() is QVariantAnimation.State.Running

    def _on_faded(self, how_far: float) -> None:
        veil = self.text.graphicsEffect()
        if isinstance(veil, QGraphicsOpacityEffect):
            veil.setOpacity(how_far)

    def _end_fading(self) -> None:
        self._fading.stop()
        self.text.setGraphicsEffect(None)  # type: ignore[arg-type]

    def fit(self, *, is_tight: bool, is_low: bool) -> None:
        edge = _TIGHT_EDGE_PX if is_tight else _EDGE_PX
        self._column.setContentsMargins(edge, SPACE.l, edge, SPACE.m)
        self._column.setSpacing(SPACE.s if is_low else SPACE.m)
        self._foot.setContentsMargins(edge, SPACE.s, edge, SPACE.l)
        way = QBoxLayout.Direction
        self._foot.setDirection(way.BottomToTop if is_tight else way.LeftToRight)
        self.picture.fit(high_px=LOW_PX if is_tight or is_low else HIGH_PX)
        self._place_wax()

    def hideEvent(self, event: object) -> None:
        self._end_fading()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.setMaximumWidth(scaled_px(_MEASURE_PX) + 2 * _EDGE_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page that scrolls, and its picture, have another size."""
        if event.type() == QEvent.Type.Resize:
            self._place_wax()
        return False

    def _place_wax(self) -> None:
        """On the lower edge of the picture, towards the end of the line."""
        self.wax.fit()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        kept = self.wax.width()  # Qt doesn't turn a label's margins round
        self.history.setContentsMargins(
            kept if is_mirrored else 0, 0, 0 if is_mirrored else kept, 0
        )
        edge = self._column.contentsMargins().right()
        half = self.wax.height() // 2
        left = self._page.width() - edge - self.wax.width() // 2 - half
        if is_mirrored:
            left = edge - half + self.wax.width() // 2
        self.wax.move(left, self.picture.geometry().bottom() - half)
        self.wax.raise_()

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.addWidget(self.history)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addWidget(self.pictures)
        self._column.addWidget(self.people)
        self._column.addStretch(1)
        self._column.addWidget(self.music)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.picture)
        page.addWidget(self._inside, 1)
        self.area = QScrollArea()
        self.area.setWidget(self._page)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        actions = QHBoxLayout()
        actions.setSpacing(SPACE.m)
        actions.addWidget(self.reply)
        actions.addWidget(self.seal_again)
        actions.addStretch(1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(SPACE.m)
        self._foot.addLayout(actions)
        self._foot.addWidget(self.and_now, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._foot)
