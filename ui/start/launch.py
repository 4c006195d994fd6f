"""Opens the window: its first frame before anything else is loaded, the rest behind it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from app.demo.profile import demo_profile
from app.profile.data_folder import data_folder
from app.remote.window_lock import WindowLock
from ui.shell.codes import OPEN_AGAIN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.commands.arguments import Arguments
    from ui.tour.tour import Tour
    from ui.window.main_window import MainWindow

NO_DISPLAY = 3
INTERRUPTED = 130  # as a shell reports Ctrl+C


def run_window(arguments: Arguments) -> int:
    """The exit code of the event loop; 3 when there is no display to open a window on."""
    if not has_display():
        sys.stderr.write(f"{_no_display()}\n")
        return NO_DISPLAY
    with demo_profile(arguments):
        lock = WindowLock(data_folder(arguments.profile))
        if not lock.take() and (code := _handed_over(lock, arguments)) is not None:
            return code
        try:
            return _open_window(arguments, lock)
        finally:
            lock.let_go()


def _no_display() -> str:
    from app.commands.arguments import COMMANDS
    from app.core.words import _

    # Translators: commands are the names of commands, such as “import, play”
    return _(
        "There is no display to open a window on.\n"
        "Start it from a desktop, or use a command that needs none: {commands}.",
        commands=", ".join(COMMANDS),
    )


def _handed_over(lock: WindowLock, arguments: Arguments) -> int | None:
    """The exit code, if another window of this profile took the files; None if it has closed."""
    from app.core.errors import Problem
    from app.profile.paths import Paths
    from app.remote.second_start import hand_over

    try:
        said = hand_over(lock, Paths.for_profile(arguments.profile), arguments.files)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:  # while waiting
        return INTERRUPTED
    if said is not None:
        sys.stdout.write(f"{said}\n")
        return 0
    return None


def _open_window(arguments: Arguments, lock: WindowLock) -> int:
    gc.disable()  # the loader enables it again once everything that lives for ever exists
    from PySide6.QtWidgets import QApplication

    from ui.start.plain_imports import import_plainly

    import_plainly()
    from ui.window.main_window import MainWindow

    QApplication.setApplicationName("ost-my-heart")
    QApplication.setApplicationDisplayName("OST My Heart")
    QApplication.setDesktopFileName("ost-my-heart")
    app = QApplication(sys.argv[:1])
    with ExitStack() as until_the_end:
        window = MainWindow(arguments, partial(_on_stage, app, until_the_end), lock)
        tour = _tour(window, arguments)
        window.show()
        _close_on_signals(app)
        code = app.exec()
        while code == OPEN_AGAIN:
            window = opened_anew(window, arguments)
            code = app.exec()
    return code if tour is None else tour.exit_code or code


def _close_on_signals(app: QApplication) -> None:
    """Ctrl+C and SIGTERM close the window as its own button would, so nothing is lost.

    A signal can arrive in the middle of whatever Python is running, such as an open transaction or
    an import: that ends first.
    """
    from PySide6.QtCore import QTimer

    def leave() -> None:
        from ui.widgets.leaving import leave_all

        leave_all(app)

    def on_signal(_number: int, _frame: object) -> None:
        QTimer.singleShot(0, app, leave)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)


def _on_stage(app: QApplication, until_the_end: ExitStack, stage: str) -> None:
    note_stage(stage)
    if stage == "first_paint":
        from ui.shell.signals import woken_by_signals  # not needed for the first frame
        from ui.style.window_icon import window_icon

        app.setWindowIcon(window_icon())
        until_the_end.enter_context(woken_by_signals(app))


def opened_anew(old: MainWindow, arguments: Arguments) -> MainWindow:
    """The old window closes once the new one is up: the last one to close ends the program."""
    from ui.window.main_window import MainWindow

    window = MainWindow(arguments, note_stage, old.lock)
    window.show()
    old.close()
    old.deleteLater()
    return window


def _tour(window: MainWindow, arguments: Arguments) -> Tour | None:
    if arguments.tour is None:
        return None
    from ui.tour.tour import Tour

    return Tour(window, arguments.tour)


def has_display() -> bool:
    """Without one QApplication would end the process, so this is checked first."""
    if sys.platform in ("win32", "darwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def note_stage(stage: str) -> None:
    """Writes when a stage of the start was reached to the file that OST_STARTUP_TRACE names.

    One line per stage: its name and CLOCK_MONOTONIC in nanoseconds. For the start-up benchmark.
    """
    path = os.environ.get("OST_STARTUP_TRACE")
    if path:
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{stage} {time.monotonic_ns()}\n")
