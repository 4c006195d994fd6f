"""What the page says where something is missing, and what would make it speak."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.words import _
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.bridge.places import Navigator


def without_roles(navigator: Navigator) -> EmptyState:
    """No track has a role that says something."""
    state = EmptyState(
        "sunrise",
        _("Music by its role"),
        _(
            "Say which track is an opening, a love theme, an action theme: select tracks in the "
            "library and choose their role from the menu, for many at once."
        ),
    )
    state.add_action(_("Open the library"), lambda: navigator.open_page("library"), "library")
    return state


def without_chain(has_theme: bool, find: Callable[[], object], tell: Callable[[], object]
                  ) -> EmptyState:  # fmt: skip
    """has_theme: a theme returns on the track, but in no scene. find: leads to what returns; tell:
    to the story line.
    """
    if has_theme:
        state = EmptyState(
            "waves",
            _("Its theme plays in no scene yet"),
            _("Set the tracks where it returns to their scenes, and it runs along the story."),
        )
        state.add_action(_("Open the story line"), tell, "waves")
        return state
    state = EmptyState(
        "music-2",
        _("No theme on it yet"),
        _(
            "Select its melody while you listen and press Shift+T, or look what returns: then its "
            "returns are here, along the story."
        ),
    )
    state.add_action(_("What returns in this soundtrack?"), find, "search")
    return state


def without_scenes(tell: Callable[[], object]) -> EmptyState:
    """Of an insert song: which scene it plays in is what it is for."""
    state = EmptyState(
        "clapperboard",
        _("It plays in no scene yet"),
        _("Say in which scene it plays: select a passage and press S, or drop it on a scene."),
    )
    state.add_action(_("Open the track"), tell, "audio-lines")
    return state
