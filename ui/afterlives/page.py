"""The Afterlives page of a track or a work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.transactions import changes
from ui.afterlives.choice import Choice
from ui.afterlives.head import AfterlivesHead
from ui.afterlives.in_step.card import STEP_KEYS
from ui.afterlives.in_step.shown import read_step
from ui.afterlives.invitation import Invitation, whose
from ui.afterlives.life_panel import LifePanel
from ui.afterlives.lives_view import LivesView
from ui.afterlives.subject import Subject
from ui.afterlives.verbs import AfterlifeVerbs
from ui.bridge.news.kept_fresh import KeptFresh
from ui.bridge.places import TrackPlace, WorkPlace
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.afterlives.records import Afterlife, AfterlivesOf
    from app.story.echo_kinds import EchoKind
    from app.transactions.changes import Change
    from ui.afterlives.in_step.shown import ShownStep
    from ui.bridge.context import Context
    from ui.bridge.places import Afterlives
    from ui.shell.window_memory import WindowMemory

    Verb = Callable[[Afterlife], object]

_WIDE_PX, _SHORT_PX = 1000, 400
Key = Qt.Key
_KINDS = (
    changes.ECHO,
    changes.ALIGNMENT,
    changes.TAG,
    changes.MOMENT,
    changes.EMOTION,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.WORK,
)


class AfterlivesPage(QWidget):
    """Reads off the GUI thread. memory: keeps what was shown last."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._reading = context.latest_read("Read afterlives")
        self._step_reading = context.latest_read("Read two versions")
        self._of: Subject | None = None
        self._is_unasked = False  # nobody asked for it, and nothing plays
        self._choice = Choice()
        self.shown: AfterlivesOf | None = None
        find = context.services.pictures.path
        self.verbs = AfterlifeVerbs(context, self)
        self.head = AfterlivesHead()
        self.lives = LivesView(find)
        self.timeline, self.list = self.lives.timeline, self.lives.list
        self.panel = LifePanel(context)
        self.empty = Invitation(self.add_one, self.paste_list)
        self.nothing = whose(context)
        self._fresh = KeptFresh(self, context, self._reading, self.read, _KINDS)
        self._lay_out()
        self._wire()
        self._turn()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: Afterlives) -> None:
        """Of a track, or of a work with all of its tracks."""
        of = Subject.of(place) or Subject.usual(self._context, self._memory)
        self._is_unasked = False
        if of != self._of:
            self._of, self._choice, self.shown = of, Choice(echo_id=place.echo_id), None
        elif place.echo_id is not None:
            self._choice.echo_id = place.echo_id
        if of is not None:
            of.remember(self._memory)
        self.read()
        self.focus()

    def focus(self) -> None:
        if self._of is None or self._is_unasked:
            self._show_usual()
        view = self._views.currentWidget()
        if view is self._with_lives:
            self.lives.focus()
        elif view is not None:
            view.setFocus()

    def _show_usual(self) -> None:
        """What was shown last, or what plays; else a work that may be meant."""
        usual = Subject.usual(self._context, self._memory)
        of = usual or Subject.unasked(self._context, self._memory)
        self._is_unasked = usual is None
        if of is None or of != self._of:
            self._of, self._choice, self.shown = of, Choice(), None
            self.read()

    @property
    def is_reading(self) -> bool:
        return self._fresh.is_under_way or self._step_reading.is_under_way

    # --- reading --------------------------------------------------------------------------------

    def read(self) -> None:
        self._fresh.note_asked()
        of, services = self._of, self._context.services
        if of is not None:
            self._reading.ask(lambda: of.read(services), self._show)
            self._turn()

    def _show(self, shown: AfterlivesOf | None) -> None:
        """None: it is gone, or the listener was told why."""
        self.shown = shown
        had_focus = self._turn()
        if shown is not None:
            self._show_lives()
        else:
            self.panel.show_life(None)
        if had_focus:
            self.focus()

    def _show_lives(self) -> None:
        shown = self.shown
        assert shown is not None
        lives = self._choice.among(shown)
        self.head.show_afterlives(shown, self._choice.kind)
        self.lives.show_lives(shown, lives, self._choice.echo_id)
        self._show_life()

    def _show_life(self) -> None:
        life = self.life
        self.panel.show_life(life)
        self._fit()
        services = self._context.services
        if life is None or not life.can_be_in_step:
            self._step_reading.drop()
            return
        self._step_reading.ask(lambda: read_step(services, life), self._show_step)

    def _show_step(self, step: ShownStep | None) -> None:
        if step is not None:
            self.panel.show_step(step)

    @property
    def life(self) -> Afterlife | None:
        return self._choice.life(self.shown)

    # --- verbs ----------------------------------------------------------------------------------

    def add_one(self) -> None:
        if self.shown is not None:
            self.verbs.ask_for_one(self.shown)

    def paste_list(self) -> None:
        if self.shown is not None:
            self.verbs.ask_for_list(self.shown)

    def choose(self, echo_id: int) -> None:
        self._choice.echo_id = echo_id
        self.lives.choose(echo_id)
        self._show_life()

    def play_linked(self) -> None:
        """The version that the chosen one is; in step, if it can be."""
        life = self.life
        if life is None or life.linked is None:
            return
        if not self.panel.step.press(Key.Key_P):
            playback, track_id = self._context.playback, life.linked.id
            self._context.look(lambda: playback.play_lines([(track_id, None)]))

    def go_back(self) -> None:
        shown, navigator = self.shown, self._context.navigator
        if shown is not None and shown.track is not None:
            navigator.show(TrackPlace(shown.track.id, 0))
        elif shown is not None and shown.work_id is not None:
            navigator.show(WorkPlace(shown.work_id))
        else:
            navigator.open_page("story")

    def _with(self, echo_id: int, verb: Verb) -> None:
        self.choose(echo_id)
        self._do(verb)

    def _do(self, verb: Verb) -> None:
        if self.life is not None:
            verb(self.life)

    def _open_menu_of(self, echo_id: int, at: QPoint) -> None:
        self.choose(echo_id)
        self._open_menu(at)

    def _open_menu(self, at: QPoint) -> None:
        if self.life is not None:
            self.verbs.open_menu(self.life, at, self.play_linked)

    def _set_kind(self, kind: EchoKind | None) -> None:
        self._choice.kind = kind
        if self.shown is not None:
            self._show_lives()

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the two versions.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self.panel.step.step is not None and claims_key(event, STEP_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = Key(event.key()), self.panel.step
        if not is_bare(event) or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif key == Key.Key_Escape:
            if step.hearing.sounding is not None:
                step.hearing.stop()
            else:
                self.go_back()
        elif step.step is None or not step.press(key):
            super().keyPressEvent(event)

    # --- news and room --------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # numbers mean others now
            Subject.forget(self._memory)
            self._of = self.shown = None
            self._choice = Choice()
            self.panel.show_life(None)
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> bool:
        if self.shown is None:
            if self._reading.is_under_way:  # its layout is there already
                return turn_to(self._views, self._with_lives)
            self.head.show_nobody()
            return turn_to(self._views, self.nothing)
        self.head.show_afterlives(self.shown, self._choice.kind)
        return turn_to(self._views, self._with_lives if self.shown.lives else self.empty)

    def _fit(self) -> None:
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        edge = SPACE.l if is_narrow else SPACE.xl
        self._whole.setContentsMargins(edge, SPACE.l, edge, SPACE.l)
        is_short = self.height() < scaled_px(_SHORT_PX)
        self.head.fit(is_tight=is_narrow, is_low=is_short)
        as_list = is_narrow or self.head.as_list.isChecked()
        self.head.as_list.setHidden(is_narrow or self.shown is None or not self.shown.lives)
        least_px = self.lives.fit(as_list=as_list)
        head_px = self.head.heightForWidth(self.width() - 2 * edge)
        left_px = self.height() - max(head_px, 0) - least_px - 3 * SPACE.l - SPACE.m
        self.panel.fit(is_narrow=is_narrow, is_short=is_short, high_px=left_px)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._with_lives = QWidget()
        column = QVBoxLayout(self._with_lives)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addWidget(self.lives, 1)
        column.addWidget(self.panel)
        column.addStretch(0)
        self._views = QStackedWidget()
        for view in (self.nothing, self._with_lives, self.empty):
            self._views.addWidget(view)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(SPACE.m)
        self._whole.addWidget(self.head)
        self._whole.addWidget(self._views, 1)
        self._fit()

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        theme_signals().theme_changed.connect(self._fit)
        self.head.back_requested.connect(self.go_back)
        self.head.add_requested.connect(self.add_one)
        self.head.paste_requested.connect(self.paste_list)
        self.head.kind_chosen.connect(self._set_kind)
        self.head.as_list.toggled.connect(lambda _on: self._fit())
        lives = self.lives
        lives.chosen.connect(self.choose)
        lives.opened.connect(lambda key: self._with(key, self.verbs.change))
        lives.link_requested.connect(lambda key: self._with(key, self.verbs.open_link))
        lives.removal_requested.connect(lambda key: self._with(key, self.verbs.remove))
        lives.menu_requested.connect(self._open_menu_of)
        self.panel.menu_requested.connect(self._open_menu)
        self.panel.change_requested.connect(lambda: self._do(self.verbs.change))
        self.panel.link_requested.connect(lambda: self._do(self.verbs.open_link))
        self.panel.step.read_again.connect(self._show_life)
