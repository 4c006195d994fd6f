"""What is read of the story: names, and what a new row goes into."""

from __future__ import annotations

from tests.support.told_story import Told
from tests.support.window_parts import WindowParts
from ui.story.story import Story
from ui.story.story_nodes import NodeRef


def story_of(parts: WindowParts) -> Story:
    scenes = parts.context.services.scenes
    return Story(scenes.works(), scenes.scenes())


def test_every_row_has_its_title_until_it_is_gone(parts: WindowParts, told: Told) -> None:
    story = story_of(parts)
    assert story.title(NodeRef("work", told.work)) == "My Heart"
    assert "The Winding Key" in story.title(NodeRef("episode", told.first))
    assert story.title(NodeRef("scene", told.star)) == "The star"
    assert [story.title(NodeRef(kind, 99)) for kind in ("work", "episode", "scene")] == [""] * 3


def test_a_new_row_goes_where_the_listener_is(parts: WindowParts, told: Told) -> None:
    story = story_of(parts)
    work, first = NodeRef("work", told.work), NodeRef("episode", told.first)
    star, outside = NodeRef("scene", told.star), NodeRef("scene", told.outside)
    into = story.parent_for_new
    assert [into("scene", picked) for picked in (None, work, first, star, outside)] == [
        work,
        work,
        first,
        first,
        work,
    ]
    assert [into("episode", picked) for picked in (None, first, star)] == [work] * 3
    assert into("episode", NodeRef("scene", 99)) is None
