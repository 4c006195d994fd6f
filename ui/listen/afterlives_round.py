"""How many afterlives the track has that plays, on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.transactions.changes import ECHO

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.companion.card import CompanionCard


class AfterlivesRound(QObject):
    def __init__(self, context: Context, card: CompanionCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        self._reading = context.latest_read("Count a track’s afterlives")
        context.playback.track_changed.connect(lambda _row: self._read())
        context.relay.changed.connect(self._on_change)
        self._read()

    def _on_change(self, change: Change) -> None:
        if change.touches(ECHO):
            self._read()

    def _read(self) -> None:
        row = self._context.playback.track
        if row is None:
            self._reading.drop()
            self._card.show_afterlives(None, 0)
            return
        afterlives, track_id = self._context.services.afterlives, row.id

        def show(counts: dict[int, int] | None) -> None:
            count = 0 if counts is None else counts.get(track_id, 0)
            self._card.show_afterlives(track_id, count)

        self._reading.ask(lambda: afterlives.counts([track_id]), show)
