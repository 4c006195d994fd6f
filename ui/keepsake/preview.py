"""What goes into a keepsake, line by line; a mark that can be heard has a box for its sound."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.core.timecode import format_span
from app.core.words import _, dotted
from app.keepsake.html.icons import ENTRY
from app.keepsake.records import Keepsake, KeptLine
from app.marks.kinds import KINDS
from ui.style.icons import icon, known_icon
from ui.style.theme import scaled_px
from ui.widgets.text import plain_tip
from ui.words.dates import short_date

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 160  # characters of its words
_ICON_PX = 16
_NOWHERE = QModelIndex()


class PreviewModel(QAbstractListModel):
    """Signal: ticked(), another mark is to be heard, or one less."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[KeptLine, ...] = ()
        self._hearable: frozenset[int] = frozenset()
        self._with_sound = True
        self.sounds: frozenset[str] = frozenset()

    def show_keepsake(self, keepsake: Keepsake) -> None:
        """The lines that are ticked stay so."""
        self.beginResetModel()
        self._lines = keepsake.lines
        self._hearable = frozenset(int(track.id) for track in keepsake.tracks if track.is_hearable)
        here = {line.uid for line in self._lines if self._can_be_heard(line)}
        self.sounds = self.sounds & here
        self.endResetModel()

    def offer_sound(self, *, is_offered: bool) -> None:
        """Only pages can be heard."""
        self.beginResetModel()
        self._with_sound = is_offered
        self.endResetModel()

    def line_at(self, index: Index) -> KeptLine:
        return self._lines[index.row()]

    def _can_be_heard(self, line: KeptLine) -> bool:
        return line.span is not None and line.track_id in self._hearable

    # --- what Qt asks ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _in_words(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_in_words(line))
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(known_icon(_icon_of(line)), _ICON_PX)
        if role == Qt.ItemDataRole.CheckStateRole and self._with_sound:
            if not self._can_be_heard(line):
                return None
            is_on = line.uid in self.sounds
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable
        is_checkable = self._with_sound and self._can_be_heard(self.line_at(index))
        return usual | flag.ItemIsUserCheckable if is_checkable else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        uid = frozenset((self.line_at(index).uid,))
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.sounds = self.sounds | uid if is_on else self.sounds - uid
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


class Preview(QListView):
    """The list itself; Space ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = PreviewModel(self)
        self.setModel(self.lines)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(1, 1) * scaled_px(_ICON_PX))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("What goes in"))
        self.setTabKeyNavigation(False)


def _icon_of(line: KeptLine) -> str:
    if line.emotion is not None:
        return line.emotion.icon
    return ENTRY if line.is_entry else KINDS[line.kind].icon


def _in_words(line: KeptLine) -> str:
    """In one line."""
    place = "" if line.span is None else format_span(line.span)
    words = " ".join(f"{line.memory} {line.text}".split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return dotted(short_date(line.day), line.heading, line.track_title, place, words)
