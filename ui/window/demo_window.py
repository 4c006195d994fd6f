"""The demo in a window of its own, beside this one."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from app.core.errors import Problem
from app.core.languages import spoken
from app.core.words import _

if TYPE_CHECKING:
    from ui.bridge.context import Announcer

log = logging.getLogger(__name__)


def open_demo(messages: Announcer) -> None:
    """Another process: its profile is a temporary folder, which is removed when it closes, so the
    listener’s own isn’t touched, and neither is this window.
    """
    program, *words = demo_command()
    is_started, _process = QProcess.startDetached(program, words)
    log.info("the demo was started: %s", is_started)
    if is_started:
        messages.say(_("The demo opens in a window of its own. Nothing of it stays."))
        return
    messages.problem(
        Problem(
            _("The demo couldn’t be opened."),
            "",
            _("Start the program with --demo to see it."),
            program,
        )
    )


def demo_command() -> list[str]:
    """As this process was started."""
    is_script = sys.argv[0].endswith(".py")
    program = [sys.executable, sys.argv[0]] if is_script else [sys.argv[0]]
    return [*program, "--demo", "--language", spoken()]
