"""`--self-test`: one line for each thing that must work on this computer, and what to do if not."""

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
from app.core.words import _, ngettext
from app.diagnostics.self_test import PATIENCE_S, Finding, findings, tried

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.commands.arguments import Arguments

# Characters beyond ASCII that texts on screen need.
CHARACTERS = "“”‘’…–·×→←°äöüßéèñçøåÅłşŽΩ"
_OPEN_A_SCREEN = (  # not shown
    "from PySide6.QtWidgets import QApplication as A; print(A([]).platformName())"
)


def run_self_test(arguments: Arguments) -> int:
    """Returns 0 if everything works, otherwise 1; each finding goes to standard output."""
    failed = 0
    for finding in _all_findings(arguments.profile):
        sys.stdout.write(f"{finding}\n")
        sys.stdout.flush()
        failed += not finding.is_ok
    result = _("Everything works.")
    if failed:
        result = ngettext("One check failed.", "{n} checks failed.", failed)
    sys.stdout.write(f"{result}\n")
    return 1 if failed else 0


def _all_findings(profile: Path | None) -> Iterator[Finding]:
    yield from findings(profile)
    yield tried(_("Display"), display_opens)
    app = _application()
    yield tried(_("Fonts"), fonts_have_our_characters)
    yield tried(_("Icons"), icons_paint)
    yield tried(_("Local socket"), socket_answers)
    del app


def _application() -> object:
    """Fonts, icons and the socket need no display, so a computer without one is checked, too."""
    from PySide6.QtWidgets import QApplication

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QApplication.instance() or QApplication(["ost-my-heart"])


def display_opens() -> str:
    """Tried in a process of its own: Qt ends the process if a display doesn't answer.

    Having no display isn't a fault: the commands work without one, and the window says so itself.
    """
    from ui.start.launch import has_display

    if not has_display():
        return _("there is none here; the window needs one, the commands don’t")
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _OPEN_A_SCREEN],
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise Problem(
            _("The display doesn’t answer."), "", _("Log in to a desktop first.")
        ) from fault
    if asked.returncode != 0:
        raise Problem(
            _("A window can’t be opened on the display."),
            _("Qt’s libraries are incomplete, or DISPLAY and WAYLAND_DISPLAY are wrong."),
            _("“make run” installs what is missing."),
            " ".join(asked.stderr.split()),
        )
    # Translators: platform is what Qt calls it, such as “xcb”
    return _("a window can be opened ({platform})", platform=asked.stdout.strip())


def fonts_have_our_characters() -> str:
    from PySide6.QtGui import QFontDatabase, QRawFont

    from ui.style.fonts import FAMILY, load_fonts

    font = load_fonts(11)
    if FAMILY not in QFontDatabase.families():
        raise Problem(
            _("The font {font} couldn’t be loaded.", font=FAMILY),
            _("Its files in resources/fonts are missing or damaged."),
            _("Download the program again."),
        )
    raw = QRawFont.fromFont(font)
    missing = [letter for letter in CHARACTERS if not raw.supportsCharacter(ord(letter))]
    if missing:
        raise Problem(
            _("The font {font} lacks {letters}.", font=FAMILY, letters=" ".join(missing)),
            "",
            _("Download the program again."),
        )
    return _("{font} is loaded and complete", font=raw.familyName())


def icons_paint() -> str:
    from ui.style.icons import icon_names, pixmap
    from ui.window.commands import every_command
    from ui.window.page_table import PAGES

    names = icon_names()
    blank = [name for name in names if _is_blank(pixmap(name, 16).toImage())]
    needed = {command.icon for command in every_command(PAGES) if command.icon}
    if lacking := sorted(needed - set(names)) + blank:
        raise Problem(
            _("Icons are missing: {names}.", names=", ".join(lacking)),
            "",
            _("Download the program again."),
        )
    return ngettext("one is there", "all {n} are there", len(names))


def _is_blank(image: QImage) -> bool:
    empty = image.copy()
    empty.fill(0)
    return image.isNull() or image == empty


def socket_answers() -> str:
    """A request goes through a socket of our own and is answered."""
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
            _("No answer came through a socket at “{address}”.", address=address),
            _("The command “mark” and opening files in the running window won’t work."),
            _("Set XDG_RUNTIME_DIR to a folder of your own, or allow sockets in /tmp."),
        )
    return _("the command “mark” can reach the running window")
