"""What can be done with a theme and its returns; all of it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.core.ids import CharacterId, ThemeId
from app.core.words import _, ngettext, pgettext
from app.transactions.typed import Typed
from ui.bridge.jobs.postponed import Outcome
from ui.bridge.places import TrackPlace
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.themes.shown import ShownReturn, ShownTheme
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.words.marks import theme_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.themes.records import Passage
    from ui.bridge.context import Context
    from ui.themes.returns_list import ReturnsList


class ThemeVerbs(QObject):
    """parent: questions and menus open over it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self._answered: set[Passage] = set()  # since the rows were read

    def rows_are_new(self) -> None:
        """They show what was answered, so that it may be answered otherwise."""
        self._answered.clear()

    # --- the theme ------------------------------------------------------------------------------

    def edit(self, theme_id: ThemeId, **values: Any) -> None:
        themes = self._context.services.themes
        self._context.do(lambda: themes.edit(theme_id, **values))

    def add_owner(self, theme_id: ThemeId, character_id: int) -> None:
        themes = self._context.services.themes
        self._context.do(lambda: themes.add_character(theme_id, CharacterId(character_id)))

    def remove_owner(self, theme_id: ThemeId, character_id: int) -> None:
        themes = self._context.services.themes
        self._context.do(lambda: themes.remove_character(theme_id, CharacterId(character_id)))

    def request_removal(self, theme: ShownTheme) -> QuestionDialog | None:
        """Deletes at once, or asks first if marks go with it."""
        name = theme_name(theme.life.theme)
        count = sum(not row.is_unanswered for row in theme.returns)
        if not count:
            self._remove(theme)
            return None
        return ask(
            _("Delete “{title}”?", title=name),
            ngettext(
                "Its theme mark will be deleted with it. You can undo this.",
                "Its {n} theme marks will be deleted with it. You can undo this.",
                count,
            ),
            _("Delete"),
            lambda: self._remove(theme),
            self._parent,
            is_danger=True,
        )

    def _remove(self, theme: ShownTheme) -> None:
        themes, name = self._context.services.themes, theme_name(theme.life.theme)
        self._do(
            lambda: themes.remove(theme.life.theme.id), _("“{title}” was deleted.", title=name)
        )

    # --- a return -------------------------------------------------------------------------------

    def write_words(self, row: ShownReturn, text: Typed) -> None:
        """What is different there; empty for the measured words."""
        marks, ref = self._context.services.marks, row.one.occurrence.ref
        self._context.do(lambda: marks.edit(ref, variation=text))

    def use_measured_words(self, row: ShownReturn) -> None:
        self.write_words(row, Typed("", row.one.occurrence.variation))

    def set_home(self, row: ShownReturn) -> None:
        themes, mark = self._context.services.themes, row.one.occurrence
        self._context.do(lambda: themes.set_home(mark.id))

    def confirm(self, row: ShownReturn) -> None:
        answers, mark = self._context.services.themes.answers, row.one.occurrence

        def confirm() -> None:
            if mark.is_unanswered:
                answers.confirm(mark.theme.id, [mark.as_candidate])
            else:
                answers.confirm_marks(mark.id)

        self._answer(row, confirm, _("Confirmed: it returns there."))

    def reject(self, row: ShownReturn) -> None:
        answers, mark = self._context.services.themes.answers, row.one.occurrence

        def reject() -> None:
            if mark.is_unanswered:
                answers.reject(mark.theme.id, [mark.as_candidate])
            else:
                answers.reject_marks(mark.id)

        self._answer(row, reject, _("It won’t be suggested there again."))

    def leave_open(self, row: ShownReturn) -> None:
        """What isn't answered yet becomes a mark, as “not sure”."""
        answers, mark = self._context.services.themes.answers, row.one.occurrence
        candidates = [mark.as_candidate]
        self._answer(row, lambda: answers.leave_open(mark.theme.id, candidates), _("Left open."))

    def remove(self, row: ShownReturn) -> None:
        """The mark alone; the theme may be suggested there. Without a mark, it is a no."""
        if row.is_unanswered:
            self.reject(row)
            return
        marks, ref = self._context.services.marks, row.one.occurrence.ref
        self._do(lambda: marks.remove(ref), _("Mark deleted."))

    def show(self, row: ShownReturn) -> None:
        """On the timeline."""
        mark = row.one.occurrence
        ref = None if mark.is_unanswered else mark.ref  # there it has another id
        place = TrackPlace(mark.track_id, mark.span.start_ms, ref)
        self._context.navigator.show(place)

    def open_menu(self, row: ShownReturn, rows: ReturnsList, at: QPoint) -> QMenu:
        """rows: where it was opened; its signals play."""
        menu = PopupMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)

        def offer(text: str, name: str, key: str, verb: Callable[[], object]) -> None:
            action = menu.addAction(icon(name, 16), f"{text}\t{native_text(key)}" if key else text)
            action.triggered.connect(lambda _on=False: verb())

        offer(pgettext("verb", "Play"), "play", "Enter", lambda: rows.play_requested.emit(row))
        offer(_("Play all from here"), "list-music", "P", lambda: rows.chain_requested.emit(row))
        offer(_("Show on the timeline"), "audio-lines", "Ctrl+Enter", lambda: self.show(row))
        menu.addSeparator()
        if row.is_sure:
            offer(_("Write what is different"), "pencil", "F2", rows.write)
            if row.one.occurrence.variation:
                offer(_("Use the measured words"), "undo-2", "",
                      lambda: self.use_measured_words(row))  # fmt: skip
            if not row.one.is_home:
                offer(_("It is stated here"), "circle", "", lambda: self.set_home(row))
        else:
            offer(_("Yes, it returns here"), "check", "Y", lambda: self.confirm(row))
            offer(_("No, it doesn’t"), "x", "N", lambda: self.reject(row))
            if row.is_unanswered:
                offer(_("Not sure"), "circle-help", "?", lambda: self.leave_open(row))
        if not row.is_unanswered:
            menu.addSeparator()
            offer(_("Delete"), "trash-2", "Del", lambda: self.remove(row))
        menu.popup(at)
        return menu

    def _answer(self, row: ShownReturn, verb: Callable[[], object], said: str) -> None:
        """Once: a second key would answer what the listener doesn’t see yet."""
        if row.passage not in self._answered and self._do(verb, said) is not Outcome.REFUSED:
            self._answered.add(row.passage)

    def _do(self, verb: Callable[[], object], said: str) -> Outcome:
        """Says what was done, with an offer to undo it."""
        return self._context.do(verb, lambda: self._context.say_done(said))
