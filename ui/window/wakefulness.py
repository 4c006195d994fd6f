"""The screen stays awake while music plays on a page that has all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.words import _

if TYPE_CHECKING:
    from ui.bridge.playback.playback import Playback
    from ui.remote.desktop import Desktop
    from ui.shell.page_spec import PageSpec
    from ui.window.pages import Pages


class Wakefulness(QObject):
    """Asks the desktop when that begins and ends."""

    def __init__(
        self, desktop: Desktop, playback: Playback, pages: Pages, specs: Iterable[PageSpec[Any]]
    ) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._playback = playback
        self._pages = pages
        self._filling = frozenset(spec.key for spec in specs if spec.fills_window)
        self._is_awake = False
        pages.page_shown.connect(lambda _key: self._look())
        playback.now.changed.connect(lambda _now: self._look())
        self._look()

    def _look(self) -> None:
        is_watched = self._pages.current_key in self._filling
        is_awake = is_watched and self._playback.now.value.sounds
        if is_awake != self._is_awake:
            self._is_awake = is_awake
            # Translators: why the desktop doesn’t lock the screen
            self._desktop.keep_awake(_("Music plays on the Stage") if is_awake else "")
