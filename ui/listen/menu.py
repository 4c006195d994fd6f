"""What can be done with a mark, or with the stretch under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.timeline.records import MarkKind, MarkRef
from ui.actions import shortcut_text
from ui.style.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.listen.page import ListenPage


def build_menu(page: ListenPage, ref: MarkRef | None) -> QMenu:
    """The menu of a mark; of the chosen stretch or the empty timeline when `ref` is None."""
    menu = QMenu(page)

    def offer(text: str, icon_name: str, command: str, verb: Callable[[], object]) -> None:
        keys = shortcut_text(command)
        action = menu.addAction(icon(icon_name, 16), f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda _checked=False: verb())

    if ref is not None:
        offer("Hear it again", "headphones", "hear", lambda: page.hear(ref))
        if ref.kind is MarkKind.CUE:
            offer("Change the scene…", "clapperboard", "", lambda: page.scene_wanted.emit(ref))
        else:
            offer("Write a note", "sticky-note", "", page.edit_note)
        offer("Loop it", "repeat", "loop", page.loop_selection)
        offer("Zoom to it", "move-horizontal", "zoom_selection", page.zoom_to_selection)
        menu.addSeparator()
        offer("Delete", "trash-2", "delete", page.delete_selection)
        return menu
    offer(
        "Say which scene plays here…", "clapperboard", "scene", lambda: page.scene_wanted.emit(None)
    )
    offer("Loop the selection", "repeat", "loop", page.loop_selection)
    menu.addSeparator()
    offer("Zoom in", "zoom-in", "zoom_in", page.timeline.zoom_in)
    offer("Zoom out", "zoom-out", "zoom_out", page.timeline.zoom_out)
    offer("Whole track", "maximize", "zoom_all", page.timeline.zoom_to_all)
    return menu
