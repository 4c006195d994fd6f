"""Where in a work a listener can be: its episodes, or its scenes where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from app.story.records import Episode, Scene, Work, episode_label
from ui.words.marks import scene_title

ProgressPlace = Episode | Scene


def progress_places(work: Work, scenes: Sequence[Scene]) -> tuple[ProgressPlace, ...]:
    """scenes: the work's, in story order."""
    return tuple(work.episodes or scenes)


def reached(work: Work, places: Sequence[ProgressPlace]) -> int:
    """The index of the last place that has been seen; -1 where that is before the first, or where
    nothing is said.
    """
    seen = [at for at, place in enumerate(places) if is_seen(place, work)]
    return seen[-1] if seen and work.progress is not None else -1


def is_seen(place: ProgressPlace, work: Work) -> bool:
    """False where the work says nothing of its episodes."""
    if isinstance(place, Scene):
        return not place.is_ahead
    progress = work.progress
    if progress is None or progress.season is None or progress.number is None:
        return False
    return (place.season_number, place.number) <= (progress.season, progress.number)


def place_words(place: ProgressPlace, work: Work) -> str:
    """“S2 E1 · Seven Bridges”, without the title of an episode that is still to come; a scene's
    title, or what is shown instead.
    """
    if isinstance(place, Scene):
        return scene_title(place)
    is_told = work.progress is None or is_seen(place, work)
    return episode_label(place.season_number, place.number, place.title if is_told else "")


def short_place_words(place: ProgressPlace) -> str:
    """“S2 E1”; a scene's title, or what is shown instead."""
    if isinstance(place, Scene):
        return scene_title(place)
    return episode_label(place.season_number, place.number, "")
