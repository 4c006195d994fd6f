"""Plays a passage that the journal names, or says why it can't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.words import _

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.core.timecode import Span
    from app.journal.records import JournalTrack
    from ui.bridge.context import Context


def hear_passage(
    context: Context, track: JournalTrack, span: Span, preroll_ms: int | None = None
) -> bool:
    """Returns whether it plays."""
    if not track.is_available and not _is_back(context, track.id):
        context.messages.say(
            _(
                "The file of “{title}” is missing. Its marks are safe; find the file with "
                "“Locate…” in the library.",
                title=track.title,
            )
        )
        return False
    is_answered = context.look(lambda: context.playback.hear(track.id, span, preroll_ms))
    row = context.playback.track
    return is_answered and row is not None and row.id == track.id


def _is_back(context: Context, track_id: TrackId) -> bool:
    """Whether the file is back: the library may not know yet that a drive was connected."""
    found: list[Path | None] = []
    library = context.services.library
    return context.look(lambda: found.append(library.playable(track_id))) and any(found)
