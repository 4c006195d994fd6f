"""What is done with the whole journal, one thing at a time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.archive.service import ExportService
from tests.support.window_parts import WindowParts


def test_a_mistake_of_ours_ends_it_too(
    parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_words: object) -> None:
        raise ZeroDivisionError("a mistake")

    ended: list[bool] = []
    parts.archiving.ended.connect(ended.append)
    with monkeypatch.context() as stumbling, qtbot.captureExceptions() as caught:
        stumbling.setattr(ExportService, "backup_now", stumble)
        parts.archiving.back_up()
        qtbot.waitUntil(lambda: bool(ended))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError], "and it is reported"
    assert ended == [False]
    parts.archiving.back_up()
    qtbot.waitUntil(lambda: ended == [False, True])
    assert parts.archiving.task is None
