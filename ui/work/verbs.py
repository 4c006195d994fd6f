"""What is done to a work from its head: how far the listener is, its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.scenes.setting_progress import set_progress

if TYPE_CHECKING:
    from app.story.records import Episode, Scene
    from app.works.records import WorkGlance
    from ui.bridge.context import Context
    from ui.work.head import WorkHead


class HeadVerbs(QObject):
    """Each is one undo step."""

    def __init__(self, context: Context, head: WorkHead) -> None:
        super().__init__(head)
        self._context = context
        self._glance: WorkGlance | None = None
        head.progress.chosen.connect(self.set_progress)
        head.picture_chosen.connect(self.set_picture)
        head.picture_removed.connect(self.remove_picture)

    def show_glance(self, glance: WorkGlance | None) -> None:
        """The work it is about."""
        self._glance = glance

    def set_progress(self, place: Episode | Scene | None) -> None:
        if self._glance is not None:
            set_progress(self._context, self._glance.work.id, place)

    def set_picture(self, name: str | None) -> None:
        glance, scenes = self._glance, self._context.services.scenes
        if glance is not None:
            work_id = glance.work.id
            self._context.do(lambda: scenes.edit("work", work_id, picture=name))

    def remove_picture(self) -> None:
        if self._glance is not None and self._glance.work.picture is not None:
            self.set_picture(None)
