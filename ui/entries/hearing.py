"""Plays a passage that the journal names, or says why it can't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.core.words import _

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.core.timecode import Span
    from ui.bridge.context import Context


class Hearable(Protocol):
    """A track, as a row of the journal or of the library knows it."""

    @property
    def id(self) -> TrackId: ...
    @property
    def title(self) -> str: ...
    @property
    def is_available(self) -> bool: ...


def hear_passage(
    context: Context, track: Hearable, span: Span, preroll_ms: int | None = None, uid: str = ""
) -> bool:
    """uid: what `Playback.passage` calls it while it sounds. Returns whether it plays."""
    if not can_be_heard(context, track):
        return False
    is_answered = context.look(lambda: context.playback.hear(track.id, span, preroll_ms))
    row = context.playback.track
    is_heard = is_answered and row is not None and row.id == track.id
    if is_heard:
        context.playback.passage.begin(uid, track.id)
    return is_heard


def can_be_heard(context: Context, track: Hearable) -> bool:
    """Whether its file is there; says so if it isn't."""
    if track.is_available or _is_back(context, track.id):
        return True
    context.messages.say(
        _(
            "The file of “{title}” is missing. Its marks are safe; find the file with "
            "“Locate…” in the library.",
            title=track.title,
        )
    )
    return False


def hear_on_track(context: Context, track_id: TrackId, span: Span) -> bool:
    """Where no more than the track is known. Returns whether it plays."""
    found: list[Hearable] = []
    is_there = context.look(lambda: found.append(context.services.library.track(track_id).row))
    return is_there and hear_passage(context, found[0], span)


def _is_back(context: Context, track_id: TrackId) -> bool:
    """Whether the file is back: the library may not know yet that a drive was connected."""
    found: list[Path | None] = []
    library = context.services.library
    return context.look(lambda: found.append(library.playable(track_id))) and any(found)
