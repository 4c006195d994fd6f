"""Reads a story line off the GUI thread, again whenever something on it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.ids import SagaId, SceneId, WorkId
from app.story.covering import Covering
from app.transactions import changes
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.story_line.records import StoryLine
    from app.transactions.changes import Change
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

    def __init__(self, context: Context, is_wanted: Callable[[], bool], parent: QObject) -> None:
        """is_wanted: whether it is seen; else it is read when it is asked for."""
        super().__init__(parent)
        self._context = context
        self._is_wanted = is_wanted
        self._reading = context.latest_read("Read the story line")
        self._of: WorkId | None = None
        self._saga: SagaId | None = None
        self._looked_at: frozenset[SceneId] = frozenset()
        self._is_other = False
        self.is_stale = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_again)
        context.relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self.become_stale)

    @property
    def is_under_way(self) -> bool:
        return self._reading.is_under_way or self._later.isActive()

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
        self.is_stale = False
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

    def become_stale(self) -> None:
        """It is read at once, or when it is seen."""
        self.is_stale = True
        self._later.start()

    def _read_again(self) -> None:
        if self.is_stale and self._is_wanted():
            self._reading.ask_again(self.ask)

    def _show(self, line: StoryLine | None) -> None:
        is_other, self._is_other = self._is_other, False
        self.read.emit(line, is_other)

    def _on_change(self, change: Change) -> None:
        if change.touches(*_KINDS):
            self.become_stale()
