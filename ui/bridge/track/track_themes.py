"""Themes on the current track: where they return, and which of them it quotes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.returns.records import Quote, TrackReturns
from app.themes.difference import PassageSound
from app.transactions.changes import EMOTION, OCCURRENCE, TAG, THEME, TRACK, Change
from ui.bridge.track.passage_sounds import PassageSounds

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import HeldFile, TrackRow
    from app.themes.records import Occurrence
    from ui.bridge.context import Context
    from ui.bridge.jobs.latest_read import LatestRead

AFTER_CHANGE_MS = 700  # whoever marks presses several keys in a row, and the music is what matters


class KnownThemes(NamedTuple):
    """Of one track."""

    returns: TrackReturns = TrackReturns()
    quotes: tuple[Quote, ...] = ()


class TrackThemes(QObject):
    """Read off the GUI thread when the track is loaded, and again once something was changed:
    nothing is read for what is said while the music plays.

    Signal: changed(), also while nothing is known yet.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._sounds = PassageSounds(context.services.analysis)
        self._reading: LatestRead[KnownThemes] = context.latest_read("Read the track’s themes")
        self._row: TrackRow | None = None
        self._known = KnownThemes()
        self._later = QTimer(self, singleShot=True, interval=AFTER_CHANGE_MS)
        self._later.timeout.connect(lambda: self._reading.ask_again(self._read))
        context.playback.track_changed.connect(self._on_track_changed)
        context.relay.changed.connect(self._on_change)
        context.listening_through.listened.connect(self._on_listened)

    @property
    def returns(self) -> TrackReturns:
        return self._known.returns

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """In time order, the first of each theme."""
        first = {quote.occurrence.theme.id: quote for quote in reversed(self._known.quotes)}
        return tuple(reversed(first.values()))

    def begin(self) -> None:
        """With the track that is there when the page is made."""
        self._on_track_changed(self._context.playback.track)

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if row is not None and self._row is not None and row.id == self._row.id:
            return
        self._row = row
        self._later.stop()
        self._reading.drop()
        self._show(KnownThemes())
        self._read()

    def _on_change(self, change: Change) -> None:
        if self._row is not None and change.touches(THEME, OCCURRENCE, TAG, EMOTION, TRACK):
            self._later.start()

    def _on_listened(self, track_id: int) -> None:
        """More may be known of how a return differs."""
        if self._row is not None and track_id == self._row.id:
            self._later.start()

    def _read(self) -> None:
        row = self._row
        if row is not None:
            self._reading.ask(lambda: self._ask(row.id), self._show)

    def _ask(self, track_id: TrackId) -> KnownThemes:
        """On the job's thread."""
        themes, library = self._context.services.theme_returns, self._context.services.library

        @cache
        def file_of(track_id: TrackId) -> HeldFile | None:
            return next((file for file in library.track(track_id).files if file.is_available), None)

        def sound_of(mark: Occurrence) -> PassageSound:
            held = file_of(mark.track_id)
            return PassageSound() if held is None else self._sounds.sound(held, mark.span)

        return KnownThemes(themes.on_track(track_id, sound_of), themes.quotes(track_id))

    def _show(self, known: KnownThemes | None) -> None:
        """None: there is no answer, and the listener was told why; what is known stays."""
        if known is not None:
            self._known = known
            self.changed.emit()
