"""The lines that a scene's time can be picked from: those of its episode, or its film."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.timecode import Span
from app.core.words import _
from app.spoken_files.line import Line
from app.story.records import Scene
from app.story.spoken import Subtitles
from app.transactions.changes import SUBTITLE, Change
from ui.bridge.context import Context
from ui.story.line_picker import LinePicker
from ui.story.scene_time import SceneTime


class SceneLines(QObject):
    """Where there are subtitles in several languages, those of the first."""

    def __init__(self, context: Context, field: SceneTime, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._field = field
        self._parent = parent
        self._scene: Scene | None = None
        self._found: Subtitles | None = None
        field.lines_wanted.connect(self.pick)
        context.relay.changed.connect(self._on_change)

    def show_of(self, scene: Scene) -> None:
        self._scene = scene
        found: list[Subtitles] = []
        subtitles = self._context.services.subtitles
        self._context.look(
            lambda: found.extend(
                one
                for one in subtitles.of_work(scene.work_id)
                if one.episode_id == scene.episode_id
            )
        )
        self._found = found[0] if found else None
        self._field.offer_lines(self._found is not None)

    def pick(self) -> LinePicker | None:
        scene, shown = self._scene, self._found
        if scene is None or shown is None:
            return None
        lines: list[Line] = []
        subtitles, scenes = self._context.services.subtitles, self._context.services.scenes
        if not self._context.look(lambda: lines.extend(subtitles.lines(shown.id))):
            return None

        def keep(span: Span) -> None:
            self._context.do(
                lambda: scenes.edit("scene", scene.id, start_ms=span.start_ms, end_ms=span.end_ms),
                lambda: self._context.say_done(_("The scene’s time was set.")),
            )

        title = _("When is “{title}”?", title=scene.title)
        picker = LinePicker(title, lines, scene.span, keep, self._parent)
        picker.open()
        return picker

    def _on_change(self, change: Change) -> None:
        if change.touches(SUBTITLE) and self._scene is not None:
            self.show_of(self._scene)
