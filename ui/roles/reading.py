"""Reads a track in its role off the GUI thread, again whenever something that it tells changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.roles.last_shown import LastShown
from ui.roles.shown import RoleAsking, Roleless, RoleQuestion, ShownRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory
    from ui.story_music.covered_look import CoveredLook

log = logging.getLogger(__name__)

_KINDS = (
    changes.WORK,
    changes.EPISODE,
    changes.SCENE,
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
)


class RoleReading(QObject):
    """question: what is shown, or asked for; empty for what was shown last.

    Signal: read(ShownRole | Roleless).
    """

    read = Signal(object)

    def __init__(
        self, context: Context, memory: WindowMemory | None, look: CoveredLook, page: QWidget
    ) -> None:
        """memory: keeps which track was shown."""
        super().__init__(page)
        self._look = look
        self._last = LastShown(context.playback, memory)
        self._asking = RoleAsking(context.services)
        self._reading = context.latest_read("Read a track in its role")
        self.question = RoleQuestion()
        # Listening goes on while music plays: what was heard is told when the page is shown again.
        self.fresh = KeptFresh(
            page, context, self._reading, self.ask, _KINDS, when_shown=(changes.LISTEN,)
        )
        context.relay.changed.connect(self._on_change)
        look.changed.connect(self.ask)

    @property
    def is_running(self) -> bool:
        """Whether an answer is being read."""
        return self._reading.is_under_way

    def open(self, question: RoleQuestion) -> None:
        if question.track_id != self.question.track_id:
            self._look.forget()
        self.question = question
        self.ask()

    def ask(self) -> None:
        """Everything shown, again."""
        self.fresh.note_asked()
        question, asking = self.question, self._asking
        if question == RoleQuestion():
            question = self._last.question
        covering, looked_at = self._look.covering, self._look.scene_ids

        def answer() -> ShownRole | Roleless:
            try:
                return asking.answer(question, covering, looked_at)
            except LookupError as gone:  # deleted meanwhile
                log.info("no track in its role: %s", gone)
            try:
                return asking.answer(RoleQuestion(), covering, looked_at)
            except LookupError:
                return Roleless(())

        self._reading.ask(answer, self._show)

    def _show(self, answer: ShownRole | Roleless | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if answer is None:
            return
        if isinstance(answer, Roleless):
            self.question = RoleQuestion(None, self.question.work_id)
            self._last.forget()
        else:
            track_id = answer.track.track.id
            self.question = RoleQuestion(track_id, None, self.question.theme_id)
            self._last.remember(track_id)
        self.read.emit(answer)

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # numbers mean others now
            self._last.forget()
            self.question = RoleQuestion()
