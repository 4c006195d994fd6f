"""The way to the music from a page that is empty until something was felt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text

if TYPE_CHECKING:
    from ui.bridge.context import Context

LISTEN = Text("Listen to something")
LISTEN_ICON = "play"


def listen_to_something(context: Context) -> None:
    """To what is in the player; without any, to the library, where one chooses or adds it."""
    has_track = context.playback.track is not None
    context.navigator.open_page("listen" if has_track else "library")
