"""Until when a letter is sealed: a day, or a track that is heard again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from app.core.ids import TrackId
from app.core.words import _
from app.journal.seals import Sealing
from ui.widgets.calendar import Calendar
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.day_edit import DayEdit
from ui.widgets.text import TextLabel
from ui.words.dates import edit_format

_LATEST = QDate(2199, 12, 31)
_USUAL_DAYS = 365


class SealForm(QWidget):
    """now: the local day. Without any track, only a day can be chosen."""

    def __init__(self, now: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = now + timedelta(1)
        self.until = QRadioButton(_("Until a day"))
        self.again = QRadioButton(_("Until a track is heard again"))
        group = QButtonGroup(self)
        group.addButton(self.until)
        group.addButton(self.again)
        usual = now + timedelta(_USUAL_DAYS)
        calendar = Calendar()
        self.day = DayEdit(_("The day it opens on"), _qt(usual), calendar)
        self.day.setDisplayFormat(edit_format())
        self.day.setDateRange(_qt(self._first), _LATEST)
        self.day.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.day.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tracks = CalmCombo(_("The track it waits for"))
        self.tracks.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hint = TextLabel(_("Link a track first"), "muted")
        self.until.setChecked(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.until, 0, 0)
        grid.addWidget(self.day, 0, 1)
        grid.addWidget(self.again, 1, 0)
        grid.addWidget(self.tracks, 1, 1)
        grid.addWidget(self.hint, 1, 1)
        grid.setColumnStretch(1, 1)
        self.day.dateChanged.connect(lambda _day: self.until.setChecked(True))
        self.tracks.activated.connect(lambda _at: self.again.setChecked(True))
        self.show_tracks(())

    def show_tracks(self, tracks: Iterable[tuple[TrackId, str]]) -> None:
        """Those that it may wait for, with their titles; the chosen one stays."""
        chosen = self.tracks.currentData()
        self.tracks.clear()
        for track_id, title in dict(tracks).items():
            self.tracks.addItem(title, track_id)
        at = self.tracks.findData(chosen)
        self.tracks.setCurrentIndex(max(at, 0) if self.tracks.count() else -1)
        has_any = self.tracks.count() > 0
        self.tracks.setVisible(has_any)
        self.hint.setVisible(not has_any)
        self.again.setEnabled(has_any)
        if not has_any:
            self.until.setChecked(True)

    def sealing(self) -> Sealing:
        if self.again.isChecked():
            return Sealing(track_id=TrackId(self.tracks.currentData()))
        chosen = self.day.date()
        return Sealing(until=date(chosen.year(), chosen.month(), chosen.day()))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
