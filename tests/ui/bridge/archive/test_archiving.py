"""What is done with the whole journal, one thing at a time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

import app.archive.service
from app.archive.service import ExportService
from tests.support.trouble import Held
from tests.support.window_parts import WindowParts
from ui.bridge.archive.archiving import ArchiveEnd
from ui.widgets.question_dialog import QuestionDialog


def test_a_mistake_of_ours_ends_it_too(
    parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_words: object) -> None:
        raise ZeroDivisionError("a mistake")

    ended: list[ArchiveEnd] = []
    parts.archiving.ended.connect(ended.append)
    with monkeypatch.context() as stumbling, qtbot.captureExceptions() as caught:
        stumbling.setattr(ExportService, "backup_now", stumble)
        parts.archiving.back_up()
        qtbot.waitUntil(lambda: bool(ended))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError], "and it is reported"
    assert ended == [ArchiveEnd.FAILED]
    parts.archiving.back_up()
    qtbot.waitUntil(lambda: ended == [ArchiveEnd.FAILED, ArchiveEnd.DONE])
    assert parts.archiving.task is None


def test_a_cancelled_look_at_a_backup_asks_nothing(
    parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = parts.context.services.exports.backup_now()
    held = Held(monkeypatch, "newer_rows", app.archive.service)
    ended: list[ArchiveEnd] = []
    parts.archiving.ended.connect(ended.append)
    parts.archiving.ask_to_go_back(backup)
    qtbot.waitUntil(held.came.is_set)
    parts.archiving.cancel()
    held.goes_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [ArchiveEnd.CANCELLED]
    assert not parts.window.findChildren(QuestionDialog)
