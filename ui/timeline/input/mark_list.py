"""A list to choose from, for marks that are too close together to be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidgetItem

from app.core.marks import MarkRef
from app.core.words import Text, ngettext
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.timeline.accessibility.spoken import selection_in_words
from ui.timeline.input.surface import Surface
from ui.timeline.lanes.lane_stack import LaneStack
from ui.widgets.buttons import QuietButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.letter_jump import JumpList
from ui.widgets.popup import Popup
from ui.widgets.text import plain_tip

_WIDTH_PX = 400
_ROWS = 10  # as many are in view at a time
_REF = Qt.ItemDataRole.UserRole
HOW = Text("Enter selects the mark. Use Ctrl or Shift to choose several, then press Enter.")


class MarkList(Popup):
    """Each mark with its icon, description and time; those chosen here become selected."""

    def __init__(self, surface: Surface, refs: Sequence[MarkRef]) -> None:
        title = ngettext("1 mark in one place", "{n} marks in one place", len(refs))
        super().__init__(surface.canvas, title, _WIDTH_PX)
        self._surface = surface
        self._refs = refs
        self.marks = JumpList()
        self.marks.setProperty("variant", "plain")
        self.marks.setAccessibleName(self.accessibleName())
        self.marks.setAccessibleDescription(str(HOW))
        self.marks.setUniformItemSizes(True)
        self.marks.setSelectionMode(JumpList.SelectionMode.ExtendedSelection)
        self.marks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        every = ngettext("Select it", "Select all {n}", len(refs))
        self.everything = QuietButton(every, "list")
        self.everything.clicked.connect(lambda: self._choose(self._refs))
        self.marks.itemClicked.connect(self._on_clicked)
        self.body.addWidget(self.marks)
        self.body.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        self.marks.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.everything.hasFocus():
            self.everything.click()
        elif event.key() in ENTER_KEYS:
            self._choose([item.data(_REF) for item in self.marks.selectedItems()])
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """The mark that keys act on is ready for Enter, else the first."""
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
        """With Ctrl or Shift a click adds a mark; without, it chooses one."""
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
