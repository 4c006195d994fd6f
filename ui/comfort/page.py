"""The Comfort page: a shelf of moments, and a path through others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.comfort.records import SHELF, ComfortMoment
from app.core.words import _
from ui.comfort.asking import FeelingQuestion
from ui.comfort.beginning import first_question
from ui.comfort.feelings import FeelingChips
from ui.comfort.leading import open_day, open_moment
from ui.comfort.path_panel import PathPanel
from ui.comfort.playing import ComfortPlaying, Source
from ui.comfort.reading import ComfortReading
from ui.comfort.remembered import RememberedChoice
from ui.comfort.shelf import ShelfRow
from ui.comfort.words import shelf_sentence, words_of
from ui.scenes.moment_stills import MomentStills
from ui.shell.back_link import BackLink
from ui.shell.listen_first import LISTEN, LISTEN_ICON, listen_to_something
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.folding_row import FoldingRow
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.comfort.records import PathWish, Wish
    from ui.bridge.context import Context
    from ui.comfort.question import ComfortAnswer
    from ui.shell.window_memory import WindowMemory

_LOW_PX = 640
_TITLE_PX = 260
_STILL_PX, _STILLS = 300, 40  # as wide as a card can be; kept


class ComfortPage(QWidget):
    """Reads off the GUI thread. What it plays goes on while other pages are in front."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        """memory: keeps what was chosen."""
        super().__init__(parent)
        self._context = context
        self._find = context.services.emotions.emotion
        self._choice = RememberedChoice(memory)
        emotions = context.services.emotions.emotions()
        question = self._choice.question(first_question(emotions), emotions)
        self.answer: ComfortAnswer | None = None
        self.reading = ComfortReading(context, question, self)
        self.playing = ComfortPlaying(context, self)
        self.stills = MomentStills(context, _STILL_PX, self, most=_STILLS)
        self.back = BackLink(context.navigator)
        self.play = PrimaryButton(_("Play the shelf"), "play")
        self.sentence = TextLabel("", "muted", wrap=True)
        self.chips = FeelingChips(question.wish)
        self.asking = FeelingQuestion(context, self.playing)
        self.nothing = self._invitation()
        self.shelf = ShelfRow(self._find, self.stills)
        self.panel = PathPanel(question.way, self._find)
        self._area = QScrollArea()
        self._lay_out()
        self._show_parts(are_shown=False)  # until it is read
        self._wire()
        self._fit()

    # --- what the window asks -------------------------------------------------------------------

    def focus(self) -> None:
        """The shelf, once it is read; while it is empty, the feelings to choose from."""
        self.back.show_origin()
        if self.answer is None:
            self.setFocus()
        elif not self.answer.own.many:
            self.nothing.setFocus()
        elif not self.shelf.focus_first():
            self.chips.stops[0].setFocus()

    @property
    def is_reading(self) -> bool:
        return self.reading.is_under_way

    # --- what is shown --------------------------------------------------------------------------

    def _show(self, answer: ComfortAnswer) -> None:
        self.answer = answer
        emotions = self._context.services.emotions.emotions()
        shelf, wish = answer.shelf, answer.question.wish
        self.chips.show_emotions(emotions, answer.counts)
        self.sentence.setText(shelf_sentence(shelf, answer.own.many, is_whole=wish.whole))
        has_marks = bool(answer.own.many)
        self._show_parts(are_shown=has_marks)
        self.nothing.setVisible(not has_marks)
        self.shelf.show_moments(shelf.moments)
        self.play.setEnabled(bool(shelf.moments))
        self.panel.show_answer(answer, emotions)
        self.panel.setVisible(answer.own.many >= SHELF)
        if shelf.moments or answer.path.moments:
            self.asking.offer()
        if self.reading.has_changed_path and self.playing.plays(Source.PATH):
            self.playing.follow(answer.path.moments)
        self._want_loudness()
        self._show_heard()
        self._order_stops()
        if self.hasFocus():  # it was opened before anything was there
            self.focus()
            self._area.verticalScrollBar().setValue(0)

    def _show_parts(self, *, are_shown: bool) -> None:
        for part in (self.sentence, self.chips, self.play, self.shelf, self.panel):
            part.setVisible(are_shown)

    def _order_stops(self) -> None:
        """What was made later stands in Tab's order where it stands on the page."""
        head = (self.back, *self.asking.stops, self.play)
        stops = (*head, *self.chips.stops, *self.shelf.stops, self.panel.shorter)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _show_heard(self) -> None:
        is_on, on_shelf = self._context.playback.is_playing, self._place_heard(Source.SHELF)
        self.shelf.set_sounding(on_shelf if is_on else -1)
        is_shelf_on = is_on and self._is_heard(Source.SHELF)
        self.play.setText(_("Pause the shelf") if is_shelf_on else _("Play the shelf"))
        self.play.set_icon("pause" if is_shelf_on else "play")
        self.panel.show_playing(is_on=is_on and self._is_heard(Source.PATH))
        on_path, share = self._place_heard(Source.PATH), self.playing.share_of()
        self.panel.ribbon.show_heard(on_path, share, is_playing=is_on)

    def _place_heard(self, source: Source) -> int:
        """Where on the page what is heard from it stands now; -1 for nowhere."""
        if not self.playing.plays(source):
            return -1
        return self.playing.place_in(self._moments(source))

    def _is_heard(self, source: Source) -> bool:
        """Whether all that is heard is what the page shows there now."""
        return self.playing.plays(source) and self.playing.plays_all(self._moments(source))

    def _moments(self, source: Source) -> Sequence[ComfortMoment]:
        if self.answer is None:
            return ()
        shown = self.answer.shelf if source is Source.SHELF else self.answer.path
        return shown.moments

    # --- what is chosen -------------------------------------------------------------------------

    def _wish_for(self, wish: Wish) -> None:
        self.reading.wish_for(wish)
        self._keep_choice()

    def _lead(self, way: PathWish) -> None:
        self.reading.lead(way)
        self._keep_choice()

    def _keep_choice(self) -> None:
        self._choice.keep(self.reading.question, self._context.services.emotions.emotions())

    # --- verbs ----------------------------------------------------------------------------------

    def _play(self, source: Source) -> None:
        """Plays all of it, or pauses or goes on."""
        moments = self._moments(source)
        if self._is_heard(source):
            self._context.playback.toggle()
        elif moments:
            self.playing.play(source, moments)

    def _play_from(self, source: Source, place: int) -> None:
        self.playing.toggle(source, self._moments(source), place)

    def _open(self, source: Source, place: int) -> None:
        open_moment(self._context.navigator, self._moments(source)[place])

    def _open_day(self, source: Source, place: int) -> None:
        open_day(self._context.navigator, self._moments(source)[place])

    def _leave_out(self, place: int) -> None:
        left_out = self._moments(Source.PATH)[place]
        emotion_id = left_out.item.emotion_id
        assert emotion_id is not None
        self.reading.leave_out(place)
        # Translators: words of a mark, which a path goes without from now on
        words = _("Left out: “{words}”.", words=words_of(left_out, self._find(emotion_id)))
        self._context.say_done(words)

    def _say_no_other(self) -> None:
        self._context.messages.say(_("There is no other moment of yours for this place."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape first ends what is heard from here."""
        if event.key() == Qt.Key.Key_Escape and self.playing.moment is not None:
            self.playing.stop()
        else:
            super().keyPressEvent(event)

    # --- loudness -------------------------------------------------------------------------------

    def _want_loudness(self) -> None:
        """Moments are matched once their music was listened through, if that is wanted at all."""
        self._context.listening_through.opened(self._tracks_shown())

    def _on_listened(self, track_id: int) -> None:
        """Not while anything is heard from here: what has just been heard would change places."""
        if self.playing.moment is None and track_id in self._tracks_shown():
            self.reading.become_stale()

    def _tracks_shown(self) -> tuple[int, ...]:
        shown = (*self._moments(Source.SHELF), *self._moments(Source.PATH))
        return tuple(dict.fromkeys(int(one.passage.track_id) for one in shown))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("surface", "none")
        self._column = QVBoxLayout(whole)
        self._column.setSpacing(SPACE.s)
        head = QVBoxLayout()
        head.setSpacing(SPACE.xs)
        above = self.back.line()
        above.addWidget(self.asking)
        head.addLayout(above)
        self._head = FoldingRow(lambda: scaled_px(_TITLE_PX) + self.play.sizeHint().width())
        self._head.add(TextLabel(_("What comforts you"), "display", wrap=True), 1)
        self._head.add(self.play)
        head.addWidget(self._head)
        self._column.addLayout(head)
        for part in (self.sentence, self.chips, self.shelf, self.panel):
            self._column.addWidget(part)
        self._column.addWidget(self.nothing, 1)
        self._column.addStretch(0)
        area = self._area
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(whole)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(area, 1)

    def _invitation(self) -> EmptyState:
        words = _("Mark what moves you while you listen; what comforts you will gather here.")
        nothing = EmptyState("hand-heart", _("Nothing marked yet"), words)
        context = self._context
        nothing.add_action(str(LISTEN), lambda: listen_to_something(context), LISTEN_ICON)
        nothing.hide()
        return nothing

    def _wire(self) -> None:
        reading, shelf, panel, ribbon = self.reading, self.shelf, self.panel, self.panel.ribbon
        reading.arrived.connect(self._show)
        reading.out_of_others.connect(self._say_no_other)
        self.chips.wish_changed.connect(self._wish_for)
        self.play.clicked.connect(lambda: self._play(Source.SHELF))
        panel.play_pressed.connect(lambda: self._play(Source.PATH))
        panel.way_changed.connect(self._lead)
        reading.way_taken.connect(panel.show_way)
        reading.way_taken.connect(self._keep_choice)
        panel.another_pressed.connect(reading.lay_another)
        ribbon.left_out.connect(self._leave_out)
        ribbon.exchanged.connect(reading.exchange)
        for part, source in ((shelf, Source.SHELF), (ribbon, Source.PATH)):
            part.play_requested.connect(lambda place, s=source: self._play_from(s, place))
            part.opened.connect(lambda place, s=source: self._open(s, place))
            part.day_opened.connect(lambda place, s=source: self._open_day(s, place))
        self._context.listening_through.listened.connect(self._on_listened)
        self.playing.moved.connect(self._show_heard)
        playback = self._context.playback
        playback.state_changed.connect(lambda _state: self._show_heard())
        playback.position_changed.connect(self._on_position)
        theme_signals().theme_changed.connect(self._fit)

    def _on_position(self, _position_ms: int) -> None:
        if self.isVisible() and self.playing.moment is not None:
            self._show_heard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._column.setContentsMargins(SPACE.xl, SPACE.m, SPACE.l, SPACE.s)
        self.panel.fit(self.width(), is_low=self.height() < scaled_px(_LOW_PX))
