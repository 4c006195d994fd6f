"""The palette shows all of its names, or none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import EMOTIONS
from ui.emotions.palette import FeelingButton, Palette


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    palette = Palette()
    qtbot.addWidget(palette)
    palette.show_emotions(tuple(EMOTIONS))
    palette.show()
    qtbot.waitExposed(palette)
    return palette


def buttons(palette: Palette) -> list[FeelingButton]:
    return palette.findChildren(FeelingButton)


def test_where_there_is_room_every_button_holds_its_name(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(1000, 64)

    assert len(buttons(palette)) > 1
    assert not any(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: all(button.width() >= button.name_px() for button in buttons(palette)))


def test_where_one_name_has_no_room_none_is_shown(palette: Palette, qtbot: QtBot) -> None:
    palette.resize(palette.minimumSizeHint().width(), 64)

    assert all(button.is_brief for button in buttons(palette))
    qtbot.waitUntil(lambda: _spread(button.width() for button in buttons(palette)) <= 1)


def _spread(widths: Iterable[int]) -> int:
    known = list(widths)
    return max(known) - min(known)
