"""The story line as a card on a work's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.ids import SagaId, WorkId
from app.core.words import _
from app.story_line.layout import Scale
from ui.bridge.playback.pace import SMOOTH_MS
from ui.bridge.track.thumbnails import Thumbnails
from ui.story_line.accessible import install_accessibility
from ui.story_line.canvas import LineCanvas
from ui.story_line.following import Following
from ui.story_line.head import LineHead
from ui.story_line.popover import ScenePopover
from ui.story_line.reading import LineReading
from ui.story_line.saving.saving import LineSaving
from ui.story_line.selected import Selected
from ui.story_line.stops import SCENES, Stop
from ui.story_line.table import LineTable
from ui.story_line.told import told_scene
from ui.story_line.view import ZOOM_STEP, LineView
from ui.story_line.waves import LineWaves
from ui.story_line.words import up_to
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE
from ui.widgets.cards import Card, Hairline
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from app.story_line.records import StoryLine
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory

_STILL_PX, _FACE_PX = 160, 48
_SCALE = "story_line_scale"  # in the window's memory
_LEAST_HEIGHT_PX = 320


class StoryLineCard(Card):
    """memory: keeps the scale that was chosen.

    Signals: selection_changed(Stop | None); play_requested(int cue id, int ms in its track), from
    there on along the story; line_shown(StoryLine | None), what was read, also for whoever shows
    counts of it.
    """

    selection_changed = Signal(object)
    play_requested = Signal(int, int)
    line_shown = Signal(object)

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        install_accessibility()
        self._context, self._memory = context, memory
        self._to_select: int | None = None  # a scene's id, once it is there
        self.setAccessibleName(_("The story line"))
        pictures = context.services.pictures.folder
        self._stills = Thumbnails(pictures, _STILL_PX, self)
        self._portraits = Thumbnails(pictures, _FACE_PX, self)
        self.waves = LineWaves(context, self)
        self.view = LineView(self)
        self.canvas = LineCanvas(self.view, self.waves, self._still, self._portrait)
        self.popover = ScenePopover(self._portrait, self.canvas)
        self.head = LineHead(context.shortcuts.text("table"))
        self.table = LineTable()
        self.saving = LineSaving(context, self.view, self.waves, self)
        self.reading = LineReading(context, self)
        self.selected = Selected(context, self.canvas, self.reading, self)
        self.following = Following(context.playback, self.view, self)
        context.playback.pace.wish(self, lambda: SMOOTH_MS)
        self._lay_out()
        self._wire()
        self._restore_scale()

    # --- what the page asks ---------------------------------------------------------------------

    def open(self, work_id: int, scene_id: int | None = None) -> None:
        """scene_id: one to select."""
        self._to_select = scene_id
        self.reading.open(WorkId(work_id))

    def open_saga(self, saga_id: int) -> None:
        """The works of a saga, one after another."""
        self.reading.open(None, SagaId(saga_id))

    @property
    def line(self) -> StoryLine | None:
        """What is shown."""
        return self.view.line

    @property
    def selection(self) -> Stop | None:
        return self.view.selection.stop

    @property
    def is_reading(self) -> bool:
        return self.reading.is_under_way or self.waves.is_reading

    @property
    def is_table(self) -> bool:
        return self._views.currentWidget() is self.table

    def select_scene(self, scene_id: int) -> None:
        place = None if self.line is None else self.line.place_of(scene_id)
        if place is not None:
            self.view.selection.select(Stop(SCENES, place))

    def follow_cue(self, cue_id: int | None) -> None:
        """Which cue is being played, where a track plays in several scenes; None: whichever."""
        self.following.follow_cue(cue_id)

    def focus_line(self) -> None:
        (self.table if self.is_table else self.canvas).setFocus()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 0, 1, 1)
        self.body.setSpacing(0)
        self._views = QStackedWidget()
        self._views.addWidget(self.canvas)
        self._views.addWidget(self.table)
        self.body.addWidget(self.head)
        self.saving.busy.setContentsMargins(SPACE.l, 0, SPACE.s, SPACE.s)
        self.body.addWidget(self.saving.busy)
        self.body.addWidget(Hairline())
        self.body.addWidget(self._views, 1)

    def _wire(self) -> None:
        for pictures in (self._stills, self._portraits):
            pictures.ready.connect(lambda _key: self.canvas.refresh())
        self._portraits.ready.connect(lambda _key: self._show_selection())
        self.reading.read.connect(self._show_line)
        self.view.selection.selected.connect(self._on_selected)
        for view in (self.canvas, self.table):
            view.opened.connect(self.selected.open)
            view.play_requested.connect(self.selected.play)
            view.uncovered.connect(self.selected.uncover)
            view.table_requested.connect(self.head.table_button.toggle)
        self.table.chosen.connect(self.view.selection.select)
        self.selected.play_requested.connect(self.play_requested)
        self.selected.uncovering.connect(self._select_later)
        self.popover.track_requested.connect(self.selected.choose_track)
        self.head.table_toggled.connect(self._turn)
        self.canvas.painted_anew.connect(self._place_popover)
        self.following.moved.connect(self.canvas.show_playhead)
        self.head.scale_chosen.connect(self._set_scale)
        self.head.zoomed.connect(
            lambda is_in: self.view.zoom(ZOOM_STEP if is_in else 1 / ZOOM_STEP)
        )
        self.head.fitted.connect(self.view.fit)
        self.head.saving.connect(self.saving.ask_where_to)
        self.head.printing.connect(self.saving.ask_to_print)
        self.saving.running_changed.connect(self.head.more.setDisabled)
        for part in (self.head, self.popover):
            part.play_requested.connect(lambda: self.selected.play(self.selection))
            part.open_requested.connect(self.selected.open_scene)
        self.popover.closed.connect(lambda: self.view.selection.select(None))
        self.popover.person_requested.connect(self.selected.open_person)
        theme_signals().theme_changed.connect(self._show_selection)

    def _still(self, name: str) -> QImage | None:
        return self._stills.image(name)

    def _portrait(self, name: str) -> QImage | None:
        return self._portraits.image(name)

    # --- what is shown --------------------------------------------------------------------------

    def _show_line(self, line: StoryLine | None, is_other: bool) -> None:
        self.view.show_line(line, is_other=is_other)
        self.head.show_caption("" if line is None else up_to(line))
        self.table.show_stops(self.view.stops, self.selection)
        self.following.look()
        if self._to_select is not None and line is not None:
            scene_id, self._to_select = self._to_select, None
            self.select_scene(scene_id)
        self._show_selection()
        self.line_shown.emit(line)

    def _select_later(self, scene_id: int) -> None:
        """Once it is read."""
        self._to_select = scene_id

    def _on_selected(self, stop: Stop | None) -> None:
        looked_at, line = self.reading.looked_at, self.line
        if looked_at is not None and line is not None:
            is_still_there = stop is not None and line.scenes[stop.scene].id == looked_at
            if not is_still_there:
                self.reading.look_at(None)
        self.table.choose(stop)
        self._show_selection()
        self.selection_changed.emit(stop)

    def _turn(self, is_table: bool) -> None:
        self.head.show_table(is_table)
        turn_to(self._views, self.table if is_table else self.canvas)
        self.focus_line()
        self._show_selection()

    def _show_selection(self) -> None:
        stops, stop = self.view.stops, self.selection
        told = None if stops is None or stop is None else told_scene(stops, stop)
        self.head.show_told(told)
        if told is None:
            self.popover.hide()
            return
        self.popover.show_told(told)
        self._place_popover()

    def _place_popover(self) -> None:
        """In a narrow window the title row tells it instead."""
        self.head.fit(is_narrow=self.canvas.sight.is_narrow)
        stop, place = self.selection, self.canvas.sight.place
        is_told = stop is not None and place is not None and not self._is_covered(stop)
        if not is_told or self.canvas.sight.is_narrow:
            self.popover.hide()
            return
        assert stop is not None and place is not None
        column = self.canvas.sight.rect_of(Stop(SCENES, stop.scene))
        room = QRect(place.field)
        room.adjust(4, place.rows.axis, -4, -8)
        self.popover.show()
        self.popover.place_beside(column, room)

    def _is_covered(self, stop: Stop) -> bool:
        return self.line is None or self.line.scenes[stop.scene].is_covered

    def _set_scale(self, scale: Scale) -> None:
        self.head.show_scale(scale)
        self.view.set_scale(scale)
        self._show_selection()
        if self._memory is not None:
            self._memory.state.setValue(_SCALE, scale.value)

    def _restore_scale(self) -> None:
        kept = "" if self._memory is None else self._memory.text(_SCALE)
        if kept in tuple(Scale):
            self.head.show_scale(Scale(kept))
            self.view.set_scale(Scale(kept))

    # --- news and room --------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves no longer looks at what is covered."""
        self.reading.look_at(None)
        super().hideEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT_PX)
