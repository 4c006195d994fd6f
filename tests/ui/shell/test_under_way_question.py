"""Closing while something is running: cancelling is offered as long as it is possible."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

import db.store.backup
from app.core.jobs import Progress
from app.core.words import Text
from tests.support.trouble import Held, said_by
from tests.support.window_parts import WindowParts
from ui.bridge.archive.archiving import ArchiveTask
from ui.shell.under_way_question import UnderWayQuestion

TASK = ArchiveTask(Text("Back up"), Text("Backing up"), Text("It was cancelled."))


def test_it_follows_until_it_is_too_late(parts: WindowParts, qtbot: QtBot) -> None:
    question = UnderWayQuestion(parts.archiving, TASK, parts.window)
    parts.archiving.progressed.emit(Progress(1, 2, "Copying the backup"))
    assert question.yes.isEnabled() and "nothing is changed" in said_by(question)
    parts.archiving.progressed.emit(Progress(0, 0, "Saving the copy", can_cancel=False))
    assert not question.yes.isEnabled() and question.no.isEnabled()
    assert "It’s too late to cancel it." in said_by(question)
    assert "too late" in question.accessibleDescription()
    assert "nothing is changed" not in said_by(question)


def test_it_says_from_the_start_when_it_is_already_too_late(
    parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, "_leave_log_mode", db.store.backup)
    late: list[bool] = []
    parts.archiving.progressed.connect(lambda progress: late.append(not progress.can_cancel))
    parts.archiving.back_up()
    qtbot.waitUntil(lambda: any(late), timeout=20_000)
    assert parts.archiving.task is not None
    question = UnderWayQuestion(parts.archiving, parts.archiving.task, parts.window)
    question.open()
    assert not question.yes.isEnabled() and "too late" in said_by(question)
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        held.goes_on.set()
