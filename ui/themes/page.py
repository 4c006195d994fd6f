"""The Themes page: every theme by work on the left, the life of one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.core.ids import ThemeId
from app.returns.records import Order
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.bridge.places import ThemeSearch
from ui.style.theme import scaled_px, theme_signals
from ui.themes.asking import ThemeAsking
from ui.themes.families.part import FamiliesPart
from ui.themes.invitation import invitation
from ui.themes.list_column import ListColumn
from ui.themes.question import OPEN, ORDER, Answer, ThemesQuestion, kept_order
from ui.themes.shown import ShownTheme, ShownThemes
from ui.themes.sounds import Sounds
from ui.themes.theme_list import ThemeList, ThemeModel
from ui.themes.theme_menu import ThemeMenu
from ui.themes.theme_panel import ThemePanel
from ui.themes.verbs import ThemeVerbs
from ui.widgets.cards import Hairline
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.places import WhatReturns
    from ui.shell.window_memory import WindowMemory

_LIST_PX = 268
_ROOMY_PX = 720  # of the page, below which buttons lose their words
_WIDE_PX = 1000  # of the page, from which on the list is beside the theme
_KINDS = (
    changes.THEME,
    changes.OCCURRENCE,
    changes.TAG,
    changes.EMOTION,
    changes.CUE,
    changes.SCENE,
    changes.EPISODE,
    changes.CHARACTER,
    changes.WORK,
    changes.SAGA,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.RECOGNITION,
)


class ThemesPage(QWidget):
    """Reads off the GUI thread. memory: keeps which theme was open, and its returns' order."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._asking = ThemeAsking(context.services)
        self._reading = context.latest_read("Read the themes")
        self._shown = ShownThemes((), {})
        self.open_id: ThemeId | None = None
        self._select: int | None = None  # a return to select once it is shown
        self._order = kept_order(memory)
        self.verbs = ThemeVerbs(context, self)
        self.sounds = Sounds(context, self)
        self.model = ThemeModel(self)
        self.list = ThemeList(self.model)
        self.panel = ThemePanel(context, self.verbs)
        self.picker = ThemeMenu(self)
        self.melodies = FamiliesPart(context, self._asking, self)
        self._fresh = KeptFresh(self, context, self._reading, self.read, _KINDS)
        self._lay_out()
        self._wire()
        self.read()

    # --- what the window asks -------------------------------------------------------------------

    def open_theme(self, theme_id: int, occurrence_id: int | None = None) -> None:
        """occurrence_id: the return to select."""
        self._select = occurrence_id
        turn_to(self._views, self._split)
        self._turn_right(self.panel)
        self._open(ThemeId(theme_id))
        self.list.choose(theme_id)
        self.panel.rows.setFocus()

    def open_melodies(self, wanted: WhatReturns | None) -> None:
        """What returns in a soundtrack; None for that of the theme that is open, or that plays."""
        self.melodies.open(wanted)

    def to_search(self) -> ThemeSearch | None:
        """The theme that is seen."""
        if self.open_id is None or self.melodies.is_open:
            return None
        return ThemeSearch(self.open_id)

    def focus_list(self) -> None:
        """The themes; their returns where the list is a menu; what to do while there are none."""
        shown = self._views.currentWidget()
        if shown is self.empty or shown is self._unread:
            shown.setFocus()
        elif self._right.currentWidget() is self.melodies.panel:
            self.melodies.panel.focus()
        elif self._left.isHidden():
            self.panel.rows.setFocus()
        else:
            self.list.setFocus()

    def commit(self) -> None:
        self.panel.commit()

    @property
    def is_reading(self) -> bool:
        return self._fresh.is_under_way or self.melodies.families.is_reading

    # --- reading --------------------------------------------------------------------------------

    def read(self) -> None:
        """Everything shown, again; what is selected and being typed stays."""
        self._fresh.note_asked()
        self._reading.ask(self._question(), self._show)

    def _question(self) -> ThemesQuestion:
        return ThemesQuestion(self._asking, self.open_id, self._remembered(), self._order)

    def _show(self, answer: Answer | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if answer is None:
            return
        self._shown, theme = answer
        self.open_id = None if theme is None else theme.life.theme.id
        had_focus = self._turn()
        self._fit()
        self.list.show_themes(self._shown, self.open_id)
        if theme is not None:
            self._show_theme(theme)
        else:
            self.panel.stop()
        self.melodies.follow(theme)
        if had_focus:
            self.focus_list()

    def _turn(self) -> bool:
        """Without any theme there is an invitation. Returns whether the focus has to be moved."""
        is_empty = not self._shown.works and not self.melodies.is_open
        return turn_to(self._views, self.empty if is_empty else self._split)

    def _turn_right(self, panel: QWidget) -> None:
        if panel is self.panel:
            self.melodies.close()
        turn_to(self._right, panel)

    def _on_melodies_opened(self) -> None:
        self._turn_right(self.melodies.panel)
        self._turn()
        self.melodies.panel.focus()

    def _on_melodies_left(self) -> None:
        self._turn_right(self.panel)
        self._turn()
        self.focus_list()

    def _show_theme(self, theme: ShownTheme) -> None:
        self._remember(theme)
        self.panel.show_theme(theme, is_hearing=self.sounds.is_hearing(theme.to_hear))
        self.sounds.draw(theme.undrawn)
        if self._select is not None and self.panel.rows.choose(self._select):
            self._select = None

    def _open(self, theme_id: ThemeId) -> None:
        self._turn_right(self.panel)
        if theme_id != self.open_id:
            self.panel.commit()
            self.panel.stop()
        self.open_id = theme_id
        self.read()

    def _remembered(self) -> str:
        """The uid of the theme that was open before."""
        return "" if self._memory is None else self._memory.text(OPEN)

    def _remember(self, theme: ShownTheme) -> None:
        if self._memory is not None:
            self._memory.state.setValue(OPEN, theme.life.theme.uid)

    def _set_order(self, order: Order) -> None:
        self._order = order
        if self._memory is not None:
            self._memory.state.setValue(ORDER, order.value)
        self.read()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first_notes_keys = self._context.shortcuts.text("page_first_notes")
        self._left = ListColumn(self.list, self.melodies.unnamed, first_notes_keys)
        self._line = Hairline(upright=True)
        self._split = QWidget()
        across = QHBoxLayout(self._split)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for part in (self._left, self._line):
            across.addWidget(part)
        self._right = QStackedWidget()
        for panel in (self.panel, self.melodies.panel):
            self._right.addWidget(panel)
        across.addWidget(self._right, 1)
        self.empty = invitation(self._context, lambda: self.open_melodies(None))
        self._unread = QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)  # instead of an empty form
        self._views = QStackedWidget()
        self._views.addWidget(self._unread)
        self._views.addWidget(self._split)
        self._views.addWidget(self.empty)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
        self._fit()

    def _wire(self) -> None:
        finder, become_stale = self._context.theme_finder, self._fresh.become_stale
        finder.candidates_changed.connect(lambda _ids: become_stale())
        theme_signals().theme_changed.connect(self._fit)
        self.sounds.known.connect(become_stale)
        self.list.theme_chosen.connect(lambda theme_id: self._open(ThemeId(theme_id)))
        self.list.enter_pressed.connect(self.panel.rows.setFocus)
        self.list.naming_requested.connect(self._name)
        self.list.removal_requested.connect(self._request_removal)
        self.melodies.opened.connect(self._on_melodies_opened)
        self.melodies.left.connect(self._on_melodies_left)
        self.melodies.theme_made.connect(self.open_theme)
        self.panel.hear_requested.connect(self.sounds.listen_through)
        self.panel.head.order_chosen.connect(self._set_order)
        self.panel.head.picker.clicked.connect(self._open_picker)
        self.picker.theme_chosen.connect(self._open)
        self.picker.melodies_wanted.connect(lambda: self.open_melodies(None))
        open_page = self._context.navigator.open_page
        self._left.story_wanted.connect(lambda: open_page("story"))
        self._left.first_notes_wanted.connect(lambda: open_page("first_notes"))

    def _open_picker(self) -> None:
        self.picker.fill(self._shown, self.open_id)
        button = self.panel.head.picker
        self.picker.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _name(self) -> None:
        self.panel.head.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panel.head.name.selectAll()

    def _request_removal(self) -> None:
        if self.panel.theme is not None:
            self.verbs.request_removal(self.panel.theme)

    # --- news and room --------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        self.panel.commit()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        self._left.setFixedWidth(scaled_px(_LIST_PX))
        for part in (self._left, self._line):
            part.setVisible(not is_narrow and bool(self._shown.works))
        is_tight = self.width() < scaled_px(_ROOMY_PX)
        self.panel.head.fit(is_narrow=is_narrow, is_tight=is_tight)
        self.melodies.panel.fit(is_tight=is_tight)
        self.panel.fit(self.height())
