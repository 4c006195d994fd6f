"""Everything heavy, loaded on a thread behind the first frame."""

from __future__ import annotations

import gc
import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Problem
from app.paths import Paths

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.library.records import TrackRow
    from app.player.backend import Backend

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the window needs to come alive."""

    services: Services
    backend: Backend
    vlc_problem: Problem | None
    tracks: list[TrackRow]


class Loader(QObject):
    """loaded(Loaded) or failed(Problem), both on the thread that made this object."""

    loaded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(
        self, paths: Paths, *, is_demo: bool, is_silent: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._is_demo = is_demo
        self._is_silent = is_silent
        self._thread = threading.Thread(target=self._work, name="loading")

    def start(self) -> None:
        self._thread.start()

    def wait(self) -> None:
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        # Imports make hundreds of thousands of objects that live for ever: looking among them for
        # garbage was measured at a fifth of SQLAlchemy's import.
        gc.disable()
        try:
            self.loaded.emit(self._load())
        except Problem as problem:
            self.failed.emit(problem)
        except Exception as mistake:  # noqa: BLE001 - handed to the report dialog
            self.crashed.emit(mistake)
        finally:
            gc.freeze()
            gc.enable()

    def _load(self) -> Loaded:
        from app.bootstrap import Services
        from app.settings import SettingsFile

        services = Services(self._paths, SettingsFile(self._paths.settings_file))
        if self._is_demo:
            from app.demo.planting import plant_demo

            plant_demo(services)
        backend, problem = open_backend(is_silent=self._is_silent)
        return Loaded(services, backend, problem, services.library.tracks())


def open_backend(*, is_silent: bool) -> tuple[Backend, Problem | None]:
    """VLC, or a backend that says why there is none."""
    from app.player.backend import VlcMissing
    from app.player.missing_backend import MissingBackend
    from app.player.vlc_backend import VlcBackend

    try:
        return VlcBackend(is_silent=is_silent), None
    except VlcMissing as problem:
        log.warning("%s", problem)
        return MissingBackend(problem), problem
