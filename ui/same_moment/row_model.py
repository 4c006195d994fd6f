"""The rows of what was felt at the moment, as Qt's model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.ids import EmotionId, TrackId
from app.core.words import dotted
from app.emotions.records import Emotion
from app.emotions.vocabulary import Vocabulary
from app.journal.records import JournalItem
from ui.same_moment.shown import MomentRow
from ui.same_moment.words import row_words
from ui.words.locale import digits

AnyIndex = QModelIndex | QPersistentModelIndex


class MomentRows(QAbstractListModel):
    """Read again as a whole; which one is selected is the list's."""

    def __init__(self, vocabulary: Vocabulary, parent: QObject) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._rows: tuple[MomentRow, ...] = ()
        self._track_id = TrackId(0)
        self._emotions: dict[EmotionId, Emotion] = {}

    def show(self, rows: Sequence[MomentRow], track_id: TrackId) -> None:
        """track_id: the track that was asked about."""
        self.beginResetModel()
        self._rows, self._track_id = tuple(rows), track_id
        self._emotions = {one.id: one for one in self._vocabulary.emotions(with_retired=True)}
        self.endResetModel()

    @property
    def rows(self) -> tuple[MomentRow, ...]:
        return self._rows

    def row(self, index: AnyIndex) -> MomentRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def emotion(self, item: JournalItem) -> Emotion | None:
        return None if item.emotion_id is None else self._emotions.get(item.emotion_id)

    def is_elsewhere(self, item: JournalItem) -> bool:
        """Whether it is on another version of the track."""
        return item.track is not None and item.track.id != self._track_id

    def index_of(self, uid: str) -> QModelIndex:
        found = (n for n, row in enumerate(self._rows) if row.item.uid == uid)
        return self.index(next(found, -1))

    # --- Qt's questions -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows[index.row()]
        year = "" if row.year is None else digits(row.year)
        return dotted(year, row_words(row.item, self.emotion(row.item)))
