"""“What returns in this soundtrack?”: every melody that comes back, to hear, name or dismiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import _, dotted, ngettext
from ui.bridge.places import WhatReturns
from ui.style.tokens import SPACE
from ui.themes.families.model import FamiliesModel, FamilyRow
from ui.themes.families.search_line import FamiliesSearchLine
from ui.themes.families.states import FamiliesState, make_states, state_of
from ui.themes.families.tree import FamiliesTree
from ui.widgets.buttons import IconButton, PrimaryButton, PushButton, QuietButton, tell_hint
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import ElidedLabel, TextLabel, on_button
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from app.theme_finding.soundtracks import Soundtrack
    from ui.themes.families.families import Families
    from ui.themes.families.shown import ShownFamily
    from ui.themes.families.verbs import FamilyVerbs

_LONGEST_NAME = 40  # letters on the button that tells which soundtrack


class FamiliesPanel(QWidget):
    """Signals: left(), back to the themes; named(ShownFamily, str)."""

    left = Signal()
    named = Signal(object, str)

    def __init__(
        self, families: Families, verbs: FamilyVerbs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._families = families
        self._verbs = verbs
        self._is_late = False  # something came while a name was being written
        self.model = FamiliesModel(self)
        self.tree = FamiliesTree(self.model)
        self.search = FamiliesSearchLine(families)
        self.back = IconButton("arrow-left", _("Back to the themes"), size=18)
        self.soundtrack = QuietButton("", "disc-3")
        self.soundtrack.setProperty("has_menu", True)
        self._soundtracks = PopupMenu(self)
        self._soundtracks.aboutToShow.connect(self._fill_soundtracks)
        self.soundtrack.setMenu(self._soundtracks)
        self.play = PrimaryButton(_("Play one after another"), "play")
        self.name = PushButton(_("Name it"), "pencil")
        self.no = QuietButton(_("Not a theme"), "x")
        self.again = QuietButton(_("Suggest again"), "undo-2")
        self.dismissed = QuietButton("", "eye")
        self.dismissed.setCheckable(True)
        self._count = ElidedLabel("", "muted")
        self._states = make_states()
        self._states[FamiliesState.UNASKED].add_action(
            _("Find what returns"), families.look, "search"
        )
        self._states[FamiliesState.UNHEARD].add_action(_("Look again"), families.look, "search")
        self._views = QStackedWidget()
        self._lay_out()
        self._wire()
        self.show_families()

    # --- what is shown --------------------------------------------------------------------------

    @property
    def state(self) -> FamiliesState:
        return state_of(
            self._families.shown,
            is_looking=self._families.progress is not None,
            with_dismissed=self.dismissed.isChecked(),
        )

    def show_families(self) -> None:
        if self.tree.is_writing:
            self._is_late = True
            return
        shown = self._families.shown
        self._tell_soundtrack(shown.soundtrack)
        self._count.setText(self._counted())
        self.dismissed.setVisible(bool(shown.dismissed))
        self._tell_dismissed()
        self.tree.show_families(shown, with_dismissed=self.dismissed.isChecked())
        self._turn()
        self._tell_buttons()

    def focus(self) -> None:
        """Where the keys work."""
        view = self._views.currentWidget()
        if view is not None:
            view.setFocus()

    def fit(self, *, is_tight: bool) -> None:
        """is_tight: the lesser buttons lose their words."""
        for button, words, icon_name in (
            (self.name, _("Name it"), "pencil"),
            (self.no, _("Not a theme"), "x"),
            (self.again, _("Suggest again"), "undo-2"),
        ):
            shown = "" if is_tight else words
            if button.text() != shown:
                button.setText(shown)
                button.set_icon(icon_name)
            tell_hint(button, words)

    def _turn(self) -> None:
        state = self.state
        view = self.tree if state is FamiliesState.SHOWN else self._states[state]
        if turn_to(self._views, view):
            self.focus()

    def _counted(self) -> str:
        """“12 melodies, 3 of 30 tracks can’t be heard”."""
        shown = self._families.shown
        if shown.soundtrack is None:
            return ""
        count = len(shown.families)
        found = ngettext("1 melody", "{n} melodies", count) if count else ""
        missing = ngettext("1 track can’t be heard", "{n} tracks can’t be heard",
                           shown.without_file) if shown.without_file else ""  # fmt: skip
        return dotted(found, missing)

    def _tell_soundtrack(self, soundtrack: Soundtrack | None) -> None:
        title = "" if soundtrack is None else soundtrack.title
        short = title if len(title) <= _LONGEST_NAME else f"{title[:_LONGEST_NAME]}…"
        choose = _("Choose a soundtrack")
        self.soundtrack.setVisible(bool(self._families.shown.soundtracks))
        self.soundtrack.setText(on_button(short) if short else choose)
        self.soundtrack.set_icon("disc-3")
        said = _("Soundtrack: {title}", title=title)
        self.soundtrack.setAccessibleName(said if title else choose)

    def _tell_dismissed(self) -> None:
        count = len(self._families.shown.dismissed)
        is_on = self.dismissed.isChecked()
        self.dismissed.setText(
            ngettext("Hide the dismissed one", "Hide the {n} dismissed", count)
            if is_on
            else ngettext("Show the dismissed one", "Show the {n} dismissed", count)
        )
        self.dismissed.set_icon("eye-off" if is_on else "eye")

    def _tell_buttons(self) -> None:
        row = self.tree.current()
        is_there = row is not None and self.state is FamiliesState.SHOWN
        is_dismissed = row is not None and bool(row.family.dismissed)
        for button in (self.play, self.name):
            button.setVisible(is_there)
        self.no.setVisible(is_there and not is_dismissed)
        self.again.setVisible(is_there and is_dismissed)
        self._tell_playing()

    def _tell_playing(self) -> None:
        families, row = self._families, self.tree.current()
        self.model.set_playing(families.playing)
        self.tree.viewport().update()
        is_playing = row is not None and families.is_playing(row.family)
        self.play.set_icon("square" if is_playing else "play")
        self.play.setText(_("Stop") if is_playing else _("Play one after another"))

    # --- what is done ---------------------------------------------------------------------------

    def _play(self, row: FamilyRow) -> None:
        self._families.play(row.family, row.place or 0, is_alone=row.place is not None)

    def _play_family(self) -> None:
        row = self.tree.current()
        if row is not None and self._families.is_playing(row.family):
            self._families.stop()
        elif row is not None:
            self._families.play(row.family)

    def _dismiss(self) -> None:
        row = self.tree.current()
        if row is not None:
            self._verbs.dismiss(row.family)

    def _suggest_again(self) -> None:
        row = self.tree.current()
        if row is not None:
            self._verbs.suggest_again(row.family)

    def _on_named(self, family: ShownFamily, text: str) -> None:
        self.named.emit(family, text)

    def _on_writing_ended(self) -> None:
        self.tree.setFocus()
        if self._is_late:
            self._is_late = False
            self.show_families()

    def _fill_soundtracks(self) -> None:
        self._soundtracks.clear()
        shown = self._families.shown
        for one in shown.soundtracks:
            action = self._soundtracks.addAction(on_button(one.title))
            action.setCheckable(True)
            action.setChecked(one == shown.soundtrack)
            place = WhatReturns(one.work_id, one.track_ids[0])
            action.triggered.connect(
                lambda _on=False, place=place: self._families.ask_about(place, is_look_wanted=True)
            )

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SPACE.s)
        first.addWidget(self.back)
        first.addWidget(TextLabel(_("What returns in this soundtrack?"), "display", wrap=True), 1)
        for button in (self.no, self.again, self.name, self.play):
            first.addWidget(button)
        second.addWidget(self.soundtrack)
        second.addWidget(self._count, 1)
        second.addWidget(self.dismissed)
        self._views.addWidget(self.tree)
        for state in self._states.values():
            self._views.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, 0)
        column.setSpacing(SPACE.m)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.search)
        column.addWidget(self._views, 1)

    def _wire(self) -> None:
        families, tree, verbs = self._families, self.tree, self._verbs
        families.changed.connect(self.show_families)
        families.progressed.connect(self._turn)
        families.sounding.connect(self._tell_playing)
        tree.play_requested.connect(self._play)
        tree.chain_requested.connect(lambda row: families.play(row.family, row.place or 0))
        tree.no_requested.connect(lambda row: verbs.dismiss(row.family))
        tree.yes_requested.connect(lambda row: verbs.suggest_again(row.family))
        tree.named.connect(self._on_named)
        tree.menu_requested.connect(lambda row, at: verbs.open_menu(row, tree, at))
        tree.let_go.connect(self._let_go)
        tree.selection_changed.connect(self._tell_buttons)
        tree.writing_ended.connect(self._on_writing_ended)
        self.back.clicked.connect(self.left)
        self.play.clicked.connect(self._play_family)
        self.name.clicked.connect(tree.write)
        self.no.clicked.connect(self._dismiss)
        self.again.clicked.connect(self._suggest_again)
        self.dismissed.toggled.connect(self._on_dismissed_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, also while there is nothing but a sentence."""
        if event.key() == Qt.Key.Key_Escape:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def _on_dismissed_wanted(self, are_shown: bool) -> None:
        self.show_families()
        if are_shown:
            self.tree.go_to_dismissed()
        self.focus()

    def _let_go(self) -> None:
        """Escape ends the music first."""
        if self._families.chain.place >= 0:
            self._families.stop()
        else:
            self.left.emit()
