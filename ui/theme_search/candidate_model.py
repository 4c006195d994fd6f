"""The rows of the list: what is to be judged, how much is less certain, what was judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.words import Text, _, dotted, ngettext, number
from app.theme_finding.around import Around
from app.themes.records import Passage
from ui.theme_search.ranking import Entry
from ui.theme_search.shown import Judged
from ui.theme_search.words import ANSWERS, differs_words, place_words, scene_words

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
TO_JUDGE, JUDGED = Text("To judge"), Text("Judged", "places that were answered")


class Heading(NamedTuple):
    text: str
    many: int


class More(NamedTuple):
    """Shows those that are less certain, or hides them again. text: says so."""

    text: str


Row = Heading | More | Entry | Judged


class CandidateModel(QAbstractListModel):
    """Rows are read again as a whole; which one is selected is the list's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._around: Mapping[Passage, Around] = {}

    def show(
        self,
        entries: Sequence[Entry],
        judged: Sequence[Judged],
        around: Mapping[Passage, Around],
        *,
        hidden: int,
        less_certain: int,
    ) -> None:
        """hidden: how many are less certain and not shown; less_certain: how many are at all."""
        self.beginResetModel()
        self._around = around
        is_empty = not (entries or judged or hidden)
        self._rows = [] if is_empty else [Heading(str(TO_JUDGE), len(entries)), *entries]
        if hidden:
            words = ngettext("Show 1 less certain", "Show {n} less certain", hidden)
            self._rows.append(More(words))
        elif less_certain:
            self._rows.append(More(_("Show only what is likely")))
        if judged:
            self._rows += [Heading(str(JUDGED), len(judged)), *judged]
        self.endResetModel()

    def row(self, index: AnyIndex) -> Row | None:
        found = index.data(ROW) if index.isValid() else None
        return found if isinstance(found, Heading | More | Entry | Judged) else None

    def around(self, passage: Passage) -> Around | None:
        return self._around.get(passage)

    def index_of(self, wanted: Entry | Judged | None) -> QModelIndex:
        """Also of one that was found anew meanwhile."""
        if isinstance(wanted, Judged):
            return self._index(
                lambda row: isinstance(row, Judged) and row.passage == wanted.passage
            )
        number_ = None if wanted is None else wanted.number
        return self._index(lambda row: isinstance(row, Entry) and row.number == number_)

    def index_of_more(self) -> QModelIndex:
        return self._index(lambda row: isinstance(row, More))

    def _index(self, is_it: Any) -> QModelIndex:
        place = next((n for n, row in enumerate(self._rows) if is_it(row)), -1)
        return self.index(place) if place >= 0 else QModelIndex()

    # --- Qt's questions -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(row)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _told(self, row: Row) -> str:
        if isinstance(row, Heading):
            return dotted(row.text, number(row.many))
        if isinstance(row, More):
            return row.text
        around = self._around.get(row.passage)
        where = () if around is None else (place_words(around, row.passage), scene_words(around))
        if isinstance(row, Entry):
            return dotted(*where, differs_words(row.candidate))
        return dotted(*where, str(ANSWERS[row.answer]))
