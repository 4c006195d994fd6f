"""A work's saga is chosen, named and ordered in its form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.ids import WorkId
from app.story.records import WorkKind
from tests.support.told_story import Told
from tests.support.window_parts import WindowParts
from tests.ui.story.hands import settle
from ui.story.page import StoryPage


def choose(page: StoryPage, text: str) -> None:
    choice = page.work_editor.saga.choice
    row = choice.findText(text)
    assert row >= 0
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def works(parts: WindowParts) -> dict[str, tuple[WorkId, ...]]:
    return {saga.name: saga.works for saga in parts.context.services.sagas.sagas()}


def test_a_saga_is_founded_renamed_joined_and_ordered(
    page: StoryPage, parts: WindowParts, told: Told, qtbot: QtBot
) -> None:
    film = parts.context.services.scenes.add_work(WorkKind.FILM, "The film")
    page.read()
    page.show_work(told.work)
    field = page.work_editor.saga
    assert field.choice.currentText() == "In no saga" and not field.name.isVisible()
    choose(page, "New saga…")
    assert works(parts) == {"My Heart": (told.work,)}
    field.name.setText("The heart")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert works(parts) == {"The heart": (told.work,)}
    page.show_work(film)
    choose(page, "The heart")
    settle(page, qtbot)
    assert field.place.text() == "2 of 2" and not field.later.isEnabled()
    field.earlier.click()
    settle(page, qtbot)
    assert works(parts) == {"The heart": (film, told.work)}
    field.later.click()
    assert works(parts) == {"The heart": (told.work, film)}
    parts.context.undo()
    assert works(parts) == {"The heart": (film, told.work)}


def test_leaving_and_deleting_a_saga_leaves_the_works(
    page: StoryPage, parts: WindowParts, told: Told, qtbot: QtBot
) -> None:
    parts.context.services.sagas.add_saga("The heart", work_ids=[told.work])
    page.show_work(told.work)
    page.read()
    choose(page, "In no saga")
    assert works(parts) == {"The heart": ()}
    choose(page, "The heart")
    settle(page, qtbot)
    page.work_editor.saga.remove.click()
    assert works(parts) == {}
    assert parts.said == "The saga was deleted. Its works stay."
    parts.context.undo()
    assert works(parts) == {"The heart": (told.work,)}
