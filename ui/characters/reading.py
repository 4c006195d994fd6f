"""Reads a character, or two, off the GUI thread, again whenever something about them changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.ids import CharacterId, SceneId, ThemeId
from app.transactions import changes
from ui.characters.asking import CharacterAsking
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.story.covering import Covering
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.characters.shown import ShownStory
    from ui.shell.window_memory import WindowMemory

log = logging.getLogger(__name__)

_OPEN = "character"  # what the window remembers: one uid or two
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
    changes.ENTRY,
    changes.SAGA,
)


class CharacterReading(QObject):
    """ids: whose page it is; empty for whoever it was last. Signal: read(ShownStory | None), None:
    they are gone, or nobody is there yet.
    """

    read = Signal(object)

    def __init__(
        self,
        context: Context,
        memory: WindowMemory | None,
        is_wanted: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """is_wanted: whether it is seen; else it is read when it is asked for."""
        super().__init__(parent)
        self._memory = memory
        self._is_wanted = is_wanted
        self._asking = CharacterAsking(context.services)
        self._reading = context.latest_read("Read a character")
        self._theme_id: ThemeId | None = None
        self._looked_at: frozenset[SceneId] = frozenset()
        self.ids: tuple[CharacterId, ...] = ()
        self.is_stale = True  # nothing was asked for yet
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_again)
        context.relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self.become_stale)

    @property
    def is_under_way(self) -> bool:
        return self._reading.is_under_way or self._later.isActive()

    @property
    def looked_at(self) -> frozenset[SceneId]:
        return self._looked_at

    @property
    def covering(self) -> Covering:
        """The listener's, with what they look at for the moment."""
        return spoilers().covering.showing(*self._looked_at)

    def open(self, ids: tuple[CharacterId, ...]) -> None:
        if ids != self.ids:
            self.ids, self._theme_id, self._looked_at = ids, None, frozenset()
        self.ask()

    def follow(self, theme_id: ThemeId) -> None:
        self._theme_id = theme_id
        self.ask()

    def look_at(self, scene_ids: Collection[SceneId]) -> None:
        """Covered scenes, for one look; none: no longer."""
        wanted = frozenset(scene_ids)
        if wanted != self._looked_at:
            self._looked_at = wanted
            self.ask()

    def ask(self) -> None:
        self.is_stale = False
        asking, ids, theme_id = self._asking, self.ids, self._theme_id
        covering, looked_at = self.covering, self._looked_at
        uids = ("" if self._memory is None else self._memory.text(_OPEN)).split()

        def question() -> ShownStory | None:
            try:
                return asking.story(ids, theme_id, covering, uids, looked_at)
            except LookupError as gone:  # deleted, or nobody is there yet
                log.info("no character to show: %s", gone)
                return None

        self._reading.ask(question, self._show)

    def become_stale(self) -> None:
        """It is read at once, or when it is seen."""
        self.is_stale = True
        self._later.start()

    def _read_again(self) -> None:
        if self._is_wanted():
            self._reading.ask_again(self.ask)

    def _show(self, shown: ShownStory | None) -> None:
        if shown is not None and not shown.story.hidden:
            self.ids = shown.story.ids
            if self._memory is not None:
                uids = " ".join(one.uid for one in shown.story.people)
                self._memory.state.setValue(_OPEN, uids)
        self.read.emit(shown)

    def _on_change(self, change: Change) -> None:
        if change.touches(*_KINDS):
            self.become_stale()
