"""The story line as a table: a row for each scene, and one for covered scenes in a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.core.words import Text, _
from app.story_line.records import StoryLine
from ui.story_line.keys import PLAY, TABLE, UNCOVER, has_ctrl
from ui.story_line.stops import SCENES, Stop, Stops
from ui.story_line.words import cue_in_words, felt_in_words, stop_in_words, times_in_words
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.text import plain_tip
from ui.words.lists import comma_list

_OWN_KEYS = frozenset((PLAY, UNCOVER, *ENTER_KEYS))
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def _episode(line: StoryLine, place: int) -> str:
    episode = line.episode_of(place)
    return " ".join(part for part in (episode.label, episode.title) if part)


def _times(line: StoryLine, place: int) -> str:
    span = line.scenes[place].span
    return "" if span is None else times_in_words(span)


def _music(line: StoryLine, place: int) -> str:
    return comma_list(cue_in_words(line, cue) for cue in line.scenes[place].cues)


def _people(line: StoryLine, place: int) -> str:
    there = line.scenes[place].character_ids
    return comma_list(one.name for one in line.characters if one.id in there)


def _themes(line: StoryLine, place: int) -> str:
    here = [one.name for one in line.themes if any(each.scene == place for each in one.returns)]
    return comma_list(here)


_COLUMNS: tuple[tuple[Text, Callable[[StoryLine, int], str]], ...] = (
    (Text("Episode"), _episode),
    (Text("Scene"), lambda line, place: line.scenes[place].title),
    (Text("Time"), _times),
    (Text("Music"), _music),
    (Text("Felt"), felt_in_words),
    (Text("Characters"), _people),
    (Text("Themes"), _themes),
)
_TITLE = 1
_SHARES = (0.15, 0.16, 0.11, 0.2, 0.14, 0.12, 0.12)  # of the width


class LineTableModel(QAbstractTableModel):
    """Of covered scenes, it says that they are covered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stops: Stops | None = None
        self.rows: list[Stop] = []

    def show_stops(self, stops: Stops | None) -> None:
        self.beginResetModel()
        self._stops = stops
        self.rows = [] if stops is None else stops.along(SCENES)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return str(_COLUMNS[section][0]) if is_title else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        stops = self._stops
        if stops is None:
            return None
        stop = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.data(index))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if stops.run_at(stop.scene) is not None:
            return stop_in_words(stops, stop) if index.column() == _TITLE else ""
        return _COLUMNS[index.column()][1](stops.line, stop.scene)


class LineTable(QTableView):
    """Signals: chosen(Stop), another row; opened(Stop), by Enter or a double click; play_requested(
    Stop); uncovered(int), a scene's place; table_requested(), back to the picture.
    """

    chosen = Signal(object)
    opened = Signal(object)
    play_requested = Signal(object)
    uncovered = Signal(int)
    table_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineTableModel(self)
        self._is_led = False  # the row follows, and isn't the listener's choice
        self.setModel(self.lines)
        self.setAccessibleName(_("The story line as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)  # it would be cut between words, however much room there is
        self.setProperty("variant", "plain")
        leave_space(self)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.rows[index.row()]))

    def show_stops(self, stops: Stops | None, selection: Stop | None) -> None:
        """selection: whose scene is the current row."""
        self._is_led, was_led = True, self._is_led
        self.lines.show_stops(stops)
        self._is_led = was_led
        self.choose(selection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, int(room * share))

    def choose(self, selection: Stop | None) -> None:
        scene = None if selection is None else selection.scene
        rows = [stop.scene for stop in self.lines.rows]
        if scene in rows and rows.index(scene) != self.currentIndex().row():
            self._is_led = True
            self.setCurrentIndex(self.lines.index(rows.index(scene), _TITLE))
            self._is_led = False

    @property
    def current(self) -> Stop | None:
        row = self.currentIndex().row()
        return self.lines.rows[row] if 0 <= row < len(self.lines.rows) else None

    def event(self, event: QEvent) -> bool:
        if claims_key(event, _OWN_KEYS):
            return True
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and has_ctrl(event) and event.key() == TABLE:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, stop = Qt.Key(event.key()), self.current
        if has_ctrl(event) and key == TABLE:
            self.table_requested.emit()
        elif stop is None or not is_bare(event) or key not in _OWN_KEYS:
            super().keyPressEvent(event)
        elif key == PLAY:
            self.play_requested.emit(stop)
        elif key == UNCOVER:
            self.uncovered.emit(stop.scene)
        else:
            self.opened.emit(stop)

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits are the program's keys."""

    def _on_current(self, index: QModelIndex) -> None:
        if not self._is_led and 0 <= index.row() < len(self.lines.rows):
            self.chosen.emit(self.lines.rows[index.row()])
