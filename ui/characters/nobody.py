"""What the page says where nobody can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _
from app.story.covering import HIDDEN_CHARACTER
from ui.widgets.empty_state import EmptyState
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.characters.records import CharacterStory
    from ui.bridge.places import Navigator


def nobody_yet(navigator: Navigator) -> EmptyState:
    """There are no characters in any scene, or the one that was open is gone."""
    state = EmptyState(
        "users",
        _("Characters in their music"),
        _("Open a character from a work’s page: what plays while they are on is here."),
    )
    state.add_action(_("Open the story"), lambda: navigator.open_page("story"), "clapperboard")
    return state


def covered(story: CharacterStory) -> EmptyState:
    """Who is covered is uncovered by a click, as everywhere."""
    state = EmptyState(
        "eye-off", str(HIDDEN_CHARACTER), _("You meet them after what you have seen so far.")
    )

    def uncover() -> None:
        for character_id in sorted(story.hidden):
            spoilers().show_character(character_id)

    state.add_action(_("Show it anyway"), uncover, "eye")
    return state


def without_music(story: CharacterStory, tell: Callable[[], object]) -> EmptyState:
    """tell: leads to where their scenes and the music in them are set."""
    return _no_music(tell) if story.scenes else _no_scenes(story, tell)


def _no_scenes(story: CharacterStory, tell: Callable[[], object]) -> EmptyState:
    is_pair = len(story.people) > 1
    state = EmptyState(
        "users",
        _("Not in one scene together yet") if is_pair else _("Not in any scene yet"),
        _("Say in a scene who is in it: what plays there, and what you felt, appears here."),
    )
    state.add_action(_("Open the scenes"), tell, "clapperboard")
    return state


def _no_music(tell: Callable[[], object]) -> EmptyState:
    state = EmptyState(
        "audio-lines",
        _("Their scenes have no music yet"),
        _("Set a track to one of their scenes, and its music and your feelings appear here."),
    )
    state.add_action(_("Open the story line"), tell, "waves")
    return state
