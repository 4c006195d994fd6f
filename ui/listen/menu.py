"""What can be done with the selected marks, or with the stretch under the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.core.counting import counted
from app.core.marks import MarkKind, MarkRef
from ui.listen.feeling_menu import fill_with_feelings
from ui.style.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.emotions.records import Emotion
    from ui.bridge.context import Shortcuts
    from ui.listen.editing import Editing
    from ui.listen.replay import Replay
    from ui.listen.rewording import Rewording
    from ui.listen.scene_question import SceneQuestion
    from ui.timeline.view import TimelineView


@dataclass(frozen=True, slots=True)
class Verbs:
    """Whom the menu asks."""

    timeline: TimelineView
    editing: Editing
    replay: Replay
    rewording: Rewording
    scenes: SceneQuestion
    edit_note: Callable[[], None]
    loop_selection: Callable[[], None]
    zoom_to_selection: Callable[[], None]


def build_menu(
    parent: QWidget,
    verbs: Verbs,
    ref: MarkRef | None,
    emotions: Iterable[Emotion],
    shortcuts: Shortcuts,
) -> QMenu:
    """The menu of a mark and all that are selected with it; of the empty timeline without one.

    emotions: the words that a feeling can be changed to.
    """
    menu = _Menu(parent, shortcuts)
    if ref is None:
        _offer_stretch(menu, verbs)
    elif len(verbs.timeline.marks.selected_marks) > 1:
        _offer_changes(menu, verbs, emotions)
    else:
        _offer_mark(menu, verbs, ref)
        _offer_changes(menu, verbs, emotions)
    return menu


class _Menu(QMenu):
    """Items name the key that does the same."""

    def __init__(self, parent: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts

    def offer(self, text: str, icon_name: str, command: str, verb: Callable[[], object]) -> None:
        keys = self._shortcuts.text(command) if command else ""
        words = f"{text}\t{keys}" if keys else text
        action = self.addAction(icon(icon_name, 16), words) if icon_name else self.addAction(words)
        action.triggered.connect(lambda _checked=False: verb())


def _offer_mark(menu: _Menu, verbs: Verbs, ref: MarkRef) -> None:
    menu.offer("Hear it again", "headphones", "hear", lambda: verbs.replay.hear(ref))
    view = verbs.timeline
    if (many := len(view.marks_here.refs())) > 1:
        words = f"Choose among {many} marks here…\tAlt+Down"
        menu.offer(words, "list", "", view.marks_here.open_list)
    if ref.kind is MarkKind.CUE:
        menu.offer("Change the scene…", "clapperboard", "", lambda: verbs.scenes.ask(ref))
    else:
        menu.offer("Write a note", "sticky-note", "", verbs.edit_note)


def _offer_changes(menu: _Menu, verbs: Verbs, emotions: Iterable[Emotion]) -> None:
    """For one mark and for several."""
    editing, refs = verbs.editing, verbs.timeline.marks.selected_marks
    if any(ref.kind is MarkKind.TAG for ref in refs):
        words = menu.addMenu(icon("pencil", 16), "Change the feeling")
        fill_with_feelings(words, emotions, verbs.rewording.reword)
    menu.offer("Loop", "repeat", "loop", verbs.loop_selection)
    menu.offer(
        "Zoom to the selection", "move-horizontal", "zoom_selection", verbs.zoom_to_selection
    )
    menu.offer("Say which theme returns here…", "music-2", "theme", editing.ask_theme)
    menu.addSeparator()
    menu.offer("Split at the playhead", "separator-vertical", "split", editing.split)
    menu.offer("Merge with neighbours", "link", "merge", editing.merge)
    menu.offer("Duplicate", "files", "duplicate", editing.duplicate)
    menu.addSeparator()
    menu.offer("Cut", "scissors", "cut", editing.cut)
    menu.offer("Copy", "copy", "copy", editing.copy)
    words_for_delete = counted(max(1, len(refs)), "Delete", "Delete {n} marks")
    menu.offer(words_for_delete, "trash-2", "delete", editing.delete)


def _offer_stretch(menu: _Menu, verbs: Verbs) -> None:
    editing, view = verbs.editing, verbs.timeline
    menu.offer("Say which scene plays here…", "clapperboard", "scene", verbs.scenes.ask)
    menu.offer("Say which theme returns here…", "music-2", "theme", editing.ask_theme)
    menu.offer("Loop the selection", "repeat", "loop", verbs.loop_selection)
    menu.addSeparator()
    menu.offer("Paste marks at the playhead", "", "paste", editing.paste)
    menu.offer("Select everything", "", "select_all", view.marks.select_all)
    menu.addSeparator()
    menu.offer("Zoom in", "zoom-in", "zoom_in", view.viewport.zoom_in)
    menu.offer("Zoom out", "zoom-out", "zoom_out", view.viewport.zoom_out)
    menu.offer("Whole track", "maximize", "zoom_all", view.viewport.zoom_to_all)
