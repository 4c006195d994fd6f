"""Reads a character, or two, off the GUI thread, again whenever something about them changes."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import CharacterId, SceneId, ThemeId
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.characters.asking import CharacterAsking
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.story.covering import Covering
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

    def __init__(self, context: Context, memory: WindowMemory | None, page: QWidget) -> None:
        super().__init__(page)
        self._memory = memory
        self._asking = CharacterAsking(context.services)
        self._reading = context.latest_read("Read a character")
        self._theme_id: ThemeId | None = None
        self._looked_at: frozenset[SceneId] = frozenset()
        self.ids: tuple[CharacterId, ...] = ()
        self.fresh = KeptFresh(page, context, self._reading, self.ask, _KINDS)

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
        self.fresh.note_asked()
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

    def _show(self, shown: ShownStory | None) -> None:
        if shown is not None and not shown.story.hidden:
            self.ids = shown.story.ids
            if self._memory is not None:
                uids = " ".join(one.uid for one in shown.story.people)
                self._memory.state.setValue(_OPEN, uids)
        self.read.emit(shown)
