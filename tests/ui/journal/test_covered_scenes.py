"""A scene that gives something away is named nowhere in the journal, and not found by its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import SceneId, TrackId
from app.core.timecode import Span
from app.journal.records import EntryDraft, JournalFilter
from app.story.records import WorkKind
from tests.ui.journal.conftest import MakePage, settle, tag
from ui.bridge.context import Context
from ui.journal.page import JournalPage
from ui.journal.words import item_in_words, links_in_words
from ui.widgets.chips import RemovableChip
from ui.words.spoilers import spoilers

SECRET = "He is the thief"


@pytest.fixture
def scene(context: Context, track: TrackId) -> Iterator[SceneId]:
    """With a mark in it, a scene mark, and an entry that links to it."""
    services = context.services
    scene = services.scenes.add_scene(services.scenes.add_work(WorkKind.FILM, "Heart"), SECRET)
    services.scenes.edit("scene", scene, is_spoiler=True)
    services.cues.add_cue(track, Span(0, 30_000), scene)
    tag(context, track, "wonder", 10_000)
    services.journal.write_entry(EntryDraft(text="Tonight", scene_ids=(scene,)))
    yield scene


def told(page: JournalPage, context: Context) -> str:
    """Every row as read aloud, and what entries link to."""
    find = context.services.emotions.emotion
    rows = (item_in_words(item, find) for item in page.model.items)
    return "; ".join((*rows, *map(links_in_words, page.model.items)))


def test_no_row_names_it_until_it_is_asked_for(
    make_page: MakePage, scene: SceneId, qtbot: QtBot, context: Context
) -> None:
    page = make_page()
    assert "A later scene" in told(page, context)
    assert SECRET not in told(page, context)
    spoilers().show(scene)
    settle(qtbot, context)
    assert SECRET in told(page, context)
    assert "A later scene" not in told(page, context)


def test_a_search_for_its_name_finds_nothing_that_it_covers(
    make_page: MakePage, scene: SceneId, qtbot: QtBot, context: Context
) -> None:
    page = make_page()
    page.show_filter(JournalFilter(text="thief"))
    settle(qtbot, context)
    assert page.model.items == []
    spoilers().show(scene)
    settle(qtbot, context)
    assert len(page.model.items) == 3


def test_the_chip_of_a_filter_does_not_name_it(
    make_page: MakePage, scene: SceneId, qtbot: QtBot, context: Context
) -> None:
    page = make_page()
    page.show_filter(JournalFilter(scene_id=scene))
    settle(qtbot, context)
    (chip,) = page.findChildren(RemovableChip)
    assert chip.text() == "A later scene"
