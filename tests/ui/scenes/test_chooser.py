"""“Which scene plays here?” by typing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.window_parts import WindowParts
from ui.scenes.chooser import SceneChooser
from ui.widgets.chips import Chip
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.text import TextLabel

Key = Qt.Key


def opened(
    parts: WindowParts, qtbot: QtBot, work_id: WorkId | None = None, stretch: Span | None = None
) -> SceneChooser:
    chooser = SceneChooser(parts.context, work_id, stretch, parts.window)
    chooser.open()
    qtbot.waitExposed(chooser)
    return chooser


def write(qtbot: QtBot, field: Any, text: str) -> None:
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Key.Key_Return)


def test_a_few_letters_find_the_scene(parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot, told.work, Span(5000, 65_000))
    assert "For 0:05 to 1:05." in " ".join(t.text() for t in chooser.findChildren(TextLabel))
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, "harb")
    assert chosen.args == [told.harbour]
    assert not chooser.isVisible()


@pytest.mark.parametrize("letters", ["mira", "winding key", "My Heart harbour"])
def test_people_episodes_and_works_find_a_scene_too(
    parts: WindowParts, told: Any, qtbot: QtBot, letters: str
) -> None:
    chooser = opened(parts, qtbot, told.work)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, letters)
    assert chosen.args == [told.harbour]


def test_the_tracks_own_work_comes_first(parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    scenes = parts.context.services.scenes
    other = scenes.add_work(WorkKind.GAME, "A game")
    theirs = scenes.add_scene(other, "The harbour")
    chooser = opened(parts, qtbot, other)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        qtbot.keyClick(chooser.scene_field.line, Key.Key_Return)
    assert chosen.args == [theirs]


def test_what_is_not_there_is_created_in_the_tracks_work(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, "Xylophone dream")
    scene = parts.context.services.scenes.scene(chosen.args[0])
    assert (scene.title, scene.work_id) == ("Xylophone dream", told.work)


def test_without_any_work_one_is_named_with_its_kind(parts: WindowParts, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot)
    write(qtbot, chooser.scene_field, "The letter")
    assert chooser.work_field.isVisible()
    (game,) = [chip for chip in chooser.findChildren(Chip) if chip.text() == "Game"]
    game.click()
    with qtbot.waitSignal(chooser.scene_chosen):
        write(qtbot, chooser.work_field, "Violet")
    (work,) = parts.context.services.scenes.works()
    assert (work.title, work.kind) == ("Violet", WorkKind.GAME)


def test_escape_goes_back_to_the_scene_and_then_away(parts: WindowParts, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot, stretch=Span(0, 1000))
    write(qtbot, chooser.scene_field, "The letter")
    qtbot.keyClick(chooser.work_field.line, Key.Key_Escape)
    assert chooser.scene_field.isVisible()
    words = " ".join(t.text() for t in chooser.findChildren(TextLabel))
    assert "Which scene plays here?" in words
    assert "For 0:00 to 0:01." in words
    chooser.scene_field.clear()
    qtbot.keyClick(chooser.scene_field.line, Key.Key_Escape)
    assert not chooser.isVisible()
    assert parts.context.services.scenes.works() == ()


@pytest.mark.logs("The disk is full")
def test_what_cannot_be_kept_is_said_and_the_words_stay(
    parts: WindowParts, told: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chooser = opened(parts, qtbot, told.work)

    def full(*_args: object, **_values: object) -> None:
        raise Problem("The disk is full, so this wasn’t kept.")

    monkeypatch.setattr(parts.context.services.scenes, "add_scene", full)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    (dialog,) = chooser.findChildren(ProblemDialog)
    assert "disk is full" in dialog.as_text()
    assert chooser.isVisible()
    assert chooser.scene_field.text() == "Xylophone dream"
    dialog.accept()
