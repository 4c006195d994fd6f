"""The keyboard at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.shell.command import Command
from ui.shell.shortcuts import native_text
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.emotions.records import Emotion

_FRAME = QSize(32, 64)  # what a desktop may put around a window
GESTURES = (
    ("the same key again within 2 seconds", "raise its intensity"),
    ("hold the key", "draw a span until you let go"),
    ("Shift + key", "what the music expresses, rather than what you feel"),
    ("F", "a favourite moment; hold it for a span"),
    ("Page Up, Page Down on the timeline", "scroll its lanes, where not all of them fit"),
    ("F2 in the table of marks", "change the cell you are on"),
    ("Alt+Up, Alt+Down in the table of marks", "sort by the column you are on"),
    ("Enter in the inbox", "keep the note and go on; Alt+Enter leaves the mark without one"),
    ("Alt+Down, Alt+Up, Ctrl+H in the inbox", "next mark, previous mark, hear it again"),
    ("arrows or W A S D on the trace pad", "move the dot; Enter records, Esc closes"),
)
ON_MARKS = (
    ("a feeling’s key", "while the music stands: the selected feelings say this; playing: C first"),
    ("Tab, Shift+Tab", "select the next mark, the one before"),
    ("Ctrl+Tab, Ctrl+Shift+Tab", "walk on past marks, leaving the selection as it is"),
    ("Ctrl+Enter or Ctrl+Space", "take the mark one walked to into the selection, or out of it"),
    ("Up, Down", "to the mark nearest in time in the lane above, below"),
    ("Alt+Down", "list the marks that lie in one place, here or at the playhead"),
    ("Shift+Up, Shift+Down", "take the mark before, the next of the lane into the selection"),
    ("Left, Right", "move by 10 ms, with Shift by 100 ms, with Ctrl by 1 s"),
    ("Alt + Left, Right", "move the end only, by the same steps"),
    ("Enter", "hear it again"),
    ("click with Ctrl, with Shift", "take a mark in or out; all marks up to there"),
    ("drag over a lane", "select the marks it touches"),
    ("drag with Ctrl, with Alt", "leave a copy; without snapping"),
    ("Esc", "give up a drag; else select nothing"),
)


class KeysDialog(QDialog):
    """Every key, in groups."""

    def __init__(
        self,
        emotions: Sequence[Emotion],
        commands: Sequence[Command[Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard")
        room = self.screen().availableSize() - _FRAME
        self.resize(QSize(scaled_px(560), scaled_px(600)).boundedTo(room))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.addWidget(TextLabel("Keyboard", "title"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._table(emotions, commands))
        column.addWidget(scroll, 1)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _table(self, emotions: Sequence[Emotion], commands: Sequence[Command[Any]]) -> QWidget:
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setHorizontalSpacing(SPACE.xl)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(1, 1)
        words = [
            (word.shortcut, f"{word.name}: {word.gloss}") for word in emotions if word.shortcut
        ]
        self._group("Feelings", [(key or "", text) for key, text in words])
        self._group("Gestures", GESTURES)
        self._group("On selected marks", ON_MARKS)
        for menu in dict.fromkeys(command.menu for command in commands):
            rows = [
                (" or ".join(native_text(keys) for keys in command.shortcuts), command.text)
                for command in commands
                if command.menu == menu and command.shortcuts
            ]
            self._group(menu, rows)
        return holder

    def _group(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        row = self._grid.rowCount()
        self._grid.addWidget(TextLabel(title, "section"), row, 0, 1, 2)
        for offset, (keys, text) in enumerate(rows, start=1):
            key_label = TextLabel(keys, "strong", wrap=True)
            self._grid.addWidget(key_label, row + offset, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(TextLabel(text, wrap=True), row + offset, 1)
