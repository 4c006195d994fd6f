"""The page “This moment across the years”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import _
from app.journal.moment_records import AskedMoment
from ui.and_now.and_now import AndNow
from ui.bridge.playback.pace import SMOOTH_MS
from ui.keepsake.opening import make_keepsake
from ui.same_moment.edge_keys import edges_moved
from ui.same_moment.head import MomentHead
from ui.same_moment.last_shown import LastMoment
from ui.same_moment.leading import MomentLeading
from ui.same_moment.reading import MomentReading
from ui.same_moment.scrolling import ScrollingColumn
from ui.same_moment.shown_rows import ShownRows
from ui.same_moment.side import MomentSide
from ui.same_moment.sounding import MomentSounding
from ui.same_moment.strip import MomentStrip
from ui.same_moment.wave_card import WaveCard
from ui.shell.back_link import BackLink
from ui.story_line.waves import LineWaves
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.text import TextLabel
from ui.words.marks import scene_title

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.places import MomentPlace
    from ui.same_moment.shown import ShownMoment
    from ui.shell.window_memory import WindowMemory

_WIDE_PX, _LOW_PX, _ROOM_PX, _SIDE_PX = 980, 560, 480, 292


class SameMomentPage(QWidget):
    """Reads off the GUI thread. memory: keeps which moment was shown."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._last = LastMoment(memory)
        self.shown: ShownMoment | None = None
        self.leading = MomentLeading(context.navigator)
        self._later = QTimer(self, singleShot=True, interval=0)  # once all is laid out
        self._later.timeout.connect(self._keep_rows_in_sight)
        self.back = BackLink(context.navigator)
        self.head = MomentHead()
        self.waves = LineWaves(context, self)
        self.wave = WaveCard(self.waves)
        self.rows = ShownRows(context.services.emotions, self.head, self)
        self.model, self.list = self.rows.model, self.rows.list
        self.side = MomentSide(context, self.model.emotion)
        self.strip = MomentStrip(context)
        self.and_now = AndNow(context)
        self.come_back = TextLabel(_("Come back to it; it will be here."), "muted", wrap=True)
        self.reading = MomentReading(context, self)
        self.sounding = MomentSounding(context, self)
        context.playback.pace.wish(self, lambda: SMOOTH_MS)
        self.nothing = EmptyState(
            "history",
            _("No moment chosen"),
            _("Choose a mark in the journal, or a place while listening, to see what it was to "
              "you over the years."),
        )  # fmt: skip
        self.nothing.add_action(_("Open the journal"), self.leading.open_journal, "book-open")
        self._lay_out()
        self._wire()
        if (asked := self._last.asked) is not None:
            self._ask(asked)

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: MomentPlace) -> None:
        """These seconds, whatever was shown before."""
        self._ask(AskedMoment(place.track_id, place.span, place.uid))

    def focus_rows(self) -> None:
        """Where the page's keys work."""
        self.back.show_origin()
        (self.list if self._stack.currentWidget() is self._whole else self.nothing).setFocus()
        self._keep_rows_in_sight()

    def make_keepsake(self) -> None:
        """A moment alone is too little for one: of everything, to begin with."""
        make_keepsake(self._context, self)

    def keep_clear(self) -> Iterator[QRect]:
        """Today's keys."""
        if self.and_now.isVisible():
            yield QRect(self.and_now.mapTo(self, QPoint()), self.and_now.size())

    @property
    def is_reading(self) -> bool:
        return self.reading.fresh.is_under_way

    # --- what is shown --------------------------------------------------------------------------

    def _ask(self, asked: AskedMoment) -> None:
        self.rows.begin(asked.uid)
        self._last.remember(asked)
        self.sounding.show(asked)
        self._turn(self._whole)
        self.reading.ask(asked)

    def _show(self, shown: ShownMoment) -> None:
        self.shown = self.leading.shown = shown
        moment = shown.moment
        asked, track = moment.asked, moment.track
        if self.reading.asked is not None:
            asked = self.reading.asked  # the edges may have gone on meanwhile
        self.wave.show_moment(track.id, track.duration_ms, asked.span, shown.felt)
        self.rows.show(shown)  # first: the others ask its model for the emotions
        self.side.show_moment(shown)
        title = "" if shown.scene is None else scene_title(shown.scene)
        self.strip.still.show_place(shown.scene, track, title)
        self.strip.beads.show_items(moment.reactions, self.model.emotion)
        self.come_back.setVisible(moment.many == 1)
        self.and_now.ask(track.id, asked.span)
        self.sounding.show(asked)
        self._fit()

    def _show_gone(self) -> None:
        """The track no longer exists."""
        self._last.forget()
        self.reading.forget()
        self.sounding.show(None)
        self.and_now.withdraw()
        self.shown = self.leading.shown = None
        self.rows.show(None)
        self._turn(self._without)

    def _turn(self, view: QWidget) -> None:
        if self._stack.currentWidget() is not view:
            focus: QWidget | None = self.window().focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            self._stack.setCurrentWidget(view)
            if had_focus and self.isVisible():
                self.focus_rows()

    # --- verbs ----------------------------------------------------------------------------------

    def _move_edges(self, span: Span) -> None:
        """Only what is asked changes; nothing is stored."""
        asked = self.reading.asked
        if asked is not None:
            moved = asked.over(span)
            self._last.remember(moved)
            self.sounding.show(moved)
            self.and_now.ask(moved.track_id, span)
            self.reading.move(moved)

    def _on_answered(self, ref: MarkRef) -> None:
        """Once it is read, today's mark is selected."""
        found: list[AskedMoment] = []
        moments = self._context.services.same_moments
        self._context.look(lambda: found.append(moments.asked_of(ref)))
        self.rows.want(found[0].uid if found else "")

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if claims_key(event, (Qt.Key.Key_L,)):
            return True
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and edges_moved(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        edges = edges_moved(event)
        if edges is not None:
            self.wave.nudge(*edges)
        elif event.key() == Qt.Key.Key_L and is_bare(event) and not event.isAutoRepeat():
            self.sounding.toggle_loop()
        else:
            super().keyPressEvent(event)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._whole = QWidget()
        self._today = QHBoxLayout()
        self._today.setSpacing(0)
        self._now_label = TextLabel(_("Today"), "title")
        self._today.addWidget(self._now_label, 0, Qt.AlignmentFlag.AlignTop)
        self._today.addWidget(self.and_now, 1)
        inside = QWidget()
        main = QVBoxLayout(inside)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(SPACE.m)
        main.addWidget(self.head)
        main.addWidget(self.wave)
        main.addWidget(self.strip)
        main.addWidget(self.list, 1)
        main.addWidget(self.come_back)
        main.addLayout(self._today)
        self._card = Card()
        self._card.body.addWidget(ScrollingColumn(self.side))
        self._main = ScrollingColumn(inside)
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xl)
        row.addWidget(self._main, 1)
        row.addWidget(self._card)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._whole)
        across = QVBoxLayout(self)
        across.setContentsMargins(SPACE.xl, SPACE.m, SPACE.l, SPACE.l)
        across.setSpacing(SPACE.xs)
        across.addLayout(self.back.line())
        across.addWidget(self._stack, 1)

    def _empty(self) -> QWidget:
        """Until a moment is chosen."""
        self._without = QWidget()
        column = QVBoxLayout(self._without)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TextLabel(_("This moment across the years"), "display"))
        column.addWidget(self.nothing, 1)
        return self._without

    def _wire(self) -> None:
        head, rows, sounding, leading = self.head, self.list, self.sounding, self.leading
        self.reading.read.connect(self._show)
        self.reading.gone.connect(self._show_gone)
        head.hear_requested.connect(sounding.toggle)
        head.loop_toggled.connect(sounding.toggle_loop)
        rows.hear_requested.connect(sounding.toggle_mark)
        rows.opened.connect(leading.open_item)
        rows.day_requested.connect(leading.open_day)
        self.wave.edges_moved.connect(self._move_edges)
        self.wave.sought.connect(sounding.seek)
        for beads in (self.side.beads, self.strip.beads):
            beads.chosen.connect(self.rows.choose)
        self.side.scene_requested.connect(leading.open_scene)
        self.strip.still.clicked.connect(leading.open_scene)
        self.side.entry_requested.connect(leading.open_entry)
        self.and_now.answered.connect(self._on_answered)
        sounding.moved.connect(self.wave.show_head)
        sounding.changed.connect(self._show_sounding)

    def _show_sounding(self) -> None:
        self.head.show_playing(is_heard=self.sounding.is_heard, is_looped=self.sounding.is_looped)
        self.list.show_sounding(self.sounding.uid)

    # --- news and room --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """While no moment was chosen yet: the one that sounds."""
        super().showEvent(event)
        track = self._context.playback.track
        if self.reading.asked is None and track is not None:
            self._ask(AskedMoment(track.id, Span.point(self._context.playback.position_ms)))

    def hideEvent(self, event: QHideEvent) -> None:
        """A loop of the moment ends with the page: elsewhere nobody sees what loops."""
        if self.sounding.is_looped:
            self.sounding.toggle_loop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _keep_rows_in_sight(self) -> None:
        self._main.ensureWidgetVisible(self.list, 0, 0)

    def _fit(self) -> None:
        is_wide = self.width() >= scaled_px(_WIDE_PX)
        is_low = self.height() < scaled_px(_LOW_PX)
        self._card.setVisible(is_wide)
        self._card.setFixedWidth(scaled_px(_SIDE_PX))
        has_more = self.shown is not None and self.shown.moment.many > 1
        self._now_label.setFixedWidth(self.list.cell.badges_left_px())
        has_room = self.height() >= scaled_px(_ROOM_PX)  # otherwise it is the rows'
        self.strip.setVisible(not is_wide and has_more and has_room)
        self.strip.fit()
        self.wave.set_compact(is_low)
        self._later.start()
