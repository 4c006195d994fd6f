"""What the page shows when it isn't asked for a track: what it showed last, or what plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.library.records import UNTOLD_ROLES
from ui.roles.shown import RoleQuestion

if TYPE_CHECKING:
    from ui.bridge.playback.playback import Playback
    from ui.shell.window_memory import WindowMemory

_KEPT = "role_of"  # a track's number


class LastShown:
    """memory: of the window; None keeps nothing."""

    def __init__(self, playback: Playback, memory: WindowMemory | None) -> None:
        self._playback, self._memory = playback, memory

    @property
    def question(self) -> RoleQuestion:
        kept = "" if self._memory is None else self._memory.text(_KEPT)
        if kept.isdecimal():
            return RoleQuestion(TrackId(int(kept)))
        row = self._playback.track
        is_told = row is not None and row.role not in UNTOLD_ROLES
        return RoleQuestion(row.id) if row is not None and is_told else RoleQuestion()

    def remember(self, track_id: TrackId) -> None:
        if self._memory is not None:
            self._memory.state.setValue(_KEPT, str(track_id))

    def forget(self) -> None:
        """It is gone, or numbers mean other tracks now."""
        if self._memory is not None:
            self._memory.state.remove(_KEPT)
