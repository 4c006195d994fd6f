"""When the journal has to be read again: changes are gathered, and only while it is visible."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.marks.kinds import changes_of_marks
from app.transactions import changes
from app.transactions.changes import Change
from ui.bridge.journal.relay import ChangeRelay
from ui.words.spoilers import spoilers


class Part(Enum):
    """What can be read again: rows, the year's days, names of filters."""

    LIST = auto()
    YEAR = auto()
    NAMES = auto()


_ROWS = (
    *changes_of_marks(),
    changes.ENTRY,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.EMOTION,
    changes.THEME,
    changes.SCENE,
    changes.WAITING,
)
_NAMES = (
    changes.TRACK,
    changes.EMOTION,
    changes.WORK,
    changes.CHARACTER,
    changes.SCENE,
)


class Freshness(QObject):
    """Calls `refresh` with the parts that changed, once for all changes of one event.

    A listen is updated every ten seconds; it changes the year's minutes, not the rows.
    """

    def __init__(
        self,
        relay: ChangeRelay,
        page: QWidget,
        refresh: Callable[[frozenset[Part]], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._refresh = refresh
        self._stale: set[Part] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._run)
        relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self._on_covering)

    def catch_up(self) -> None:
        """The page is shown: what was missed is read."""
        if self._stale:
            self._timer.start()

    def _on_change(self, change: Change) -> None:
        if change.touches(*_ROWS):
            self._stale |= {Part.LIST, Part.YEAR}
        if change.touches(changes.LISTEN):
            self._stale.add(Part.YEAR)
        if change.touches(*_NAMES):
            self._stale.add(Part.NAMES)
        if self._page.isVisible():
            self.catch_up()

    def _on_covering(self) -> None:
        self._stale |= {Part.LIST, Part.NAMES}
        if self._page.isVisible():
            self.catch_up()

    def _run(self) -> None:
        if self._page.isVisible() and self._stale:
            parts, self._stale = frozenset(self._stale), set()
            self._refresh(parts)
