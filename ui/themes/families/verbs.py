"""What can be said about a melody that was found; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from ui.words.marks import theme_name

if TYPE_CHECKING:
    from app.theme_finding.soundtracks import Soundtrack
    from app.themes.records import Passage, Theme
    from ui.bridge.context import Context
    from ui.themes.families.shown import ShownFamily
    from ui.themes.families.tree import FamiliesTree


def _is_of(soundtrack: Soundtrack | None, theme: Theme, marked: Sequence[Passage]) -> bool:
    """marked: where the theme returns. Without a work, that tells which album it belongs to."""
    if soundtrack is None or theme.work_id != soundtrack.work_id:
        return False
    is_here = any(one.track_id in soundtrack.track_ids for one in marked)
    return theme.work_id is not None or is_here or not marked


def _is_a_theme(name: str, n: int) -> str:
    return ngettext(
        "“{name}” is a theme now, with 1 return.",
        "“{name}” is a theme now, with {n} returns.",
        n,
        name=name,
    )


def _were_added(theme: Theme, family: ShownFamily, marked: Sequence[Passage]) -> str:
    n = sum(not any(map(one.passage.coincides, marked)) for one in family.passages)
    return ngettext(
        "1 return was added to “{name}”.",
        "{n} returns were added to “{name}”.",
        n,
        name=theme_name(theme),
    )


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
        soundtrack: Soundtrack | None,
        then: Callable[[ThemeId], None],
    ) -> None:
        """It becomes a theme; more returns of one of this name in the same soundtrack, if there is
        one.

        then: is given the theme.
        """
        themes, made = self._context.services.themes, list[tuple[ThemeId, str]]()
        work_id = None if soundtrack is None else soundtrack.work_id

        def verb() -> None:
            judged = themes.families.judged()
            wanted = text.strip().casefold()
            known = (
                one
                for one in themes.themes()
                if one.name.casefold() == wanted
                and _is_of(soundtrack, one, judged.themes.get(one.id, ()))
            )
            theme = next(known, None)
            if theme is None:
                said = _is_a_theme(text.strip(), len(family.passages))
            else:
                said = _were_added(theme, family, judged.themes.get(theme.id, ()))
            which = text if theme is None else theme.id
            made.append((themes.families.name(which, family.candidates, work_id), said))

        def done() -> None:
            theme_id, said = made[-1]
            self._context.say_done(said)
            then(theme_id)

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
