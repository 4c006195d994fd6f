"""What can be said about a melody that was found; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.core.ids import ThemeId
from app.core.words import _, ngettext
from ui.bridge.places import TrackPlace
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.themes.families.model import FamilyRow
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from app.core.ids import WorkId
    from ui.bridge.context import Context
    from ui.themes.families.shown import ShownFamily
    from ui.themes.families.tree import FamiliesTree


class FamilyVerbs(QObject):
    """parent: menus open over it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent

    def name(
        self,
        family: ShownFamily,
        text: str,
        work_id: WorkId | None,
        then: Callable[[ThemeId], None],
    ) -> None:
        """It becomes a theme; more returns of one of this name in the same work, if there is one.

        then: is given the theme.
        """
        themes, made = self._context.services.themes, list[ThemeId]()

        def verb() -> None:
            known = (one for one in themes.themes() if one.work_id == work_id)
            wanted = text.strip().casefold()
            theme = next((one.id for one in known if one.name.casefold() == wanted), text)
            made.append(themes.families.name(theme, family.candidates, work_id))

        def done() -> None:
            n = len(family.passages)
            self._context.say_done(
                ngettext(
                    "“{name}” is a theme now, with 1 return.",
                    "“{name}” is a theme now, with {n} returns.",
                    n,
                    name=text.strip(),
                )
            )
            then(made[-1])

        self._context.do(verb, done)

    def dismiss(self, family: ShownFamily) -> None:
        families = self._context.services.themes.families
        passages = [one.passage for one in family.passages]
        said = _("Not a theme: it won’t be suggested again.")
        self._context.do(lambda: families.dismiss(passages), lambda: self._context.say_done(said))

    def suggest_again(self, family: ShownFamily) -> None:
        families, said = self._context.services.themes.families, _("It is suggested again.")
        self._context.do(
            lambda: families.propose_again(family.dismissed), lambda: self._context.say_done(said)
        )

    def show(self, row: FamilyRow) -> None:
        """On the timeline."""
        place = TrackPlace(row.passage.track_id, row.passage.span.start_ms)
        self._context.navigator.show(place)

    def open_menu(self, row: FamilyRow, tree: FamiliesTree, at: QPoint) -> QMenu:
        """tree: where it was opened; its signals play and judge."""
        menu = PopupMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)

        def offer(text: str, name: str, key: str, verb: Callable[[], object]) -> None:
            action = menu.addAction(icon(name, 16), f"{text}\t{native_text(key)}" if key else text)
            action.triggered.connect(lambda _on=False: verb())

        play = _("Play this place") if row.place is not None else _("Play one after another")
        offer(play, "play", "Enter", lambda: tree.play_requested.emit(row))
        if row.place is not None:
            offer(_("Play all from here"), "list-music", "P",
                  lambda: tree.chain_requested.emit(row))  # fmt: skip
        offer(_("Show on the timeline"), "audio-lines", "", lambda: self.show(row))
        menu.addSeparator()
        offer(_("Name it"), "pencil", "F2", tree.write)
        if row.family.dismissed:
            offer(_("Suggest again"), "undo-2", "Y", lambda: tree.yes_requested.emit(row))
        else:
            offer(_("Not a theme"), "x", "N", lambda: tree.no_requested.emit(row))
        menu.popup(at)
        return menu
