"""One listener's machine: a profile, some music, and the real window opened again and again."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.commands.arguments import parse
from app.core.jobs import JobContext
from app.library.records import TrackRow
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from app.remote.window_lock import WindowLock, announced
from app.timeline.records import TrackTimeline
from app.transactions.changes import ELSEWHERE, Change
from tests.support.another_process import begin_elsewhere
from tests.support.audio import Samples, tone, write_audio
from tests.support.ready_journal import ready_profile
from tests.support.scripted_backend import HandClock, ScriptedBackend
from ui.shell.loading import PlayerParts
from ui.shell.page_spec import PageSpec
from ui.tour.input_driver import InputDriver
from ui.tour.own_pages import OwnPages
from ui.widgets.quiet_line import QuietLine
from ui.window.desk import Desk
from ui.window.main_window import MainWindow

MAIN = Path(__file__).resolve().parents[2] / "main.py"
ALIVE_MS = 20_000
WAIT_MS = 10_000
PROCESS_MS = 30_000  # for a whole process; nothing is claimed about how fast one is
DERIVED = ("journal_line", "journal_text", "sqlite_")  # made by triggers and by SQLite itself


class AppHarness:
    """Opens windows on one profile; each is alive when it is handed out, and closed at the end."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.profile = folder / "profile"
        self.music = folder / "music"
        self.music.mkdir(exist_ok=True)
        self.paths = Paths.for_profile(self.profile)
        self.lock = WindowLock(self.paths.data)
        self.clock: HandClock | None = None
        self.player: PlayerParts | None = None  # libVLC's, unless told
        self.specs: Sequence[PageSpec[Any]] | None = None  # the program's own, unless told
        self._windows: list[MainWindow] = []

    # --- what there is --------------------------------------------------------------------------

    def record(self, name: str = "theme.wav", seconds: float = 20.0, hz: float = 440.0) -> Path:
        """A sound file in the music folder."""
        path = self.music / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_audio(path, _tone(seconds, hz))

    def take_in(self) -> None:
        """The music folder goes into the library, as on the command line."""
        ready_profile(self.profile)
        with_services(
            self.paths, lambda services: services.importing.run([self.music], JobContext())
        )

    def playing(self, ms: int) -> WindowSession:
        """A session of a window that has played one track for `ms`, by hand."""
        self.record("theme.wav", seconds=60)
        self.take_in()
        self.play_by_hand()
        session = self.open()
        session.play()
        session.turn(ms)
        return session

    def play_by_hand(self, **durations_ms: int) -> HandClock:
        """From now on windows play on a scripted backend, and time passes when the test says so."""
        clock = HandClock()
        self.clock = clock
        self.player = PlayerParts(lambda: ScriptedBackend(clock, durations_ms=durations_ms), clock)
        return clock

    # --- the window -----------------------------------------------------------------------------

    def open(self, *words: str) -> WindowSession:
        window = self.show(*words)
        self.qtbot.waitUntil(lambda: self._is_reachable(window), timeout=ALIVE_MS)
        session = WindowSession(self, window)
        session.take_keyboard()
        return session

    def _is_reachable(self, window: MainWindow) -> bool:
        """Everything behind the first screen is loaded too; the socket comes last."""
        return window.desk is not None and bool(announced(self.paths.data))

    def show(self, *words: str) -> MainWindow:
        """A window that begins to load; nobody knows yet whether it comes alive."""
        assert self.lock.take(), "another process has this profile's window"
        arguments = parse(["--silent", "--profile", str(self.profile), *words])
        window = MainWindow(arguments, lock=self.lock, pages=self.specs, player=self.player)
        self._windows.append(window)
        window.show()
        return window

    def replace(self, old: MainWindow, new: MainWindow) -> None:
        """The program closed one window for another, which is closed at the end like the others."""
        self._windows.remove(old)
        self._windows.append(new)

    def close(self, window: MainWindow) -> None:
        self._windows.remove(window)
        window.close()
        window.deleteLater()
        if not self._windows:
            self.lock.let_go()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def leave(self) -> None:
        for window in list(self._windows):
            self.close(window)


