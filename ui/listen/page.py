"""The Listen page: the playing track on one time axis, with its marks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.library.records import TrackRow
from app.player.records import PlayState
from app.unreadable.records import UnreadableRow
from ui.bridge.context import Context
from ui.bridge.keys.marking import Marking
from ui.bridge.track.track_suggestions import TrackSuggestions
from ui.bridge.track.track_themes import TrackThemes
from ui.bridge.track.track_view import TrackView
from ui.bridge.track.track_words import WordsNow
from ui.emotions.palette import Palette
from ui.listen.afterlives_round import AfterlivesRound
from ui.listen.candidate_keys import CandidateKeys
from ui.listen.candidates import Candidates
from ui.listen.editing import Editing
from ui.listen.header import TrackHeader
from ui.listen.inbox_round import InboxRound
from ui.listen.intensity_round import IntensityRound
from ui.listen.kept_clear import kept_clear
from ui.listen.kept_view import KeptView
from ui.listen.lane_memory import LaneMemory
from ui.listen.looping import Looping
from ui.listen.lyrics_round import LyricsRound
from ui.listen.mark_views import MarkViews
from ui.listen.mark_walk import MarkWalk
from ui.listen.menu import Verbs as MenuVerbs
from ui.listen.menu import build_event_list, build_lyrics_menu, build_menu
from ui.listen.moment_here import MomentHere
from ui.listen.newest import NewestMark
from ui.listen.nothing_playing import NothingPlaying
from ui.listen.palette_keys import PaletteKeys
from ui.listen.playing_track import PlayingTrack
from ui.listen.quotes_round import QuotesRound
from ui.listen.replay import Replay
from ui.listen.rewording import Rewording
from ui.listen.scene_question import SceneQuestion
from ui.listen.seeing import Seeing
from ui.listen.shown_marks import ShownMarks
from ui.listen.side import Side
from ui.listen.side_width import SideWidth
from ui.listen.stages import Stages
from ui.listen.suggestion_round import SuggestionRound
from ui.listen.theme_question import ThemeQuestion
from ui.listen.trace_round import TraceRound
from ui.marks.table.table import LaneTable
from ui.mending.unreadable_note import UnreadableNote
from ui.shell.window_memory import WindowMemory
from ui.style.tokens import SPACE
from ui.timeline.lanes.registry import LaneParts
from ui.timeline.view import TimelineView


class ListenPage(QWidget):
    """memory: the window's, which keeps how the listener arranged the lanes."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        track_view: TrackView,
        words_now: WordsNow,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._marking = marking
        self._track_view = track_view
        pictures = context.services.pictures
        self.timeline = TimelineView(LaneParts(pictures.path, context.shortcuts.text))
        self.table = LaneTable(context.services.emotions.emotions, context.shortcuts.text)
        self.palette_row = Palette()
        self.header = TrackHeader(context.shortcuts)
        self.tools = self.header.tools
        self.unreadable = UnreadableNote(context, self._is_of_this_track)
        self._playing = PlayingTrack(context, self.header, self)
        self.track_themes = TrackThemes(context, self)
        self.quotes = QuotesRound(context, self.track_themes, self)
        self.suggestions = TrackSuggestions(context, self)
        self.side = Side(context, pictures.path, self.track_themes, self.suggestions)
        self.suggested = SuggestionRound(
            context, marking, self.suggestions, self.side.companion.suggested, self
        )
        self.afterlives = AfterlivesRound(context, self.side.companion, self)
        self.replay = Replay(context, marking, track_view, self.timeline, self)
        self.scenes = SceneQuestion(context, track_view, self.timeline, self.replay, self)
        self.newest = NewestMark(context, marking, self.timeline, self.replay, self.side, self)
        self.looping = Looping(context, track_view, self.timeline, self)
        self.mark_walk = MarkWalk(context, track_view, self.timeline, self)
        self.inbox = InboxRound(context, self.side.inbox, self.header.inbox, self)
        pad, switch = self.side.trace_pad, self.tools.menu.trace
        self.trace = TraceRound(context, pad, self.timeline, switch, self)
        self.seeing = Seeing(context, track_view, self.timeline, self.tools, self)
        LaneMemory(context, self.timeline, memory, self)
        self.candidates = Candidates(context, self.timeline, self)
        self.editing = Editing(context, track_view, self.timeline, self.candidates, self)
        self.lyrics = LyricsRound(context, words_now, self.timeline, self.side.companion, self)
        self.intensity = IntensityRound(context, track_view, self.timeline, self)
        self.themes = ThemeQuestion(context, self.timeline, self)
        self.moments = MomentHere(context, track_view, self.timeline, self.replay)
        feelings = (self.side.inspector.feeling, self.side.several.feeling)
        self.rewording = Rewording(context, marking, self.timeline, feelings, self)
        marking.offer_keys_to(self.rewording.take_key)
        self._palette_keys = PaletteKeys(context, marking, self.palette_row, self.rewording, self)
        self._menu_verbs = MenuVerbs(
            self.timeline,
            self.editing,
            self.replay,
            self.rewording,
            self.scenes,
            self.themes,
            self.candidates,
            self.intensity,
            self.lyrics,
            self.moments,
            self.themes.open,
            self.edit_note,
            self.loop_selection,
            self.zoom_to_selection,
            self.list_events,
        )
        self._views = MarkViews(self.timeline, self.table)
        CandidateKeys(self.candidates, (self.timeline.canvas, self.table), self)
        self._shown = ShownMarks(
            context,
            track_view,
            self._views,
            self.timeline.marks,
            self.candidates,
            self.side,
            self,
        )
        self._kept_view = KeptView(track_view, self.timeline, self)
        self._lay_out()
        self._wire()
        self._on_track_changed(context.playback.track)
        self._shown.show(track_view.timeline)
        self._kept_view.take_up()
        self.seeing.show_peaks_of(track_view)

    # --- what is selected -----------------------------------------------------------------------

    @property
    def selection(self) -> MarkRef | None:
        return self.timeline.marks.selection

    def select(self, ref: MarkRef) -> None:
        self.timeline.marks.set_selection(ref)

    def _edit(self, ref: MarkRef) -> None:
        self.select(ref)
        self.side.write_note()

    def loop_selection(self) -> None:
        self.looping.toggle()
        self.tools.show_loop(is_on=self._context.playback.loop is not None)

    def delete(self) -> None:
        """The chosen build, climax, drop or break, otherwise the selected marks."""
        if self.intensity.chosen is not None:
            self.intensity.remove()
        else:
            self.editing.delete()

    def zoom_to_selection(self) -> None:
        self.seeing.zoom_to(self.replay.stretch())

    def edit_note(self) -> None:
        """Puts the cursor into the selected mark's note."""
        self.side.write_note()

    def toggle_table(self) -> None:
        self.show_table(not self._views.is_table)

    def show_table(self, is_table: bool) -> None:
        self._views.show_table(is_table, self._shown.timeline)

    def focus_marks(self) -> None:
        """Where the page's keys work; before there is a track, the way to one."""
        if self._stages.has_music:
            self._views.focus_marks()
        else:
            self._stages.focus_way()

    def commit(self) -> None:
        """Saves what was typed or traced, before the window closes."""
        if self.inbox.is_open:
            self.inbox.leave()
        self.trace.tracing.disarm()

    def keep_clear(self) -> Iterator[QRect]:
        """The palette, the mark that was just made, and the selected one."""
        refs = (self.replay.newest, self.selection)
        return kept_clear(self, self.palette_row, self.timeline, refs)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seeing.tell_sight(is_seen=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seeing.tell_sight(is_seen=True)
        self._kept_view.take_up_soon()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(self.header)
        column.addWidget(self.quotes.line)
        column.addWidget(self.unreadable)
        column.addWidget(self._views, 1)
        column.addWidget(self.palette_row)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(centre)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setCollapsible(0, False)
        SideWidth(self._split, self.palette_row)
        navigator = self._context.navigator
        self._empty = NothingPlaying(lambda: navigator.open_page("library"), self.inbox.toggle)
        self._stages = Stages(self._split, self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stages)

    def _wire(self) -> None:
        playback, view = self._context.playback, self.timeline
        playback.track_changed.connect(self._on_track_changed)
        playback.state_changed.connect(self._on_state_changed)
        playback.loop_changed.connect(self._on_loop_changed)
        self._track_view.timeline_changed.connect(self._shown.show)
        self._track_view.timeline_changed.connect(lambda _timeline: self._kept_view.take_up())
        self._track_view.awaited_changed.connect(self._turn)
        self.track_themes.changed.connect(self._shown.follow_soon)
        self.suggestions.changed.connect(self._shown.follow_soon)
        self.track_themes.begin()
        view.seek_requested.connect(playback.seek_ms)
        self._views.table_shown.connect(self.tools.menu.table.setChecked)
        view.marks.mark_activated.connect(self.replay.hear)
        view.marks.edit_asked.connect(self._edit, Qt.ConnectionType.QueuedConnection)
        view.marks.delete_asked.connect(self.editing.delete_one, Qt.ConnectionType.QueuedConnection)
        view.marks.years_asked.connect(self.moments.open_at)
        view.context_requested.connect(self._show_menu)
        view.adding_requested.connect(lambda _lane: self.scenes.ask())
        self.table.mark_activated.connect(self.replay.hear)
        self.table.declined.connect(lambda why: self._context.messages.say(why, about="cell"))
        self.table.delete_requested.connect(lambda _refs: self.editing.delete())
        self.table.cell_edited.connect(
            lambda ref, name, value: self.editing.edit((ref,), name, value)
        )
        self._marking.live_changed.connect(view.held.show)
        self._wire_side()
        self._wire_tools()

    def _wire_side(self) -> None:
        self.side.fields_edited.connect(self.editing.edit)
        self.side.delete_requested.connect(self.editing.delete)
        self.side.hear_requested.connect(self.replay.hear)
        self.side.scene_change_requested.connect(self.scenes.ask)
        self.side.returns_requested.connect(lambda _ref: self.themes.find())
        self.side.left.connect(self.focus_marks)
        self.side.scene_wanted.connect(self.scenes.ask)
        self.side.companion.lyrics_wanted.connect(self.lyrics.edit)
        self.side.companion.years_wanted.connect(self.moments.open_playhead)
        self.side.closed.connect(lambda: self.timeline.marks.set_selection(None))
        self.side.candidate.answered.connect(self.candidates.answer_chosen)
        self.side.candidate.all_requested.connect(self.candidates.show_all)
        self.candidates.menu_wanted.connect(self._open_menu)
        self.inbox.mark_wanted.connect(self.select)
        self.mark_walk.mark_wanted.connect(self.select)
        self.inbox.walk.count_changed.connect(self._empty.offer_inbox)
        self.inbox.emptied.connect(self.focus_marks)
        for card in (self.inbox, self.trace):
            card.closed.connect(self._on_card_closed)

    def _wire_tools(self) -> None:
        tools = self.tools
        tools.loop_wanted.connect(self.loop_selection)
        self.looping.hint_changed.connect(tools.show_loop_hint)
        tools.span.selection_wanted.connect(self.zoom_to_selection)
        tools.menu.scene.triggered.connect(lambda: self.scenes.ask())
        tools.menu.table.triggered.connect(self.show_table)

    # --- news -----------------------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        self._turn()
        if row is not None:
            self._playing.show(row)
        self.unreadable.tell()
        self._shown.clear_selected()

    def _turn(self) -> None:
        is_there = self._context.playback.track is not None
        if self._stages.show_track(is_there=is_there, is_awaited=self._track_view.is_awaited):
            self.focus_marks()

    def _is_of_this_track(self, row: UnreadableRow) -> bool:
        playing = self._context.playback.track
        return playing is not None and row.track_id == playing.id

    def _on_state_changed(self, state: str) -> None:
        self.timeline.viewport.set_playing(state == PlayState.PLAYING.value)

    def _on_loop_changed(self, span: Span | None) -> None:
        self.timeline.overlays.show_loop(span)
        self.tools.show_loop(is_on=span is not None)

    def _on_card_closed(self) -> None:
        """The focus goes back to the marks; the selected one is shown as usual again."""
        self.focus_marks()
        self._shown.show_selected()

    # --- verbs ----------------------------------------------------------------------------------

    def list_events(self) -> QMenu:
        """Opens the list of builds, climaxes, drops and breaks, with what adds one."""
        menu = build_event_list(self, self._menu_verbs, self._context.shortcuts)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.timeline.canvas.mapToGlobal(self.timeline.marks_here.point()))
        return menu

    def _open_menu(self, ref: MarkRef) -> None:
        """By a key, at the mark."""
        here = self.timeline.canvas.mapToGlobal(self.timeline.marks_here.point())
        row = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        in_table = self.table.viewport().mapToGlobal(row)
        self._show_menu(ref, in_table if self._views.is_table else here)

    def _show_menu(self, ref: MarkRef | None, at: QPoint) -> None:
        canvas = self.timeline.canvas
        line = None
        if not self._views.is_table and ref is None:
            line = self.lyrics.line_under(QPointF(canvas.mapFromGlobal(at)))
        shortcuts = self._context.shortcuts
        if line is not None:
            menu = build_lyrics_menu(self, self._menu_verbs, line, shortcuts)
        else:
            menu = build_menu(self, self._menu_verbs, ref, shortcuts)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
