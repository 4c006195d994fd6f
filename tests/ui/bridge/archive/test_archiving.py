"""What is done with the whole journal, one thing at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import app.archive.service
from app.archive.service import ExportService
from tests.support.trouble import Held
from tests.support.window_parts import WindowParts
from ui.bridge.archive.archiving import ArchiveEnd
from ui.widgets.question_dialog import QuestionDialog
from ui.words.dates import today


def test_our_own_mistake_ends_the_task_too(
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


def test_cancelling_the_check_of_a_backup_asks_nothing(
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


def test_the_name_suggested_for_an_export_says_the_day(parts: WindowParts, qtbot: QtBot) -> None:
    parts.archiving.ask_where_to_export()
    (dialog,) = parts.window.findChildren(QFileDialog)
    (chosen,) = dialog.selectedFiles()
    assert Path(chosen).name == f"ost-my-heart-{today().isoformat()}.json"
    dialog.reject()
