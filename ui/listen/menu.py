"""The context menu of the selected marks, or of the empty timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.core.marks import MarkKind, MarkRef
from app.core.words import _, ngettext
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.bridge.context import Shortcuts
    from ui.listen.editing import Editing
    from ui.listen.replay import Replay
    from ui.listen.rewording import Rewording
    from ui.listen.scene_question import SceneQuestion
    from ui.listen.theme_question import ThemeQuestion
    from ui.timeline.view import TimelineView


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the menu's items call."""

    timeline: TimelineView
    editing: Editing
    replay: Replay
    rewording: Rewording
    scenes: SceneQuestion
    themes: ThemeQuestion
    edit_note: Callable[[], None]
    loop_selection: Callable[[], None]
    zoom_to_selection: Callable[[], None]


def build_menu(parent: QWidget, verbs: Verbs, ref: MarkRef | None, shortcuts: Shortcuts) -> QMenu:
    """The menu of a mark and all that are selected with it; without one, of the empty timeline."""
    menu = _Menu(parent, shortcuts)
    if ref is None:
        _offer_stretch(menu, verbs)
    elif len(verbs.timeline.marks.selected_marks) > 1:
        _offer_changes(menu, verbs)
    else:
        _offer_mark(menu, verbs, ref)
        _offer_changes(menu, verbs)
    return menu


class _Menu(PopupMenu):
    """Items show the shortcut that does the same."""

    def __init__(self, parent: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts

    def offer(self, text: str, icon_name: str, command: str, verb: Callable[[], object]) -> None:
        keys = self._shortcuts.text(command) if command else ""
        words = f"{text}\t{keys}" if keys else text
        action = self.addAction(icon(icon_name, 16), words) if icon_name else self.addAction(words)
        action.triggered.connect(lambda _checked=False: verb())


def _offer_mark(menu: _Menu, verbs: Verbs, ref: MarkRef) -> None:
    menu.offer(_("Hear it again"), "headphones", "hear", lambda: verbs.replay.hear(ref))
    view = verbs.timeline
    if (many := len(view.marks_here.refs())) > 1:
        words = ngettext("Choose the mark here…", "Choose from {n} marks here…", many)
        menu.offer(f"{words}\t{native_text('Alt+Down')}", "list", "", view.marks_here.open_list)
    if ref.kind is MarkKind.CUE:
        menu.offer(_("Change scene…"), "clapperboard", "", lambda: verbs.scenes.ask(ref))
    else:
        menu.offer(_("Write a note"), "sticky-note", "", verbs.edit_note)


def _offer_changes(menu: _Menu, verbs: Verbs) -> None:
    """For one mark and for several."""
    editing, refs = verbs.editing, verbs.timeline.marks.selected_marks
    if any(ref.kind is MarkKind.TAG for ref in refs):
        menu.offer(_("Change emotion…"), "pencil", "reword", verbs.rewording.ask)
    menu.offer(_("Loop"), "repeat-2", "loop", verbs.loop_selection)
    menu.offer(
        _("Zoom to the selection"), "move-horizontal", "zoom_selection", verbs.zoom_to_selection
    )
    menu.offer(_("Mark theme…"), "music-2", "theme", verbs.themes.ask)
    menu.addSeparator()
    menu.offer(_("Split at the playhead"), "separator-vertical", "split", editing.split)
    menu.offer(_("Merge with neighbours"), "link", "merge", editing.merge)
    menu.offer(_("Duplicate"), "files", "duplicate", editing.duplicate)
    menu.addSeparator()
    menu.offer(_("Cut"), "scissors", "cut", editing.cut)
    menu.offer(_("Copy"), "copy", "copy", editing.copy)
    words_for_delete = ngettext("Delete", "Delete {n} marks", max(1, len(refs)))
    menu.offer(words_for_delete, "trash-2", "delete", editing.delete)


def _offer_stretch(menu: _Menu, verbs: Verbs) -> None:
    editing, view = verbs.editing, verbs.timeline
    menu.offer(_("Assign scene…"), "clapperboard", "scene", verbs.scenes.ask)
    menu.offer(_("Mark theme…"), "music-2", "theme", verbs.themes.ask)
    menu.offer(_("Loop the selection"), "repeat-2", "loop", verbs.loop_selection)
    menu.addSeparator()
    menu.offer(_("Paste marks at the playhead"), "", "paste", editing.paste)
    menu.offer(_("Select all"), "", "select_all", view.marks.select_all)
    menu.addSeparator()
    menu.offer(_("Zoom in"), "zoom-in", "zoom_in", view.viewport.zoom_in)
    menu.offer(_("Zoom out"), "zoom-out", "zoom_out", view.viewport.zoom_out)
    menu.offer(_("Whole track"), "maximize", "zoom_all", view.viewport.zoom_to_all)
