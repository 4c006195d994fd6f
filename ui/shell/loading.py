"""Loads everything heavy on a thread behind the first frame, in two steps.

First what the Library page shows; once the window is up, the database, the emotions and libVLC.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core import languages
from app.core.errors import Problem

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.player.backend import Backend
    from app.player.late_backend import LateBackend
    from app.profile.paths import Paths


@dataclass(frozen=True, slots=True)
class PlayerParts:
    """What the player is made from. make_backend is called on the loading thread; monotonic_ns is
    the clock that stamps its reports.
    """

    make_backend: Callable[[], Backend]
    monotonic_ns: Callable[[], int] = time.monotonic_ns


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the window needs to become usable."""

    services: Services
    backend: LateBackend
    monotonic_ns: Callable[[], int]


class Loader(QObject):
    """Signals: loaded(Loaded); after `warm` warmed(Problem | None), a problem if there is no VLC;
    failed(Problem), the profile can't be used; crashed(Exception), our own mistake. All arrive on
    the thread that made this object.
    """

    loaded = Signal(object)
    warmed = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(
        self,
        paths: Paths,
        *,
        is_demo: bool,
        speaks_settings: bool,
        player: PlayerParts,
        set_up_logs: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """speaks_settings: whether the language in the settings counts; not if the command line
        names another.
        """
        super().__init__(parent)
        self._speaks_settings = speaks_settings
        self._paths = paths
        self._is_demo = is_demo
        self._player = player
        self._set_up_logs = set_up_logs
        self._may_warm = threading.Event()
        self._is_ended = False
        self._thread = threading.Thread(target=self._work, name="loading")

    def start(self) -> None:
        self._thread.start()

    def warm(self) -> None:
        """The window is up: goes on with what the first screen didn't need."""
        self._may_warm.set()

    def end(self) -> None:
        """The window closes: stops as soon as possible, and waits for that."""
        self._is_ended = True
        self._may_warm.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        # Imports make hundreds of thousands of objects that live for ever: collecting garbage
        # among them was measured at a fifth of SQLAlchemy's import.
        gc.disable()
        try:
            try:
                loaded = self._load()
                self.loaded.emit(loaded)
                self._may_warm.wait()
            finally:
                self._set_up_logs()
            if not self._is_ended:
                self._warm(loaded)
        except Problem as problem:
            self.failed.emit(problem)
        except Exception as mistake:  # noqa: BLE001 - handed to the report dialog
            self.crashed.emit(mistake)
        finally:
            gc.freeze()
            gc.enable()

    def _load(self) -> Loaded:
        from app.bootstrap import Services
        from app.player.late_backend import LateBackend
        from app.profile.settings import SettingsFile

        settings = SettingsFile(self._paths.settings_file)
        if self._speaks_settings and settings.current.language:
            languages.speak(settings.current.language)
        services = Services(self._paths, settings)
        if self._is_demo:
            from app.demo.planting import plant_demo

            plant_demo(services)
        services.look_first()
        player = self._player
        return Loaded(services, LateBackend(player.make_backend), player.monotonic_ns)

    def _warm(self, loaded: Loaded) -> None:
        loaded.services.open()
        self.warmed.emit(loaded.backend.wake())


def vlc_player(*, is_silent: bool) -> PlayerParts:
    """The player's parts when music is played by libVLC."""

    def make_backend() -> Backend:
        from app.player.vlc_backend import VlcBackend

        return VlcBackend(is_silent=is_silent)

    return PlayerParts(make_backend)
