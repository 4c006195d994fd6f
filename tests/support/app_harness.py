"""One listener's computer: a profile, some music, and the real window, opened repeatedly."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
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
from tests.support.audio import tone, write_audio
from tests.support.ready_journal import ready_profile
from tests.support.scripted_backend import HandClock, ScriptedBackend
from tests.support.seen import seen
from ui.shell.loading import PlayerParts
from ui.shell.messages import Messages
from ui.shell.page_spec import PageSpec
from ui.tour.input_driver import InputDriver
from ui.tour.own_pages import OwnPages
from ui.widgets.quiet_line import QuietLine
from ui.window.desk import Desk
from ui.window.main_window import MainWindow

MAIN = Path(__file__).resolve().parents[2] / "main.py"
ALIVE_MS = 20_000
WAIT_MS = 10_000
PROCESS_MS = 30_000  # for a whole process; no test claims how fast one is
DERIVED = ("journal_line", "journal_text", "sqlite_")  # made by triggers and by SQLite itself


class AppHarness:
    """Opens windows on one profile; each is ready when it is returned, and closed at the end."""

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
        """Makes an audio file in the music folder."""
        path = self.music / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_recorded(path.suffix, seconds, hz))
        return path

    def take_in(self) -> None:
        """Imports the music folder, as on the command line."""
        ready_profile(self.profile)
        with_services(self.paths, self._take_in)

    def _take_in(self, services: Services) -> None:
        services.open()  # else an import begins with a look by plain sqlite3: 0.1 s
        services.importing.run([self.music], JobContext())

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
        """From now on windows play on a scripted backend, and time passes when the test says."""
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
        """Everything behind the first screen is loaded too; the socket is the last."""
        return window.desk is not None and bool(announced(self.paths.data))

    def show(self, *words: str) -> MainWindow:
        """A window that starts to load; it may not become ready."""
        assert self.lock.take(), "another process has this profile's window"
        arguments = parse(["--silent", "--profile", str(self.profile), *words])
        window = MainWindow(arguments, lock=self.lock, pages=self.specs, player=self.player)
        self._windows.append(window)
        window.show()
        return window

    def replace(self, old: MainWindow, new: MainWindow) -> None:
        """The program replaced one window by another, which is closed at the end like all."""
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
        """Gives the window the focus, as a window manager does, also after a dialog."""
        self.driver.take_keyboard()
        self.until(lambda: self.driver.has_keyboard)

    def until(self, is_true: Callable[[], object], within_ms: int = WAIT_MS) -> None:
        self.harness.qtbot.waitUntil(lambda: bool(is_true()), timeout=within_ms)

    def run_main(self, *words: str, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Runs the program in a process of its own, on this profile, while this window stays open.

        env: its whole environment, otherwise ours. Returns its exit code, standard output and
        standard error.
        """
        command = [sys.executable, str(MAIN), "--profile", str(self.harness.profile), *words]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=env) as process:
            self.until(lambda: process.poll() is not None, PROCESS_MS)
            out, err = process.communicate()
        return process.returncode, out, err

    def elsewhere(self, do: str) -> None:
        """Another process writes to this profile, and the window notices.

        do: Python code that can use `services` and the names of `tests.support.another_process`.
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
        """Lets time pass, in the steps of the playback's own timer."""
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
        """Plays by Enter in the library; returns when it is heard."""
        library = self.pages.library
        self.driver.alt(Qt.Key.Key_2)
        rows = [row for row in self.rows() if row.title == title]
        row = next((row for row in rows if row.is_available), rows[0])
        library.table.setFocus()
        library.table.select_lines([row.key])
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
        """What was said last, whether it is shown or still waits; empty once all has gone. What an
        open dialog says comes first.
        """
        lines = [line for line in self._lines_shown() if line.window() is not self.window]
        if lines:
            return lines[-1].text()
        return self.news[-1] if self.news else ""

    @property
    def news(self) -> tuple[str, ...]:
        """What the window says now, and after it what waits."""
        messages = self.window.findChild(Messages)
        assert isinstance(messages, Messages)
        return messages.texts

    def take_offer(self) -> None:
        """Presses the button beside what was said, such as Undo."""
        seen(self._lines_shown()[-1], QPushButton)[0].click()

    def _lines_shown(self) -> list[QuietLine]:
        return [line for line in self.window.findChildren(QuietLine) if line.isVisible()]


@lru_cache(maxsize=4)
def _recorded(suffix: str, seconds: float, hz: float) -> bytes:
    with TemporaryDirectory(prefix="ost-record-") as folder:
        return write_audio(Path(folder, f"tone{suffix}"), tone(seconds, hz)).read_bytes()


def with_services(paths: Paths, do: Callable[[Services], object]) -> None:
    services = Services(paths, SettingsFile(paths.settings_file))
    try:
        do(services)
    finally:
        services.close()


def kept_rows(paths: Paths, *, leave_out: frozenset[str] = frozenset()) -> dict[str, list[Any]]:
    """Every row that a person wrote, as another program sees it; no `updated_at`, no indexes."""
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
    """Restores what a window changes in the whole process: log handlers, exception hooks."""

    def __init__(self) -> None:
        self._handlers = list(logging.getLogger().handlers)
        self._level = logging.getLogger().level
        self._hook = sys.excepthook
        # A “quit” still posted when its loop has ended would stop every later loop at once.
        QGuiApplication.setQuitOnLastWindowClosed(False)

    def restore(self) -> None:
        root = logging.getLogger()
        for handler in set(root.handlers) - set(self._handlers):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(self._level)
        sys.excepthook = self._hook
        QGuiApplication.setQuitOnLastWindowClosed(True)
