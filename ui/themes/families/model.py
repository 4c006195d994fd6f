"""Families as a tree: each with its passages; accompaniments and dismissed ones in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.core.words import _, dotted, number
from app.themes.records import Passage
from ui.themes.families.shown import ShownFamilies, ShownFamily
from ui.themes.families.words import told_family, told_passage
from ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole  # a FamilyRow; a str for a group
KEY = Qt.ItemDataRole.UserRole + 1  # a str that tells a row from the others, also read again


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """place: of a passage; None for the family itself."""

    family: ShownFamily
    place: int | None = None

    @property
    def passage(self) -> Passage:
        return self.family.passages[self.place or 0].passage


class FamiliesModel(QStandardItemModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playing: Passage | None = None

    @property
    def playing(self) -> Passage | None:
        return self._playing

    def show(self, shown: ShownFamilies, *, with_dismissed: bool) -> None:
        self.clear()
        for family in shown.families:
            self.appendRow(self._family(family))
        self._add_group("accompaniment", _("Accompaniment that repeats"), shown.accompaniments)
        if with_dismissed:
            self._add_group("dismissed", _("Dismissed"), shown.dismissed)

    def set_playing(self, playing: Passage | None) -> None:
        """The passage that sounds."""
        self._playing = playing
        for index in self.indexes():
            row = index.data(ROW)
            if isinstance(row, FamilyRow):
                self.itemFromIndex(index).setData(self._told(row), _SAID)

    def indexes(self, parent: Index = QModelIndex()) -> Iterator[QModelIndex]:  # noqa: B008 - Qt's
        """Every row, as they come."""
        for row in range(self.rowCount(parent)):
            index = self.index(row, 0, parent)
            yield index
            yield from self.indexes(index)

    def index_of(self, key: object) -> QModelIndex:
        found = (index for index in self.indexes() if index.data(KEY) == key)
        return next(found, QModelIndex())

    def is_sounding(self, row: FamilyRow) -> bool:
        if row.place is not None:
            return row.passage == self._playing
        return self._playing in {one.passage for one in row.family.passages}

    def _add_group(self, key: str, title: str, families: Sequence[ShownFamily]) -> None:
        if families:
            group = _item(title, key, dotted(title, number(len(families))))
            for family in families:
                group.appendRow(self._family(family))
            self.appendRow(group)

    def _family(self, family: ShownFamily) -> QStandardItem:
        row = FamilyRow(family)
        item = _item(row, family.key, self._told(row))
        item.setEditable(True)
        for place in range(len(family.passages)):
            passage = FamilyRow(family, place)
            item.appendRow(_item(passage, f"{family.key} {place}", self._told(passage)))
        return item

    def _told(self, row: FamilyRow) -> str:
        is_playing = self.is_sounding(row)
        if row.place is None:
            return told_family(row.family, is_playing=is_playing)
        return told_passage(row.family, row.place, is_playing=is_playing)


_SAID = Qt.ItemDataRole.AccessibleTextRole


def _item(row: object, key: str, said: str) -> QStandardItem:
    item = QStandardItem()
    item.setEditable(False)
    for role, value in ((ROW, row), (KEY, key), (_SAID, said)):
        item.setData(value, role)
    item.setToolTip(plain_tip(said))
    return item
