"""Marks that lie too close together to be told apart, in a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from app.core.marks import MarkRef
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.timeline.accessibility.spoken import selection_in_words
from ui.timeline.input.surface import Surface
from ui.timeline.lanes.lane_stack import LaneStack
from ui.widgets.buttons import QuietButton
from ui.widgets.popup import Popup
from ui.widgets.text import plain_tip

_WIDTH_PX = 400
_ROWS = 10  # at most so many at a time
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REF = Qt.ItemDataRole.UserRole
HOW = "Enter selects the mark. With Ctrl or Shift choose several, then press Enter."


class MarkList(Popup):
    """Each mark with its icon, its words and its time; what is chosen is selected."""

    def __init__(self, surface: Surface, refs: Sequence[MarkRef]) -> None:
        super().__init__(surface.canvas, f"{len(refs)} marks in one place", _WIDTH_PX)
        self._surface = surface
        self._refs = refs
        self.marks = QListWidget()
        self.marks.setProperty("variant", "plain")
        self.marks.setAccessibleName(self.accessibleName())
        self.marks.setAccessibleDescription(HOW)
        self.marks.setUniformItemSizes(True)
        self.marks.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.marks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self.everything = QuietButton(f"Select all {len(refs)}", "list")
        self.everything.clicked.connect(lambda: self._choose(self._refs))
        self.marks.itemClicked.connect(self._on_clicked)
        self.body.addWidget(self.marks)
        self.body.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        self.marks.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.everything.hasFocus():
            self.everything.click()
        elif event.key() in _ENTER:
            self._choose([item.data(_REF) for item in self.marks.selectedItems()])
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """The mark that the keys stand at is ready for Enter, else the first."""
        for ref in self._refs:
            item = QListWidgetItem(_icon_of(self._surface.lanes, ref), self._words_of(ref))
            item.setData(_REF, ref)
            item.setToolTip(plain_tip(item.text()))
            self.marks.addItem(item)
        standing = self._surface.marks.standing
        row = self._refs.index(standing) if standing in self._refs else 0
        self.marks.setCurrentRow(row)
        each = self.marks.sizeHintForRow(0)
        self.marks.setFixedHeight(each * min(_ROWS, len(self._refs)) + scaled_px(6))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        """With Ctrl or Shift a click gathers; without it is the choice."""
        if QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._choose([item.data(_REF)])

    def _choose(self, refs: Sequence[MarkRef]) -> None:
        self.close()
        self._surface.marks.set_selected(refs)

    def _words_of(self, ref: MarkRef) -> str:
        span = self._surface.marks.span_of(ref)
        words = "" if span is None else selection_in_words(self._surface.lanes, ref, span)
        return " ".join(words.split())


def _icon_of(lanes: LaneStack, ref: MarkRef) -> QIcon:
    marks = lanes.marks_with(ref)
    if marks is None:
        return QIcon()
    name, colour = marks.sign_of(ref)
    return icon(name, 16, colour) if colour else icon(name, 16)
