"""The column after the beads: what is covered, or was until now."""

from __future__ import annotations

from app.core.words import _
from ui.characters.shown import ShownStory
from ui.story_music.ribbon.tail import Tail, covered_tail


def tail_of(shown: ShownStory) -> Tail | None:
    story = shown.story
    if story.covered:
        return covered_tail(len(story.covered), story.seen_until)
    if shown.looked_at and shown.first_looked_at == len(shown.beads):
        # Translators: of one or two characters, about scenes that were covered until now
        return Tail(_("No music of theirs"), "", is_open=True)
    return None
