"""A fault that ends the program is told at the next start: to be read and copied, never sent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.profile.version import VERSION
from app.remote.window_lock import announced
from tests.support.app_harness import MAIN, AppHarness
from ui.widgets.problem_dialog import ProblemDialog

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.mark.logs("ended unexpectedly the last time")
def test_the_report_of_a_crash_can_be_read_and_copied(harness: AppHarness) -> None:
    command = [sys.executable, str(MAIN), "--silent", "--profile", str(harness.profile)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        harness.qtbot.waitUntil(lambda: bool(announced(harness.paths.data)), timeout=30_000)
        os.kill(process.pid, signal.SIGSEGV)
    assert process.returncode == -signal.SIGSEGV
    session = harness.open()
    session.until(lambda: "ended unexpectedly" in session.said)
    session.take_offer()
    dialog = session.window.findChild(ProblemDialog)
    assert isinstance(dialog, ProblemDialog)
    details = dialog.findChild(QPlainTextEdit)
    assert "Segmentation fault" in details.toPlainText() and VERSION in details.toPlainText()
    buttons = {each.text(): each for each in dialog.findChildren(QPushButton)}
    buttons["Details"].click()
    assert details.isVisible()
    buttons["Copy"].click()
    assert QGuiApplication.clipboard().text() == dialog.as_text()
    assert buttons["Copy"].text() == "Copied"
    dialog.reject()
    session.close()
    session = harness.open()
    assert "ended unexpectedly" not in session.said
