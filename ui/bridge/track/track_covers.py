"""The tracks' covers, small; one that the cache has lost is made again from the music."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.transactions.changes import AUDIO_FILE, Change
from ui.bridge.track.thumbnails import KEPT, Thumbnails

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.bridge.context import Context


def track_covers(context: Context, side_px: int, parent: QObject, most: int = KEPT) -> Thumbnails:
    """Covers of this size, of which so many are kept; `image` finds them by their keys."""
    services = context.services

    def again(key: str) -> Path | None:
        return services.lost_covers.again(key)

    def look_again(change: Change) -> None:
        if change.touches(AUDIO_FILE):
            covers.look_again()

    covers = Thumbnails(services.paths.covers, side_px, parent, again=again, most=most)
    context.relay.changed.connect(look_again)
    return covers
