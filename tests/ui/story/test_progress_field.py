"""“I am at …”: how far one is in a work is chosen from its episodes, or its scenes."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from app.story.records import Progress, WorkKind
from tests.support.window_parts import WindowParts
from tests.ui.story.hands import settle
from ui.story.page import StoryPage
from ui.story.progress_field import ProgressField
from ui.story.story_nodes import NodeRef


def opened(page: StoryPage, work: int) -> ProgressField:
    page.open(NodeRef("work", work))
    return page.work_editor.progress


def offered(field: ProgressField) -> list[str]:
    return [field.itemText(row) for row in range(field.count())]


def choose(field: ProgressField, row: int) -> None:
    field.setCurrentIndex(row)
    field.activated.emit(row)


def test_an_episode_is_chosen_and_taken_back(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    field = opened(page, told.work)
    assert offered(field) == ["I’ve seen everything", "S1 E1 · The Winding Key", "S1 E2"]
    assert field.currentIndex() == 0
    choose(field, 1)
    settle(page, qtbot)
    scenes = parts.context.services.scenes
    (work,) = scenes.works()
    assert work.progress == Progress(1, 1) and field.currentIndex() == 1
    parts.context.history.stack.undo()
    settle(page, qtbot)
    assert field.currentIndex() == 0
    choose(field, 2)
    choose(field, 0)
    settle(page, qtbot)
    assert scenes.works()[0].progress is None


def test_without_episodes_scenes_are_offered_by_names_that_give_nothing_away(
    page: StoryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    scenes = parts.context.services.scenes
    film = scenes.add_work(WorkKind.FILM, "Snow")
    _, second, _ = (scenes.add_scene(film, title) for title in ("one", "two", "three"))
    parts.context.services.story_progress.set_at_scene(second)
    settle(page, qtbot)
    field = opened(page, film)
    assert offered(field) == ["I’ve seen everything", "one", "two", "A later scene"]
    assert field.currentIndex() == 2
    choose(field, 3)
    settle(page, qtbot)
    assert offered(field)[-1] == "three"


def test_a_work_without_a_story_is_not_asked_about(
    page: StoryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    album = parts.context.services.scenes.add_work(WorkKind.ALBUM, "Songs")
    settle(page, qtbot)
    assert opened(page, album).isHidden()
