"""What a page's tests begin with: a window's parts over real services, and a hand on the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts, window_parts
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT

LIGHT_ROOMS = (
    "characters", "comfort", "companion", "first_notes", "journal", "letters", "library", "listen",
    "marks", "roles", "same_moment", "story_line", "story_music", "themes", "timeline", "work",
    "years",
)  # fmt: skip


@pytest.fixture
def clock() -> HandClock:
    """What the player of `parts` goes by."""
    return HandClock()


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[WindowParts]:
    made = window_parts(tmp_path / "profile", clock)
    qtbot.addWidget(made.window)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def pointer_away(qapp: QApplication) -> None:
    """In a corner: where the last test left it, something would be hovered."""
    screen = QGuiApplication.primaryScreen().geometry()
    if QCursor.pos() != screen.bottomRight():
        QCursor.setPos(screen.bottomRight())
        qapp.processEvents()


@pytest.fixture(autouse=True)
def light_theme(request: pytest.FixtureRequest) -> None:
    """What is measured and painted in these rooms is told of the light theme, at 100 %."""
    room = request.path.relative_to(Path(__file__).parent).parts[0]
    if room in LIGHT_ROOMS:
        apply_theme(request.getfixturevalue("qapp"), LIGHT)
