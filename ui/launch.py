"""Opens the window: its first frame before anything else is loaded, the rest behind it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.shell.codes import OPEN_AGAIN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.cli import Arguments
    from ui.main_window import MainWindow
    from ui.tour.tour import Tour

NO_DISPLAY = 3


def run_window(arguments: Arguments) -> int:
    """The exit code of the event loop; 3 when there is no display to open a window on."""
    if not has_display():
        sys.stderr.write(
            "There is no display to open a window on.\n"
            "Start it from a desktop, or use a command that needs none: "
            "import, play, mark, export, restore.\n"
        )
        return NO_DISPLAY
    if _is_handed_over(arguments):
        return 0
    gc.disable()  # the loader switches it on again when everything that lives for ever is there
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow

    QApplication.setApplicationName("ost-my-heart")
    QApplication.setApplicationDisplayName("OST My Heart")
    QApplication.setDesktopFileName("ost-my-heart")
    app = QApplication(sys.argv[:1])
    with _profile(arguments):
        window = MainWindow(arguments, note_stage)
        tour = _tour(window, arguments)
        window.show()
        _close_on_signals(app)
        code = app.exec()
        while code == OPEN_AGAIN:
            window = _opened_anew(window, arguments)
            code = app.exec()
        return code if tour is None else tour.exit_code or code


def _close_on_signals(app: QApplication) -> None:
    """Ctrl+C and a polite kill close the window as its own button would, and nothing is lost.

    Python hears of a signal when it next runs; the player's timer sees to that.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: app.closeAllWindows())


def _opened_anew(old: MainWindow, arguments: Arguments) -> MainWindow:
    """The old window goes when the new one stands: the last one to close ends the program."""
    from ui.main_window import MainWindow

    window = MainWindow(arguments, note_stage)
    window.show()
    old.close()
    old.deleteLater()
    return window


def _is_handed_over(arguments: Arguments) -> bool:
    """Whether a window of this profile is open already: it comes forward, with the files."""
    if arguments.profile is None and (arguments.demo or arguments.tour):
        return False
    if not _may_another_run():
        return False
    from app.errors import Problem
    from app.paths import Paths
    from app.remote import ask_window

    paths = Paths.for_profile(arguments.profile)
    files = [str(path.absolute()) for path in arguments.files]
    try:
        answer = ask_window(paths, {"verb": "open", "paths": files})
    except Problem:  # a killed window left its socket behind
        return False
    sys.stdout.write(f"{answer.get('message', '')}\n")
    return True


def _may_another_run() -> bool:
    """Whether there is any window's socket: its exact name takes 12 ms of imports to work out."""
    if os.name == "nt":
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    try:
        return any(entry.startswith("ost-my-heart-") for entry in os.listdir(folder))  # noqa: PTH208
    except OSError:
        return True


@contextmanager
def _profile(arguments: Arguments) -> Iterator[None]:
    """The demo and the tour run on a throw-away profile unless one is named."""
    if arguments.profile is not None or not (arguments.demo or arguments.tour):
        yield
        return
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="ost-my-heart-demo-") as folder:
        arguments.profile = Path(folder)
        yield


def _tour(window: MainWindow, arguments: Arguments) -> Tour | None:
    if arguments.tour is None:
        return None
    from ui.tour.tour import Tour

    return Tour(window, arguments.tour)


def has_display() -> bool:
    """QApplication would end the process without one, so it is asked for first."""
    if sys.platform in ("win32", "darwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def note_stage(stage: str) -> None:
    """Writes when a stage of the start was reached into the file that OST_STARTUP_TRACE names.

    One line a stage: its name and CLOCK_MONOTONIC in nanoseconds. For the start-up benchmark.
    """
    path = os.environ.get("OST_STARTUP_TRACE")
    if path:
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{stage} {time.monotonic_ns()}\n")
