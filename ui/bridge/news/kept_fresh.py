"""Reads a place on screen again whenever something that it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.bridge.jobs.latest_read import LatestRead


class KeptFresh(QObject):
    """Once for all changes of one event, and only while the place is seen: what was missed
    meanwhile is read when it is shown.
    """

    def __init__(
        self,
        place: QWidget,
        context: Context,
        reading: LatestRead[Any],
        ask: Callable[[], None],
        kinds: Collection[str],
        *,
        when_shown: Collection[str] = (),
    ) -> None:
        """ask: has it read; whoever else asks for it calls `note_asked`, too. kinds: of changes
        that it shows; when_shown: further ones, which wait until it is shown again.
        """
        super().__init__(place)
        self._place = place
        self._reading = reading
        self._ask = ask
        self._kinds, self._when_shown = frozenset(kinds), frozenset(when_shown)
        self._is_stale = True  # nothing was asked for yet
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_again)
        place.installEventFilter(self)
        context.relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self.become_stale)

    @property
    def is_under_way(self) -> bool:
        return self._reading.is_under_way or self._later.isActive()

    def note_asked(self) -> None:
        self._is_stale = False

    def become_stale(self) -> None:
        """It is read at once, or when it is seen."""
        self._is_stale = True
        self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_stale:
            self._later.start()
        return False

    def _read_again(self) -> None:
        if self._is_stale and self._place.isVisible():
            self._reading.ask_again(self._ask)

    def _on_change(self, change: Change) -> None:
        if change.touches(*self._kinds):
            self.become_stale()
        elif change.touches(*self._when_shown):
            self._is_stale = True
