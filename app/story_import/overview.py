"""The one scene that stands for an episode told as a whole: by its plot, a still, its guests.

An episode has a number and a title, as a page of a book has; what happens in it, and what it looks
like, is a scene's. So what an NFO file says about an episode becomes a scene of its length, which
music can be set to at once. An episode that has scenes doesn't need it.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.timecode import Span
from app.story.records import Episode, Scene
from app.story_import.cleaning import same
from app.story_import.records import FoundEpisode, FoundScene


def whole_scene(
    found: FoundEpisode, known: Episode | None, there: Sequence[Scene]
) -> tuple[FoundScene, ...]:
    """known: the episode in the journal; there: its scenes."""
    if not (found.plot or found.still or found.guests):
        return ()
    title = found.title or (known.title if known is not None else "")
    title = title or f"S{found.season_number} E{found.number}"
    if there and all(same(scene.title) != same(title) for scene in there):
        return ()
    span = None if found.length_ms is None else Span(0, found.length_ms)
    return (FoundScene(title, span, found.plot, found.guests, found.still, found.place),)
