"""The page of a work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import SagaId, WorkId
from app.core.words import _
from app.keepsake.choosing import of_work
from ui.bridge.news.kept_fresh import KeptFresh
from ui.bridge.places import PasteStory, StoryLinePlace, WorkForm
from ui.keepsake.opening import make_keepsake
from ui.shell.last_work import remember_work, remembered_work
from ui.story_import.opening import PASTE, add_import_actions
from ui.story_line.card import StoryLineCard
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.turning import turn_to
from ui.work.head import WorkHead
from ui.work.its_music import choose_album
from ui.work.missing.panel import MissingPanel
from ui.work.missing.rows import Kind
from ui.work.news import is_news
from ui.work.shown import ShownWork, WorkQuestion
from ui.work.telling import Telling
from ui.work.untold.card import UntoldCard
from ui.work.verbs import HeadVerbs
from ui.work.works_menu import WorksMenuVerbs, fill_works_menu

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from app.works.records import WorkGlance
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory

# Of the page, below which the head is smaller.
_WIDE_PX, _TIGHTEST_PX, _HIGH_PX, _LOWEST_PX = 1000, 880, 600, 400
_MISSING_PX = 360


class WorkPage(QWidget):
    """Reads off the GUI thread. memory: keeps which work was open."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._reading = context.latest_read("Read a work")
        self.shown: ShownWork | None = None
        self.work_id: WorkId | None = None
        self.saga_id: SagaId | None = None
        self._scene_id: int | None = None  # to select once it is shown
        self._lined: tuple[WorkId, SagaId | None] | None = None  # whose story line is shown
        self.head = WorkHead(context, self._fill_works)
        self._verbs = HeadVerbs(context, self.head)
        self.line = StoryLineCard(context, memory)
        self.untold = UntoldCard(context)
        self.telling = Telling(context, self.head.play, self.line, self)
        self.missing = MissingPanel(context)
        self.missing.hide()
        self._fresh = KeptFresh(self, context, self._reading, self.read, ())  # see `_on_change`
        self._lay_out()
        self._wire()
        self.read()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: StoryLinePlace) -> None:
        self.saga_id = None
        self.work_id, self._scene_id = WorkId(place.work_id), place.scene_id
        self.read()

    def open_work(self, work_id: int) -> None:
        self.open(StoryLinePlace(work_id))

    def focus_line(self) -> None:
        """What to do, while there is no work."""
        if self._views.currentWidget() is self.empty:
            self.empty.setFocus()
        elif self._lines.currentWidget() is self.untold:
            self.untold.focus()
        else:
            self.line.focus_line()

    @property
    def glance(self) -> WorkGlance | None:
        return None if self.shown is None else self.shown.glance

    @property
    def is_reading(self) -> bool:
        parts = (self.missing, self.line, self.untold)
        return self._fresh.is_under_way or any(part.is_reading for part in parts)

    # --- reading --------------------------------------------------------------------------------

    def read(self) -> None:
        """Everything shown, again."""
        self._fresh.note_asked()
        question = WorkQuestion(self.work_id, remembered_work(self._memory), self.saga_id)
        services = self._context.services
        self._reading.ask(lambda: question.answer(services), self._show)

    def _show(self, shown: ShownWork | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if shown is None:
            return
        self.shown, glance = shown, shown.glance
        self._verbs.show_glance(glance)
        self.work_id = None if glance is None else glance.work.id
        if glance is None:
            if turn_to(self._views, self.empty):
                self.focus_line()
            return
        remember_work(self._memory, glance.work.uid)
        self.saga_id = None if shown.saga is None else shown.saga.id
        saga = "" if shown.saga is None else shown.saga.name
        self.head.show_glance(glance, shown.cues, saga)
        self._show_line(shown, glance)
        self.telling.show(shown)
        if not self.missing.isHidden():
            self.missing.show_glance(glance)
        if turn_to(self._views, self._whole):
            self.focus_line()

    def _show_line(self, shown: ShownWork, glance: WorkGlance) -> None:
        """The line reads by itself what changes on it."""
        is_untold = not glance.scenes and shown.saga is None
        if is_untold:
            self.untold.show_glance(glance)
        wanted = (glance.work.id, None if shown.saga is None else shown.saga.id)
        if not is_untold and (wanted != self._lined or self._scene_id is not None):
            if shown.saga is not None:
                self.line.open_saga(shown.saga.id)
            else:
                self.line.open(glance.work.id, self._scene_id)
            self._scene_id = None
        self._lined = None if is_untold else wanted
        turn_to(self._lines, self.untold if is_untold else self.line)

    # --- what is missing ------------------------------------------------------------------------

    def open_missing(self, kind: str = Kind.TRACKS) -> None:
        """Lists of what is missing between music and story."""
        if self.glance is None:
            return
        self.missing.show()
        self.missing.show_glance(self.glance)
        self.missing.open(Kind(kind))
        self._fit()

    def close_missing(self) -> None:
        self.missing.hide()
        self._fit()
        self.focus_line()

    # --- verbs ----------------------------------------------------------------------------------

    def edit(self) -> None:
        """Where its title, cast and episodes are written."""
        if self.work_id is not None:
            self._context.navigator.show(WorkForm(self.work_id))

    def choose_album(self) -> None:
        """Whose music belongs to it."""
        if self.glance is not None:
            figures = self.head.figures
            at = figures.mapToGlobal(figures.rect().bottomLeft())
            choose_album(self._context, self, self.glance.work, at)

    def make_keepsake(self) -> None:
        if self.glance is not None:
            make_keepsake(self._context, self, of_work(self.glance.work))

    def open_saga(self, saga_id: SagaId) -> None:
        """The story of all its works as one."""
        self.saga_id = saga_id
        saga = self._saga(saga_id)
        if saga is not None and self.work_id not in saga:
            self.work_id = saga[0]
        self.read()

    def _saga(self, saga_id: SagaId) -> tuple[WorkId, ...] | None:
        sagas = () if self.shown is None else self.shown.choices.sagas
        return next((one.works for one in sagas if one.id == saga_id and one.works), None)

    def _fill_works(self, menu: QMenu) -> None:
        if self.shown is None:
            return
        verbs = WorksMenuVerbs(
            open_work=self.open_work,
            open_saga=self.open_saga,
            edit=self.edit,
            open_missing=self.open_missing,
            choose_album=self.choose_album,
            make_keepsake=self.make_keepsake,
            open_story=self._open_story,
        )
        fill_works_menu(menu, self.shown.choices, verbs, self.work_id, self.saga_id)
        if self.work_id is not None:
            menu.addSeparator()
            add_import_actions(menu, self._context, self, lambda: self.work_id, self.open_work)

    def _open_story(self) -> None:
        if self.work_id is None:
            self._context.navigator.open_page("story")
        else:
            self.edit()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._whole = QWidget()
        self._column = QVBoxLayout(self._whole)
        self._column.setSpacing(SPACE.l)
        self._column.addWidget(self.head)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE.l)
        self._lines = QStackedWidget()
        self._lines.addWidget(self.line)
        self._lines.addWidget(self.untold)
        beside.addWidget(self._lines, 1)
        beside.addWidget(self.missing)
        self._column.addLayout(beside, 1)
        self.empty = EmptyState(
            "clapperboard",
            _("The story in its music"),
            _("Open a series, film or game: its scenes, its music and what you felt run along it."),
        )
        self.empty.add_action(
            _("Choose or add a work"), lambda: self._context.navigator.open_page("story"), "plus"
        )
        if self._context.navigator.can_show(PasteStory):
            self.empty.add_action(
                str(PASTE), lambda: self._context.navigator.show(PasteStory()), "list"
            )
        self._views = QStackedWidget()
        self._views.addWidget(self._whole)
        self._views.addWidget(self.empty)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._views)
        self._fit()

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        theme_signals().theme_changed.connect(self._fit)
        self.head.figures.mending_requested.connect(self.open_missing)
        self.head.figures.album_requested.connect(self.choose_album)
        self.missing.closed.connect(self.close_missing)
        self.untold.imported.connect(self.open_work)

    # --- news and room --------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # its number means another work now
            self._context.story_playing.stop()
            self.work_id = self.saga_id = self._lined = None
        if is_news(change, self.glance):
            self._fresh.become_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_tight = self.width() < scaled_px(_WIDE_PX)
        edge = SPACE.l if is_tight else SPACE.xl
        self._column.setContentsMargins(edge, SPACE.l, edge, SPACE.l)
        is_asked = not self.missing.isHidden()
        self._lines.setVisible(not (is_tight and is_asked))
        self.missing.fit(is_beside=not is_tight)
        self.missing.setMaximumWidth(1 << 14 if is_tight else scaled_px(_MISSING_PX))
        self.missing.setMinimumWidth(0 if is_tight else scaled_px(_MISSING_PX))
        self.head.fit(
            is_low=self.height() < scaled_px(_HIGH_PX),
            is_lowest=self.height() < scaled_px(_LOWEST_PX),
            is_tight=is_tight,
            is_tightest=self.width() < scaled_px(_TIGHTEST_PX),
        )
