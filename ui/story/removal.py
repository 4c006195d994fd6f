"""Deleting from the story: asked about only where music hangs on it, and undone by one click."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.counting import counted
from ui.bridge.context import Context
from ui.story.story_nodes import NodeRef
from ui.widgets.question_dialog import QuestionDialog, ask


class Removal:
    """parent: over whose window the question opens."""

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
            f"Delete “{title}”?",
            _consequence(ref.kind, count),
            "Delete",
            lambda: self._remove(ref, title),
            self._parent,
            is_danger=True,
        )

    def _remove(self, ref: NodeRef, title: str) -> None:
        scenes, undo = self._context.services.scenes, self._context.undo
        self._context.do(
            lambda: scenes.remove(ref.kind, ref.id),
            lambda: self._context.messages.say(f"“{title}” was deleted.", "Undo", undo),
        )


def _consequence(kind: str, count: int) -> str:
    music = counted(count, "One stretch of music plays", "{n} stretches of music play")
    where = "in its scenes" if kind == "work" else "in it"
    return (
        f"{music} {where}, and will no longer say so. The tracks, your feelings and your "
        "favourite moments stay. You can undo this."
    )
