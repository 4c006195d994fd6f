"""Finds the track of a scene in the whole library, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.timecode import format_ms
from app.core.words import _, dotted
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from app.library.records import TrackRow


def choose_track(
    page: QWidget,
    scene: str,
    tracks: Sequence[TrackRow],
    take: Callable[[TrackId], object],
    at: QPoint,
) -> FinderPopup:
    """scene: its title, as it is shown. tracks: see `tracks_for_scene`. at: global."""
    popup = FinderPopup(
        page,
        _("Music for “{scene}”", scene=scene),
        _("Find a track"),
        offering(lambda: tracks, _words_of, _match_of),
        lambda track_id: take(TrackId(track_id)) if isinstance(track_id, int) else None,
    )
    popup.open_at(at)
    return popup


def _words_of(row: TrackRow) -> str:
    return f"{row.title} {row.artist} {row.album}"


def _match_of(row: TrackRow) -> Match:
    detail = dotted(row.artist, row.album, format_ms(row.duration_ms))
    return Match(row.title, int(row.id), detail, "music-2")
