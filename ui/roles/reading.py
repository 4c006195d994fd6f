"""Reads a track in its role off the GUI thread, again whenever something about it changes."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import SceneId, ThemeId, TrackId, WorkId
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.roles.last_shown import LastShown
from ui.roles.shown import RoleAsking, Roleless, RoleQuestion, ShownRole
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.bridge.places import RolePlace
    from ui.shell.window_memory import WindowMemory

log = logging.getLogger(__name__)

_KINDS = (
    changes.WORK,
    changes.EPISODE,
    changes.SCENE,
    changes.CHARACTER,
    changes.CUE,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.TAG,
    changes.MOMENT,
    changes.EMOTION,
    changes.THEME,
    changes.OCCURRENCE,
    changes.ENTRY,
    changes.INTENSITY,
    changes.ALIGNMENT,
    changes.LYRICS,
    changes.SAGA,
)
_LASTING = (changes.LISTEN,)  # while music plays


class RoleReading(QObject):
    """memory: keeps which track was shown. Signal: read(ShownRole | Roleless)."""

    read = Signal(object)

    def __init__(self, context: Context, memory: WindowMemory | None, page: QWidget) -> None:
        super().__init__(page)
        self._last = LastShown(context.playback, memory)
        self._asking = RoleAsking(context.services)
        self._reading = context.latest_read("Read a track in its role")
        self._question = RoleQuestion()
        self._looked_at: frozenset[SceneId] = frozenset()
        self._shown: ShownRole | None = None
        context.relay.changed.connect(self._on_change)
        self.fresh = KeptFresh(page, context, self._reading, self.ask, _KINDS, _LASTING)

    @property
    def looked_at(self) -> frozenset[SceneId]:
        return self._looked_at

    def open(self, place: RolePlace) -> None:
        """A track in its role, or the first one of a work: whichever of it is shown already."""
        track_id = None if place.track_id is None else TrackId(place.track_id)
        work_id = None if place.work_id is None else WorkId(place.work_id)
        shown = self._shown
        is_of_work = (
            track_id is None
            and work_id is not None
            and shown is not None
            and shown.track.of.work_id == work_id
        )
        if not is_of_work:
            self._turn_to(RoleQuestion(track_id, work_id))
        self.ask()

    def choose(self, track_id: TrackId) -> None:
        self._turn_to(RoleQuestion(track_id))
        self.ask()

    def follow(self, theme_id: ThemeId) -> None:
        self._question = RoleQuestion(self._question.track_id, None, theme_id)
        self.ask()

    def look_at(self, scene_ids: Collection[SceneId]) -> None:
        """Covered scenes, for one look; none: no longer."""
        wanted = frozenset(scene_ids)
        if wanted != self._looked_at:
            self._looked_at = wanted
            self.ask()

    def ask(self) -> None:
        """Everything shown, again."""
        self.fresh.note_asked()
        question, asking, looked_at = self._question, self._asking, self._looked_at
        if question == RoleQuestion():
            question = self._last.question
        covering = spoilers().covering.showing(*looked_at)

        def answer() -> ShownRole | Roleless:
            try:
                return asking.answer(question, covering, looked_at)
            except LookupError as gone:  # deleted meanwhile
                log.info("no track in its role: %s", gone)
            try:
                return asking.answer(RoleQuestion(), covering)
            except LookupError:
                return Roleless(())

        self._reading.ask(answer, self._show)

    def _turn_to(self, question: RoleQuestion) -> None:
        if question.track_id is None or question.track_id != self._question.track_id:
            self._looked_at = frozenset()
        self._question = question

    def _show(self, answer: ShownRole | Roleless | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if answer is None:
            return
        self._shown = answer if isinstance(answer, ShownRole) else None
        if self._shown is None:
            self._question = RoleQuestion(None, self._question.work_id)
            self._last.forget()
        else:
            track_id = self._shown.track.track.id
            self._question = RoleQuestion(track_id, None, self._question.theme_id)
            self._last.remember(track_id)
        self.read.emit(answer)

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # numbers mean others now
            self._last.forget()
            self._turn_to(RoleQuestion())
