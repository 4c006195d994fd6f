"""The page of the game: what is asked on the left, what is known how soon on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.bridge.places import ThemePlace, TrackPlace
from ui.first_notes.ask_view import AskView
from ui.first_notes.game import Game, Stage
from ui.first_notes.known_card import KnownCard
from ui.first_notes.resting_view import RestingView
from ui.first_notes.told_view import ToldView
from ui.first_notes.words import result_words
from ui.shell.back_link import BackLink
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.widgets.turning import turn_to
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.first_notes.choosing import Choosing
    from app.first_notes.records import Known, Piece, Pieces, Recognition
    from ui.bridge.context import Context

_SHOWN = (
    changes.RECOGNITION, changes.TRACK, changes.AUDIO_FILE, changes.THEME, changes.OCCURRENCE,
    changes.SCENE, changes.CUE, changes.EPISODE, changes.WORK, changes.ENTRY,
)  # fmt: skip
_KNOWN_SHARE, _LEAST_KNOWN_PX = 0.42, 320  # of the page's width
_GAME_PX = 640  # a line of words and a wave are no wider
_WIDE_PX, _HIGH_PX = 820, 480  # of the page; narrower, only one of its cards is seen


@dataclass(frozen=True, slots=True)
class _Read:
    pieces: Pieces
    known: tuple[Known, ...]


class FirstNotesPage(QWidget):
    """Reads off the GUI thread. choosing: says which piece comes next."""

    def __init__(
        self, context: Context, choosing: Choosing | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._before: tuple[Recognition, ...] = ()  # of what is asked, before it was answered
        self.game = Game(context, self, choosing)
        self.resting = RestingView()
        self.ask = AskView()
        self.told = ToldView(context)
        self.known = KnownCard()
        self.back = BackLink(context.navigator)
        self._waiting = QWidget()
        self._views = QStackedWidget()
        self._areas: dict[QWidget, QScrollArea] = {}
        self._view: QWidget = self.resting
        self._lay_out()
        self._wire()
        reading = context.latest_read("Read what first notes can ask")
        self._reading = reading
        self.fresh = KeptFresh(self, context, reading, self._read, _SHOWN)

    def focus_game(self) -> None:
        """What there is to do: to answer, to go on, to begin."""
        self.back.show_origin()
        self._view.setFocus()

    def keep_clear(self) -> list[QRect]:
        """Where one types all the time."""
        field = self.ask.field
        if not field.isVisible():
            return []
        return [QRect(field.mapTo(self, field.rect().topLeft()), field.size())]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.game.rest()

    # --- reading --------------------------------------------------------------------------------

    def _read(self) -> None:
        first_notes, covering = self._context.services.first_notes, spoilers().covering

        def question() -> _Read:
            return _Read(first_notes.pieces(covering), first_notes.known(covering))

        self.fresh.note_asked()
        self._reading.ask(question, self._take)

    def _take(self, read: _Read | None) -> None:
        if read is None:
            return
        self.known.show_known(read.known)
        self._fit()
        self.resting.show_pieces(read.pieces)
        self.game.take(read.pieces)

    # --- what is shown --------------------------------------------------------------------------

    def _show(self) -> None:
        game = self.game
        if game.stage is Stage.READYING:
            self._note_before()
            self._turn(self._waiting)
        elif game.stage is Stage.ASKING:
            self._show_question()
        elif game.stage in (Stage.KNOWN, Stage.SHOWN):
            self._show_answer()
        else:
            self._turn(self.resting)

    def _show_question(self) -> None:
        game = self.game
        if self._view is not self.ask and game.ready is not None:
            assert game.pieces is not None
            self.ask.ask(game.ready, game.pieces)
            self._turn(self.ask)
        self.ask.show_wrong(game.wrong)

    def _show_answer(self) -> None:
        game = self.game
        piece = game.piece
        if piece is None or self._view is self.told:
            return
        is_known = game.stage is Stage.KNOWN
        result = result_words(game.after_ms, self._before) if is_known else _("It was this one")
        assert game.ready is not None
        self.told.tell(piece, result, game.ready.still)
        self.told.show_sounding(game.is_heard_on)
        self._turn(self.told)

    def _turn(self, view: QWidget) -> None:
        """The keyboard stays with the game."""
        was_here, self._view = self._has_focus(), view
        turn_to(self._views, self._areas[view])
        if was_here:
            view.setFocus()
        self._fit()

    def _has_focus(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and self._game_card.isAncestorOf(focus)

    def _note_before(self) -> None:
        game = self.game
        if game.piece is not None and game.pieces is not None:
            key = game.piece.key
            self._before = tuple(one for one in game.pieces.known if one.key == key)

    def _on_moved(self) -> None:
        self.ask.wave.show_place(self.game.sounding.place_ms)

    # --- leading on -----------------------------------------------------------------------------

    def _open(self, piece: Piece) -> None:
        if piece.theme is None:
            self._context.navigator.show(TrackPlace(piece.track.id, 0))
        else:
            self._context.navigator.show(ThemePlace(piece.theme.id))

    def _open_known(self, known: Known) -> None:
        subject = known.subject
        if subject.theme_id is not None:
            self._context.navigator.show(ThemePlace(subject.theme_id))
        elif subject.track_id is not None:
            self._context.navigator.show(TrackPlace(subject.track_id, 0))

    def _leave(self) -> None:
        self._context.navigator.go_back()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._waiting.setFocusPolicy(self.resting.focusPolicy())
        self._waiting.setAccessibleName(_("The next one is about to begin"))
        for view in (self.resting, self._waiting, self.ask, self.told):
            self._areas[view] = _scrolling(view)
            self._views.addWidget(self._areas[view])
        self._game_card = Card()
        self._game_card.body.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._views, 100)
        middle.addStretch(1)
        self._game_card.body.addLayout(middle)
        self.known.hide()
        across = QHBoxLayout()
        across.setSpacing(SPACE.l)
        across.addWidget(self._game_card, 1)
        across.addWidget(self.known)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(SPACE.m)
        head = QVBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addLayout(self.back.line())
        head.addWidget(TextLabel(_("First notes"), "display"))
        self._whole.addLayout(head)
        self._whole.addLayout(across, 1)
        self._fit()

    def _wire(self) -> None:
        game, ask, told = self.game, self.ask, self.told
        game.changed.connect(self._show)
        game.sounding.moved.connect(self._on_moved)
        self.resting.begin_wanted.connect(game.go_on)
        self.resting.music_wanted.connect(lambda: self._context.navigator.open_page("library"))
        self.resting.left.connect(self._leave)
        ask.named.connect(game.answer)
        ask.typed.connect(game.note_typed)
        ask.again_wanted.connect(game.again)
        ask.given_up.connect(game.give_up)
        ask.undo_requested.connect(lambda: self._context.undo())
        told.next_wanted.connect(game.go_on)
        told.hear_wanted.connect(game.hear_on)
        told.open_wanted.connect(self._open)
        told.left.connect(self._leave)
        self.known.opened.connect(self._open_known)
        self.known.left.connect(self.focus_game)
        passage = self._context.playback.passage
        passage.changed.connect(lambda: told.show_sounding(game.is_heard_on))
        theme_signals().theme_changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= scaled_px(_WIDE_PX)
        has_known = self.known.table.known.rowCount() > 0
        self.known.setVisible(has_known and (is_wide or not self.game.is_under_way))
        is_low = self.height() < scaled_px(_HIGH_PX)
        self.ask.fit(is_low=is_low)
        self.told.fit(is_low=is_low)
        self._whole.setContentsMargins(SPACE.xl, SPACE.m, SPACE.l, SPACE.l)
        wide_px = max(scaled_px(_LEAST_KNOWN_PX), round(self.width() * _KNOWN_SHARE))
        self._views.setMaximumWidth(scaled_px(_GAME_PX))
        self.known.setFixedWidth(min(wide_px, max(0, self.width() // 2)))


def _scrolling(view: QWidget) -> QScrollArea:
    """In a low window, and with a large text."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFocusProxy(view)
    area.setWidgetResizable(True)
    view.setProperty("surface", "none")
    area.setWidget(view)
    return area
