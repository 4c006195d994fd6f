"""Reads a character, or two, off the GUI thread, again whenever something about them changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import CharacterId, ThemeId
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.characters.asking import CharacterAsking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.context import Context
    from ui.characters.shown import ShownStory
    from ui.shell.window_memory import WindowMemory
    from ui.story_music.covered_look import CoveredLook

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
        self, context: Context, memory: WindowMemory | None, look: CoveredLook, page: QWidget
    ) -> None:
        super().__init__(page)
        self._memory = memory
        self._look = look
        self._asking = CharacterAsking(context.services)
        self._reading = context.latest_read("Read a character")
        self._theme_id: ThemeId | None = None
        self.ids: tuple[CharacterId, ...] = ()
        self.fresh = KeptFresh(page, context, self._reading, self.ask, _KINDS)
        look.changed.connect(self.ask)

    def open(self, ids: tuple[CharacterId, ...]) -> None:
        if ids != self.ids:
            self.ids, self._theme_id = ids, None
            self._look.forget()
        self.ask()

    def follow(self, theme_id: ThemeId) -> None:
        self._theme_id = theme_id
        self.ask()

    def ask(self) -> None:
        self.fresh.note_asked()
        asking, ids, theme_id = self._asking, self.ids, self._theme_id
        covering, looked_at = self._look.covering, self._look.scene_ids
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
