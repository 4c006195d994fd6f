"""Which passage sounds, of those that the screens let one hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.player.records import PlayState

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import TrackRow

_SOUNDING = (PlayState.PLAYING, PlayState.LOADING)


class Plays(Protocol):
    """What plays: signals as in `Playback`."""

    state_changed: SignalInstance
    track_changed: SignalInstance
    went_elsewhere: SignalInstance
    span_finished: SignalInstance

    @property
    def state(self) -> PlayState: ...


class PassageSounding(QObject):
    """The one that was asked for last, until its end passes, the listener goes elsewhere, or other
    music is loaded; while it is paused it is kept, but doesn't sound.

    Signal: changed(), of `uid`.
    """

    changed = Signal()

    def __init__(self, playback: Plays, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._asked, self._told = "", ""
        self._track_id: TrackId | None = None
        self._is_whole = False
        playback.state_changed.connect(lambda _state: self._on_state())
        playback.track_changed.connect(self._on_track)
        playback.went_elsewhere.connect(self._on_elsewhere)
        playback.span_finished.connect(lambda _span: self.leave())

    @property
    def uid(self) -> str:
        """Of what sounds, by the name it was asked for; empty for nothing."""
        return self._asked if self._playback.state in _SOUNDING else ""

    def is_kept(self, uid: str) -> bool:
        """Whether it sounds or is paused: it goes on where it was."""
        return bool(uid) and self._asked == uid

    def begin(self, uid: str, track_id: TrackId, *, is_whole: bool = False) -> None:
        """What plays from now on is this. is_whole: the track, which a seek within doesn't end."""
        self._asked, self._track_id, self._is_whole = uid, track_id, is_whole
        self._tell()

    def leave(self, uid: str = "") -> None:
        """uid: only this one, whatever it is otherwise."""
        if uid in ("", self._asked):
            self._asked, self._track_id = "", None
            self._tell()

    def _on_state(self) -> None:
        if self._playback.state in (*_SOUNDING, PlayState.PAUSED):
            self._tell()
        else:
            self.leave()

    def _on_track(self, row: TrackRow | None) -> None:
        if row is None or row.id != self._track_id:
            self.leave()

    def _on_elsewhere(self) -> None:
        if not self._is_whole:
            self.leave()

    def _tell(self) -> None:
        if self.uid != self._told:
            self._told = self.uid
            self.changed.emit()
