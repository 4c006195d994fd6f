"""The real window on a profile, without sound, to measure in."""

from __future__ import annotations

import sqlite3
import time
import wave
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands.arguments import Arguments
from app.profile.paths import Paths
from bench.profile import DURATION_MS

if TYPE_CHECKING:
    from ui.listen.page import ListenPage
    from ui.shell.page_spec import PageSpec
    from ui.window.main_window import MainWindow

RATE_HZ = 8000
SETTLE_MS = 600


class PaintWatch(QObject):
    """Records when a widget was last painted."""

    painted_ns = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted_ns = time.monotonic_ns()
        return False


def opened_window(
    profile: Path,
    size: tuple[int, int] | None = None,
    pages: Sequence[PageSpec[Any]] | None = None,
) -> tuple[MainWindow, ListenPage]:
    """The window with its desk, showing the Listen page. pages: by default the program's."""
    from ui.start.plain_imports import import_plainly

    import_plainly()
    from ui.tour.own_pages import OwnPages
    from ui.window.main_window import MainWindow

    window = MainWindow(Arguments(profile=profile, silent=True), pages=pages)
    if size is not None:
        window.resize(*size)
    window.show()
    window.activateWindow()
    wait_until(lambda: window.desk is not None)
    assert window.desk is not None
    return window, OwnPages(window.desk.pages).show_listen()


def settle() -> None:
    """Lets everything happen that was postponed for a moment."""
    QTest.qWait(SETTLE_MS)


def wait_until(is_true: Callable[[], bool], within_s: float = 30) -> None:
    end = time.monotonic() + within_s
    while not is_true():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise SystemExit(f"the window did not get there within {within_s} s")


def write_silence(profile: Path, count: int = 1) -> None:
    """The files of the first tracks; their content says what they are, whatever their name.

    The library knows them as they are: otherwise the window would read them again at its start.
    """
    paths = Paths.for_profile(profile)
    folder = paths.data / "music"
    folder.mkdir(parents=True, exist_ok=True)
    known = []
    for number in range(count):
        path = folder / f"{number}.ogg"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
            file.writeframes(bytes(2 * RATE_HZ * DURATION_MS // 1000))
        found = path.stat()
        known.append((found.st_size, found.st_mtime_ns, str(path)))
    with closing(sqlite3.connect(paths.database)) as raw, raw:
        raw.executemany("UPDATE audio_file SET size = ?, mtime_ns = ? WHERE path = ?", known)
