"""The ways from the Story page to importing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.story.records import WorkKind
from tests.support.window_parts import WindowParts
from ui.story.page import StoryPage
from ui.story_import.paste_dialog import PasteDialog


def test_a_list_goes_to_the_work_that_is_open(parts: WindowParts, qtbot: QtBot) -> None:
    scenes = parts.context.services.scenes
    scenes.add_work(WorkKind.SERIES, "Away")
    second = scenes.add_work(WorkKind.FILM, "The ferry")
    page = StoryPage(parts.context, parts.window)
    parts.window.show()
    page.show_work(second)
    page.paste_list()
    (dialog,) = parts.window.findChildren(PasteDialog)
    assert dialog.aim.aim == second and not dialog.aim.is_series
    dialog.leave()
