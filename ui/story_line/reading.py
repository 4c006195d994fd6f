"""Reads a story line off the GUI thread, again whenever something on it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import SagaId, SceneId, WorkId
from app.story.covering import Covering
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.story_line.records import StoryLine
    from ui.bridge.context import Context

_KINDS = (
    changes.WORK,
    changes.EPISODE,
    changes.SCENE,
    changes.CHARACTER,
    changes.CUE,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.TAG,
    changes.EMOTION,
    changes.THEME,
    changes.OCCURRENCE,
    changes.SAGA,
)


class LineReading(QObject):
    """Signals: read(StoryLine | None, bool is_other), is_other: of another work than before."""

    read = Signal(object, bool)

    def __init__(self, context: Context, place: QWidget) -> None:
        super().__init__(place)
        self._context = context
        self._reading = context.latest_read("Read the story line")
        self._of: WorkId | None = None
        self._saga: SagaId | None = None
        self._looked_at: frozenset[SceneId] = frozenset()
        self._is_other = False
        self._fresh = KeptFresh(place, context, self._reading, self.ask, _KINDS)
        self._fresh.note_asked()  # nothing is open yet

    @property
    def is_under_way(self) -> bool:
        return self._fresh.is_under_way

    @property
    def work_id(self) -> WorkId | None:
        return self._of

    @property
    def covering(self) -> Covering:
        """The listener's, with what they look at for the moment."""
        return spoilers().covering.showing(*self._looked_at)

    def open(self, work_id: WorkId | None, saga_id: SagaId | None = None) -> None:
        """None for both: nothing."""
        self._is_other = (work_id, saga_id) != (self._of, self._saga)
        self._of, self._saga = work_id, saga_id
        if self._is_other:
            self._looked_at = frozenset()
        self.ask()

    def look_at(self, scene_id: SceneId | None) -> None:
        """A covered scene, for one look; None: no longer."""
        wanted = frozenset() if scene_id is None else frozenset((scene_id,))
        if wanted != self._looked_at:
            self._looked_at = wanted
            self.ask()

    @property
    def looked_at(self) -> SceneId | None:
        return next(iter(self._looked_at), None)

    def ask(self) -> None:
        self._fresh.note_asked()
        if self._of is None and self._saga is None:
            self._reading.drop()
            self._show(None)
            return
        lines, covering = self._context.services.story_lines, self.covering
        work_id, saga_id = self._of, self._saga

        def question() -> StoryLine:
            if saga_id is not None:
                return lines.read_saga(saga_id, covering)
            assert work_id is not None
            return lines.read(work_id, covering)

        self._reading.ask(question, self._show)

    def _show(self, line: StoryLine | None) -> None:
        is_other, self._is_other = self._is_other, False
        self.read.emit(line, is_other)
