"""Which of the columns are shown that are hidden by default, and reading what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer

from ui.library.chosen_columns import CHOSEN_ONLY, HEARD, OF_INTENSITY
from ui.library.columns import COLUMNS, INDEX
from ui.library.table_place import TablePlace
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.library.chosen_columns import Summaries
    from ui.library.last_heard import LastHeard
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable
    from ui.shell.window_memory import WindowMemory

_KEPT = "library_columns"  # in the window's memory
_SOON_MS = 2_000  # while one track after another is listened through


class ColumnChoice(QObject):
    """The context menu of the headings. memory: the window's; without one it begins anew each time.

    What the columns say is read off the GUI thread, and only while one of them is shown.
    """

    def __init__(
        self,
        context: Context,
        table: TrackTable,
        tracks: TrackTableModel,
        heard: LastHeard,
        memory: WindowMemory | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table, self._tracks, self._memory = table, tracks, memory
        self._services = context.services
        self._heard = heard
        self._reading = context.latest_read("Read how intense tracks are")
        kept = memory.text(_KEPT) if memory is not None else ""
        self.chosen = frozenset(kept.split()) & frozenset(CHOSEN_ONLY)
        table.columns_requested.connect(self.open)
        table.choose_columns(self.chosen)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        context.listening_through.listened.connect(lambda _track_id: self._refresh_soon())
        heard.outdated.connect(self._on_heard)
        heard.changed.connect(self._show_heard)

    def open(self, at: QPoint | None = None) -> PopupMenu:
        """at: global; by default under the headings."""
        header = self._table.horizontalHeader()
        menu = PopupMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in CHOSEN_ONLY:
            action = menu.addAction(str(COLUMNS[INDEX[key]].title))
            action.setCheckable(True)
            action.setChecked(key in self.chosen)
            action.toggled.connect(lambda is_on, key=key: self.choose(key, is_shown=is_on))
        menu.popup(at or header.mapToGlobal(header.rect().bottomLeft()))
        return menu

    def choose(self, key: str, *, is_shown: bool) -> None:
        self.chosen = self.chosen | {key} if is_shown else self.chosen - {key}
        self._table.choose_columns(self.chosen)
        if self._memory is not None:
            self._memory.state.setValue(_KEPT, " ".join(sorted(self.chosen)))
        self.refresh()

    def _on_heard(self) -> None:
        """No row moves under the pointer, because of what plays."""
        if self._tracks.sorted_by != HEARD:
            self._refresh_soon()

    def _refresh_soon(self) -> None:
        if self.chosen and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """More may have been listened through or heard by now."""
        if HEARD in self.chosen:
            self._heard.read()
        if self.chosen & frozenset(OF_INTENSITY):
            self._reading.ask(lambda: self._services.intensity_summaries.all(), self._show)

    def _show(self, found: Summaries | None) -> None:
        """None: there is no answer; what was known stays."""
        if found is not None:
            place = TablePlace(self._table, self._tracks)
            self._tracks.set_summaries(found)
            place.restore()

    def _show_heard(self) -> None:
        place = TablePlace(self._table, self._tracks)
        self._tracks.set_heard(self._heard.at)
        place.restore()
