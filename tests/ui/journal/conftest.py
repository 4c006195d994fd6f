"""A Journal page on real services, with a player whose clock the test moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from app.core.ids import EmotionId, TrackId
from app.core.timecode import Span
from tests.support.builders import fill_diary
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.context import Context
from ui.journal.page import JournalPage

MakePage = Callable[[], JournalPage]


@pytest.fixture
def context(parts: WindowParts) -> Context:
    return parts.context


@pytest.fixture
def track(context: Context, tmp_path: Path) -> TrackId:
    """“Love theme”, whose file exists."""
    return TrackId(add_tracks(context, tmp_path / "music", ["Love theme"])["Love theme"])


@pytest.fixture
def make_page(parts: WindowParts, qtbot: QtBot) -> MakePage:
    """Makes the page, shown at 1400x800, once the journal is as the test wants it."""

    def make() -> JournalPage:
        page = JournalPage(parts.context, parts.window)
        column = QVBoxLayout(parts.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        parts.window.resize(1400, 800)
        with qtbot.waitExposed(parts.window):
            parts.window.show()
        settle(qtbot, parts.context)
        return page

    return make


@pytest.fixture
def diary(context: Context) -> Context:
    """400 marks over two years."""
    fill_diary(context.services, 400, datetime.now().astimezone())
    return context


def settle(qtbot: QtBot, context: Context) -> None:
    """Wait until all changes have been read: the 0-ms timer has run and no job is left."""
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: not context.jobs.running)


def emotion(context: Context, name: str) -> EmotionId:
    found = context.services.emotions.named(name)
    assert found is not None
    return found.id


def tag(context: Context, track: TrackId, name: str, at_ms: int, note: str = "") -> int:
    word = emotion(context, name)
    return context.services.tagging.add_tag(track, word, Span.point(at_ms), note=note).id
