"""Marks that lie too close together to be told apart, in a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from app.core.marks import MarkRef
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.timeline.accessibility.spoken import selection_in_words
from ui.widgets.buttons import QuietButton
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

_WIDTH_PX = 400
_ROWS = 10  # at most so many at a time
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REF = Qt.ItemDataRole.UserRole
HOW = "Enter selects the mark. With Ctrl or Shift choose several, then press Enter."


def open_mark_list(view: TimelineView, refs: Sequence[MarkRef], at: QPoint) -> None:
    """A single mark is selected without asking. at: in the view."""
    if len(refs) == 1:
        view.set_selection(refs[0])
    else:
        MarkList(view, refs).open_at(view.mapToGlobal(at))


class MarkList(Popup):
    """Each mark with its icon, its words and its time; what is chosen is selected on the view."""

    def __init__(self, view: TimelineView, refs: Sequence[MarkRef]) -> None:
        super().__init__(view, f"{len(refs)} marks in one place", _WIDTH_PX)
        self._view = view
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
            item = QListWidgetItem(_icon_of(self._view, ref), _words_of(self._view, ref))
            item.setData(_REF, ref)
            item.setToolTip(item.text())
            self.marks.addItem(item)
        standing = self._view.standing
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
        self._view.set_selected(refs)


def _words_of(view: TimelineView, ref: MarkRef) -> str:
    span = view.span_of(ref)
    words = "" if span is None else selection_in_words(view.lanes, ref, span)
    return " ".join(words.split())


def _icon_of(view: TimelineView, ref: MarkRef) -> QIcon:
    marks = view.lanes.marks_with(ref)
    if marks is None:
        return QIcon()
    name, colour = marks.sign_of(ref)
    return icon(name, 16, colour) if colour else icon(name, 16)
