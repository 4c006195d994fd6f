"""The Listen page: what plays, on one time axis, with what it means to you."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.capture.capturing import Kept
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.library.records import TrackRow
from app.player.records import PlayState
from app.timeline.records import TrackTimeline
from app.transactions.changes import EMOTION, Change
from app.unreadable.records import UnreadableRow
from ui.bridge.context import Context
from ui.bridge.keys.marking import Marking
from ui.bridge.track.track_view import TrackView
from ui.emotions.palette import Palette
from ui.listen.editing import Editing
from ui.listen.header import TrackHeader
from ui.listen.inbox_round import InboxRound
from ui.listen.inbox_walk import count_in_words
from ui.listen.looping import Looping
from ui.listen.mark_views import MarkViews
from ui.listen.mark_walk import MarkWalk
from ui.listen.menu import Verbs as MenuVerbs
from ui.listen.menu import build_menu
from ui.listen.newest import NewestMark
from ui.listen.playing_track import PlayingTrack
from ui.listen.replay import Replay
from ui.listen.rewording import Rewording
from ui.listen.scene_question import SceneQuestion
from ui.listen.seeing import Seeing
from ui.listen.side import Side
from ui.listen.tools import Tools
from ui.listen.trace_round import TraceRound
from ui.marks.table.table import LaneTable
from ui.mending.unreadable_note import UnreadableNote
from ui.shell.window_memory import WindowMemory
from ui.style.tokens import SPACE
from ui.timeline.selection.selection import Selection
from ui.timeline.view import TimelineView
from ui.widgets.empty_state import EmptyState

SIDE_PX = 320
AFTER_MARK_MS = 50  # a new mark is painted first, what follows from it comes a moment later


class ListenPage(QWidget):
    """memory: of the window, for the lanes as the listener arranged them."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        track_view: TrackView,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._marking = marking
        self._track_view = track_view
        pictures = context.services.pictures
        self.timeline = TimelineView(pictures.path)
        self.table = LaneTable(context.services.emotions.emotions)
        self.palette_row = Palette()
        self.header = TrackHeader()
        self.unreadable = UnreadableNote(context, self._is_of_this_track)
        self._playing = PlayingTrack(context, self.header, self)
        self.tools = Tools(self.header.tools, context.shortcuts)
        self.side = Side(context, pictures.path)
        self.replay = Replay(context, marking, track_view, self.timeline, self)
        self.scenes = SceneQuestion(context, track_view, self.timeline, self.replay, self)
        self.newest = NewestMark(context, marking, self.timeline, self.replay, self.side, self)
        self.looping = Looping(context, track_view, self.timeline, self)
        self.mark_walk = MarkWalk(context, track_view, self.timeline, self)
        self.inbox = InboxRound(context, self.side.inbox, self.tools.inbox, self)
        self.trace = TraceRound(context, self.side.trace_pad, self.timeline, self.tools.trace, self)
        self._companion_soon = QTimer(self, singleShot=True, interval=AFTER_MARK_MS)
        self._companion_soon.timeout.connect(self._show_companion)
        self.seeing = Seeing(context, track_view, self.timeline, self.tools, self)
        self.seeing.remember_lanes(memory)
        self.editing = Editing(context, track_view, self.timeline, self)
        feelings = (self.side.inspector.feeling, self.side.several.feeling)
        self.rewording = Rewording(context, marking, self.timeline, feelings, self)
        marking.offer_keys_to(self.rewording.take_key)
        self._menu_verbs = MenuVerbs(
            self.timeline,
            self.editing,
            self.replay,
            self.rewording,
            self.scenes,
            self.edit_note,
            self.loop_selection,
            self.zoom_to_selection,
        )
        self._views = MarkViews(self.timeline, self.table)
        self._lay_out()
        self._wire()
        self.palette_row.show_emotions(context.services.emotions.emotions())
        self._on_track_changed(context.playback.track)
        self._show_timeline(track_view.timeline)
        self.seeing.show_peaks_of(track_view)

    # --- what is selected -----------------------------------------------------------------------

    @property
    def selection(self) -> MarkRef | None:
        return self.timeline.marks.selection

    def select(self, ref: MarkRef) -> None:
        self.timeline.marks.set_selection(ref)

    def loop_selection(self) -> None:
        self.looping.toggle()
        self.tools.loop.setChecked(self._context.playback.loop is not None)

    def zoom_to_selection(self) -> None:
        self.seeing.zoom_to(self.replay.stretch())

    def edit_note(self) -> None:
        """The cursor goes into the note of the selected mark."""
        self.side.write_note()

    def toggle_table(self) -> None:
        self.show_table(not self._views.is_table)

    def show_table(self, is_table: bool) -> None:
        self._views.show_table(is_table, self._track_view.timeline)

    def focus_marks(self) -> None:
        self._views.focus_marks()

    def commit(self) -> None:
        """The window goes: what was typed or traced and is not kept yet is kept."""
        if self.inbox.is_open:
            self.inbox.close()
        self.trace.tracing.disarm()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seeing.tell_sight(is_seen=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seeing.tell_sight(is_seen=True)
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(self.header)
        column.addWidget(self.unreadable)
        column.addWidget(self._views, 1)
        column.addWidget(self.palette_row)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(centre)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setCollapsible(0, False)
        self._split.setSizes([1000, SIDE_PX])
        self._empty = EmptyState(
            "headphones",
            "Nothing is playing yet",
            "Choose a track from the library. While it plays, one key says what you feel: "
            "1 to 9 for an emotion, F for a moment you love.",
        )
        self._empty.add_action("Open the library", self._open_library, "library")
        self._empty_inbox = self._empty.add_action("Inbox", self.inbox.toggle, "notebook-pen")
        self._empty_inbox.hide()
        self._stages = QStackedWidget()
        self._stages.addWidget(self._empty)
        self._stages.addWidget(self._split)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stages)

    def _wire(self) -> None:
        playback, view = self._context.playback, self.timeline
        playback.track_changed.connect(self._on_track_changed)
        playback.position_changed.connect(self._on_position_changed)
        playback.state_changed.connect(self._on_state_changed)
        playback.loop_changed.connect(self._on_loop_changed)
        self._track_view.timeline_changed.connect(self._show_timeline)
        self._context.relay.changed.connect(self._on_change)
        view.seek_requested.connect(playback.seek_ms)
        self._views.selection_changed.connect(lambda _ref: self._show_selected())
        self._views.table_shown.connect(self.tools.table.setChecked)
        view.marks.mark_activated.connect(self.replay.hear)
        view.context_requested.connect(self._show_menu)
        self.table.mark_activated.connect(self.replay.hear)
        self.table.declined.connect(self._context.messages.say)
        self.table.delete_requested.connect(lambda _refs: self.editing.delete())
        self.table.cell_edited.connect(
            lambda ref, name, value: self.editing.edit((ref,), name, value)
        )
        self._wire_palette()
        self._wire_side()
        self._wire_tools()

    def _wire_palette(self) -> None:
        self.palette_row.emotion_chosen.connect(self._on_emotion_chosen)
        self.palette_row.favourite_chosen.connect(lambda: self._marking.mark_now(None))
        self._marking.kept.connect(self._on_kept)
        self._marking.live_changed.connect(self.timeline.held.show)

    def _wire_side(self) -> None:
        self.side.fields_edited.connect(self.editing.edit)
        self.side.delete_requested.connect(self.editing.delete)
        self.side.hear_requested.connect(self.replay.hear)
        self.side.scene_change_requested.connect(self.scenes.ask)
        self.side.left.connect(self.focus_marks)
        self.side.scene_wanted.connect(self.scenes.ask)
        self.side.closed.connect(lambda: self.timeline.marks.set_selection(None))
        self.inbox.mark_wanted.connect(self.select)
        self.mark_walk.mark_wanted.connect(self.select)
        self.inbox.walk.count_changed.connect(self._offer_inbox)
        for card in (self.inbox, self.trace):
            card.closed.connect(self._on_card_closed)

    def _wire_tools(self) -> None:
        tools = self.tools
        tools.loop.clicked.connect(self.loop_selection)
        self.looping.hint_changed.connect(tools.show_loop_hint)
        tools.scene.clicked.connect(lambda: self.scenes.ask())
        self.header.resized.connect(tools.fit)
        tools.table.clicked.connect(self.show_table)

    # --- news -----------------------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        self._stages.setCurrentWidget(self._empty if row is None else self._split)
        if row is not None:
            self._playing.show(row)
        self.unreadable.tell()
        self.timeline.marks.set_selected_span(None)
        self.side.show_marks(None, Selection())

    def _is_of_this_track(self, row: UnreadableRow) -> bool:
        playing = self._context.playback.track
        return playing is not None and row.track_id == playing.id

    def _show_timeline(self, timeline: TrackTimeline | None) -> None:
        kept_now, is_writing = self._selected_by_now(), self.side.inspector.note.hasFocus()
        self._views.show_timeline(timeline)
        if kept_now:
            self.timeline.marks.set_selected(kept_now)
            if is_writing:
                self.side.write_note()
        if timeline is not None:
            self.side.inspector.set_duration_ms(timeline.duration_ms)
        self._show_selected()
        self._companion_soon.start()

    def _selected_by_now(self) -> tuple[MarkRef, ...]:
        """The selection, when a mark in it waited for the journal and is kept; else nothing."""
        selected = self.timeline.marks.selected_marks
        if all(ref.id > 0 for ref in selected):
            return ()
        current = tuple(self._context.services.waiting.current(ref) for ref in selected)
        return current if current != selected else ()

    def _on_position_changed(self, position_ms: int) -> None:
        self.side.follow(self._track_view.timeline, position_ms)

    def _on_state_changed(self, state: str) -> None:
        self.timeline.viewport.set_playing(state == PlayState.PLAYING.value)

    def _on_loop_changed(self, span: Span | None) -> None:
        self.timeline.overlays.show_loop(span)
        self.tools.loop.setChecked(span is not None)

    def _show_selected(self) -> None:
        self.side.show_marks(self._track_view.timeline, self.timeline.marks.selected)

    def _on_card_closed(self) -> None:
        """The keyboard goes back to the marks; the selected one is shown as usual again."""
        self.focus_marks()
        self._show_selected()

    def _on_change(self, change: Change) -> None:
        if change.touches(EMOTION):
            self.palette_row.show_emotions(self._context.services.emotions.emotions())

    def _on_kept(self, kept: Kept) -> None:
        self.palette_row.pulse(None if kept.emotion is None else kept.emotion.id)

    def _offer_inbox(self, count: int) -> None:
        """Also while nothing plays: new marks may be gone through."""
        self._empty_inbox.setText(count_in_words(count))
        self._empty_inbox.setVisible(count > 0)

    def _show_companion(self) -> None:
        self.side.follow(
            self._track_view.timeline, self._context.playback.position_ms, at_once=True
        )

    # --- verbs ----------------------------------------------------------------------------------

    def _open_library(self) -> None:
        self._context.navigator.open_page("library")

    def _on_emotion_chosen(self, emotion: Emotion, is_expressed: bool) -> None:
        if not self.rewording.take_key(emotion, is_expressed):
            self._marking.mark_now(emotion, is_expressed)

    def _show_menu(self, ref: MarkRef | None, at: QPoint) -> None:
        words, keys = self._context.services.emotions.emotions(), self._context.shortcuts
        menu = build_menu(self, self._menu_verbs, ref, words, keys)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
