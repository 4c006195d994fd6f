"""Deleting from the story: at once with Undo, or after a question if scene marks depend on it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.words import _, ngettext
from ui.bridge.context import Context
from ui.story.story_nodes import NodeRef
from ui.widgets.question_dialog import QuestionDialog, ask


class Removal:
    """parent: the question opens over its window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def request(self, ref: NodeRef, title: str) -> QuestionDialog | None:
        """Deletes at once and returns None, or opens the question and returns it."""
        count = self._context.services.cues.count_on(ref.kind, ref.id)
        if not count:
            self._remove(ref, title)
            return None
        return ask(
            _("Delete “{title}”?", title=title),
            _consequence(ref.kind, count),
            _("Delete"),
            lambda: self._remove(ref, title),
            self._parent,
            is_danger=True,
        )

    def _remove(self, ref: NodeRef, title: str) -> None:
        scenes = self._context.services.scenes
        said = _("“{title}” was deleted.", title=title)
        self._context.do(
            lambda: scenes.remove(ref.kind, ref.id),
            lambda: self._context.say_done(said),
        )


def _consequence(kind: str, count: int) -> str:
    if kind == "work":
        music = ngettext(
            "Its scenes will be deleted too, and with them the scene mark on one passage of music.",
            "Its scenes will be deleted too, and with them the scene marks on {n} passages "
            "of music.",
            count,
        )
    else:
        music = ngettext(
            "The scene mark on one passage of music will be deleted with it.",
            "The scene marks on {n} passages of music will be deleted with it.",
            count,
        )
    rest = _("Your tracks, emotions and favourite moments stay. You can undo this.")
    return f"{music} {rest}"