class WindowSession:
    """One opened window, as a test uses it."""

    def __init__(self, harness: AppHarness, window: MainWindow) -> None:
        assert window.desk is not None
        self.harness = harness
        self.window = window
        self.desk: Desk = window.desk
        self.pages = OwnPages(self.desk.pages)
        self.driver = InputDriver(window)
        self.services = self.desk.services
        self.playback = self.desk.playback

    def close(self) -> None:
        self.harness.close(self.window)

    def take_keyboard(self) -> None:
        """As a window manager gives it to a window, and back to it after a dialog."""
        self.driver.take_keyboard()
        self.until(lambda: self.driver.has_keyboard)

    def until(self, is_true: Callable[[], object], within_ms: int = WAIT_MS) -> None:
        self.harness.qtbot.waitUntil(lambda: bool(is_true()), timeout=within_ms)

    def run_main(self, *words: str) -> tuple[int, str, str]:
        """The program in a process of its own, on this profile, while this window lives on.

        Its exit code, standard output and standard error.
        """
        command = [sys.executable, str(MAIN), "--profile", str(self.harness.profile), *words]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
            self.until(lambda: process.poll() is not None, PROCESS_MS)
            out, err = process.communicate()
        return process.returncode, out, err

    def elsewhere(self, do: str) -> None:
        """Another process writes to this profile, and the window notices.

        do: Python that finds `services`, and the names of `tests.support.another_process`.
        """
        noticed: list[Change] = []
        relay = self.desk.context.relay
        relay.changed.connect(noticed.append)
        with begin_elsewhere(self.harness.paths, do) as process:
            self.until(lambda: process.poll() is not None, PROCESS_MS)
            assert process.returncode == 0, process.communicate()[1]
        self.until(lambda: any(change.initiator == ELSEWHERE for change in noticed))
        relay.changed.disconnect(noticed.append)

    def turn(self, ms: float, step_ms: float = 16) -> None:
        """Time passes, in steps as the playback's own timer makes them."""
        clock = self.harness.clock
        assert clock is not None, "only after AppHarness.play_by_hand"
        left_ms = ms
        while left_ms > 0:
            clock.turn_ms(min(step_ms, left_ms))
            left_ms -= step_ms
            self.playback.poll()

    def rows(self) -> list[TrackRow]:
        return self.services.library.tracks()

    def play(self, title: str = "theme") -> TrackRow:
        """By Enter in the library; returns when it sounds."""
        library = self.pages.library
        self.driver.alt(Qt.Key.Key_2)
        row = next(row for row in self.rows() if row.title == title)
        library.table.setFocus()
        library.table.select_ids([row.id])
        self.driver.tap(Qt.Key.Key_Return)
        assert self.desk.pages.current_key == "listen"
        if self.harness.clock is not None:
            self.turn(400)
        self.until(lambda: self.playback.state.value == "playing")
        return row

    @property
    def timeline(self) -> TrackTimeline:
        """What the Listen page shows."""
        timeline = self.desk.track_view.timeline
        assert timeline is not None
        return timeline

    @property
    def said(self) -> str:
        """The quiet line's text; empty when it is away."""
        lines = [line for line in self.window.findChildren(QuietLine) if line.isVisible()]
        return lines[-1].text() if lines else ""


@lru_cache(maxsize=4)
def _tone(seconds: float, hz: float) -> Samples:
    return tone(seconds, hz)


def with_services(paths: Paths, do: Callable[[Services], object]) -> None:
    services = Services(paths, SettingsFile(paths.settings_file))
    try:
        do(services)
    finally:
        services.close()


def kept_rows(paths: Paths, *, leave_out: frozenset[str] = frozenset()) -> dict[str, list[Any]]:
    """Every authored row as another program sees it, without `updated_at` and word indexes."""
    with closing(sqlite3.connect(f"{paths.database.as_uri()}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {str(name) for (name,) in raw.execute(query) if not name.startswith(DERIVED)}
        return {
            table: [
                _without_stamp(row) for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            ]
            for table in tables - leave_out
        }


def _without_stamp(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name != "updated_at"}  # noqa: SIM118


class Process:
    """Puts back what a window changes in the whole process: log handlers, hooks for mistakes."""

    def __init__(self) -> None:
        self._handlers = list(logging.getLogger().handlers)
        self._level = logging.getLogger().level
        self._hook = sys.excepthook
        # A “quit” that is still posted when its loop is over would stop every later loop at once.
        QGuiApplication.setQuitOnLastWindowClosed(False)

    def restore(self) -> None:
        root = logging.getLogger()
        for handler in set(root.handlers) - set(self._handlers):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(self._level)
        sys.excepthook = self._hook
        QGuiApplication.setQuitOnLastWindowClosed(True)
