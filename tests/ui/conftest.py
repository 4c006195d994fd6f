"""What a page's tests begin with: a window's parts over real services, and a hand on the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts, window_parts
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT

LIGHT_ROOMS = ("companion", "library", "listen", "marks", "timeline")


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
def light_theme(request: pytest.FixtureRequest) -> None:
    """What is measured and painted in these rooms is told of the light theme, at 100 %."""
    room = request.path.relative_to(Path(__file__).parent).parts[0]
    if room in LIGHT_ROOMS:
        apply_theme(request.getfixturevalue("qapp"), LIGHT)
