"""`--self-test`: a line for each thing that must work on this machine, and what to do if not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.diagnostics.self_test import PATIENCE_S, Finding, findings, tried

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.commands.arguments import Arguments

# What the screen texts are made of, beyond ASCII.
CHARACTERS = "“”‘’…–·×→←°äöüßéèñçøåÅłşŽΩ"
_OPEN_A_SCREEN = "from PySide6.QtWidgets import QApplication as A; print(A([]).platformName())"


def run_self_test(arguments: Arguments) -> int:
    """0 when everything works, 1 when something does not; each finding on standard output."""
    failed = 0
    for finding in _all_findings(arguments.profile):
        sys.stdout.write(f"{finding}\n")
        sys.stdout.flush()
        failed += not finding.is_ok
    sys.stdout.write(f"{failed} of the checks failed.\n" if failed else "Everything works.\n")
    return 1 if failed else 0


def _all_findings(profile: Path | None) -> Iterator[Finding]:
    yield from findings(profile)
    yield tried("Display", display_opens)
    app = _application()
    yield tried("Fonts", fonts_have_our_characters)
    yield tried("Icons", icons_paint)
    yield tried("Local socket", socket_answers)
    del app


def _application() -> object:
    """Fonts, icons and the socket need no screen, so a machine without one is looked at too."""
    from PySide6.QtWidgets import QApplication

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QApplication.instance() or QApplication(["ost-my-heart"])


def display_opens() -> str:
    """Tried in a process of its own: Qt ends the process when a display does not answer.

    No display at all is no fault: the commands work without one, and the window says so itself.
    """
    from ui.start.launch import has_display

    if not has_display():
        return "there is none here; the window needs one, the commands don’t"
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _OPEN_A_SCREEN],
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise Problem("The display doesn’t answer.", "", "Log in to a desktop first.") from fault
    if asked.returncode != 0:
        raise Problem(
            "A window can’t be opened on the display.",
            "Qt’s libraries are incomplete, or DISPLAY and WAYLAND_DISPLAY name nothing.",
            "“make run” installs what is missing.",
            " ".join(asked.stderr.split()),
        )
    return f"a window can be opened ({asked.stdout.strip()})"


def fonts_have_our_characters() -> str:
    from PySide6.QtGui import QFontDatabase, QRawFont

    from ui.style.fonts import FAMILY, load_fonts

    font = load_fonts(11)
    if FAMILY not in QFontDatabase.families():
        raise Problem(
            f"The font {FAMILY} could not be loaded.",
            "Its files in resources/fonts are missing or damaged.",
            "Fetch the program afresh.",
        )
    raw = QRawFont.fromFont(font)
    missing = [letter for letter in CHARACTERS if not raw.supportsCharacter(ord(letter))]
    if missing:
        raise Problem(f"The font {FAMILY} lacks {' '.join(missing)}.", "", "Fetch it afresh.")
    return f"{raw.familyName()} is loaded and has its letters"


def icons_paint() -> str:
    from ui.style.icons import icon_names, pixmap
    from ui.window.commands import every_command
    from ui.window.page_table import PAGES

    names = icon_names()
    blank = [name for name in names if _is_blank(pixmap(name, 16).toImage())]
    needed = {command.icon for command in every_command(PAGES) if command.icon}
    if lacking := sorted(needed - set(names)) + blank:
        raise Problem(f"Icons are missing: {', '.join(lacking)}.", "", "Fetch the program afresh.")
    return f"{len(names)} are there"


def _is_blank(image: QImage) -> bool:
    empty = image.copy()
    empty.fill(0)
    return image.isNull() or image == empty


def socket_answers() -> str:
    """A question goes through a socket of our own and comes back."""
    from PySide6.QtCore import QEventLoop, QTimer

    from app.profile.paths import Paths
    from app.remote.client import is_window_running
    from app.remote.window_lock import WindowLock, announced
    from ui.remote.socket_server import SocketServer

    with tempfile.TemporaryDirectory(prefix="ost-my-heart-self-test-") as folder:
        paths = Paths.for_profile(Path(folder))
        lock = WindowLock(paths.data)
        server = SocketServer({})
        loop = QEventLoop()
        answers: list[bool] = []

        def ask() -> None:
            answers.append(is_window_running(paths))
            QTimer.singleShot(0, loop, loop.quit)

        try:
            lock.take()
            server.open_to_all(lock, paths.data)
            if address := announced(paths.data):
                asking = threading.Thread(target=ask, name="asking the socket")
                QTimer.singleShot(0, loop, asking.start)
                loop.exec()
                asking.join()
        finally:
            server.close()
            lock.let_go()
    if answers != [True]:
        raise Problem(
            f"No answer came through a socket at “{address}”.",
            "The command “mark” and opening files in the running window won’t work.",
            "Set XDG_RUNTIME_DIR to a folder of your own, or let sockets be made in /tmp.",
        )
    return "the running window can be reached by the command “mark”"
