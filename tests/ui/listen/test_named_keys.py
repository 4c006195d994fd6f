"""What a text calls a key is what the command's shortcut is called on the listener's keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.core import languages
from app.core.languages import ENGLISH
from app.profile.settings import SettingsFile
from tests.support.app_harness import AppHarness
from ui.shell.command import Command
from ui.shell.language import follow_language
from ui.shell.shortcuts import CommandKeys
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.trace_lane import TraceLane

_OTHERS = {"scene": "Ctrl+Y", "theme": "Shift+Del", "trace": "Ctrl+6"}


def _other_keys(commands: Iterable[Command[Any]], _own: object) -> CommandKeys:
    return CommandKeys(
        replace(each, shortcuts=(_OTHERS[each.key],)) if each.key in _OTHERS else each
        for each in commands
    )


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


def test_texts_follow_the_shortcuts_and_the_language_of_the_keyboard(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.window.desk.CommandKeys", _other_keys)
    SettingsFile(harness.paths.settings_file).change(language="de")
    page = harness.open().pages.listen
    lanes = page.timeline.lanes
    told = lanes.of(SceneLane).summary(TimeAxis.whole(1_000, 800), frozenset())
    assert "Strg+Y" in told
    labels = [label.text() for label in page.side.companion.findChildren(QLabel)]
    assert any("Strg+Y" in text for text in labels)
    assert "Strg+6" in lanes.of(TraceLane).what_to_do()
