"""The table of keys, in columns over the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from ui.shell.key_table import KeyGroup
from ui.shell.shortcuts import native_text
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.text import TextLabel

_COLUMN_PX = 320
_KEYS_PX = 108  # of a column, at most, unless one key is longer; what the keys do has the rest
_MOST_COLUMNS = 4
_LEAST = QSize(480, 320)  # without a window behind it


class KeysOverlay(QDialog):
    """Covers its window; Escape, F1 or its button close it."""

    def __init__(
        self,
        groups: Sequence[KeyGroup],
        parent: QWidget | None = None,
        change: Callable[[], object] | None = None,
    ) -> None:
        """change: opens where the shortcuts of commands are changed, once this is closed."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._cover(parent)
        close = IconButton("x", _("Close"), native_text("Esc"))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Keyboard shortcuts"), "title"), 1)
        if change is not None:
            button = PushButton(_("Change shortcuts…"), "keyboard")
            button.clicked.connect(self.accept)
            button.clicked.connect(change)
            head.addWidget(button)
        head.addWidget(close)
        self.area = QScrollArea()
        self.area.setAccessibleName(_("Keyboard shortcuts"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._columns(groups))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        whole.setSpacing(SPACE.m)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        self.area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _cover(self, parent: QWidget | None) -> None:
        room = self.screen().availableSize()
        if parent is None:
            self.resize(_LEAST.boundedTo(room))
            return
        window = parent.window()
        self.resize(window.size().boundedTo(room))
        self.move(window.mapToGlobal(window.rect().topLeft()))

    def _columns(self, groups: Sequence[KeyGroup]) -> QWidget:
        """As many as there is width for, filled in order to about the same height."""
        count = max(1, min(_MOST_COLUMNS, self.width() // scaled_px(_COLUMN_PX)))
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, SPACE.m, 0)
        across.setSpacing(SPACE.xl)
        made = [_group(group) for group in groups]
        width = self.width() // count - 2 * SPACE.xl
        heights = [max(part.heightForWidth(width), part.sizeHint().height()) for part in made]
        for parts in _shared_out(made, heights, count):
            column = QVBoxLayout()
            column.setSpacing(SPACE.l)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            across.addLayout(column, 1)
        return holder


def _shared_out(parts: list[QWidget], heights: list[int], count: int) -> list[list[QWidget]]:
    """In their order, so that the highest column is as low as it can be."""
    count = min(count, len(parts))

    def highest(cuts: tuple[int, ...]) -> int:
        return max(sum(heights[one:other]) for one, other in pairwise((0, *cuts, len(parts))))

    cuts = min(combinations(range(1, len(parts)), count - 1), key=highest)
    return [parts[one:other] for one, other in pairwise((0, *cuts, len(parts)))]


def _group(group: KeyGroup) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.m)
    grid.setVerticalSpacing(SPACE.xs)
    grid.setColumnStretch(1, 1)
    grid.addWidget(TextLabel(group.title, "section"), 0, 0, 1, 2)
    names = [TextLabel(keys, "strong", wrap=True) for keys, _text in group.rows]
    width = _keys_width(names)
    for row, (name, (_keys, text)) in enumerate(zip(names, group.rows, strict=True), start=1):
        name.setFixedWidth(width)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(TextLabel(text, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return part


def _keys_width(names: Sequence[TextLabel]) -> int:
    """Names may wrap, but none is cut, however long a key is, such as Strg+Umschalt+Herunter."""

    def widest(texts: Iterable[str]) -> int:
        return max(names[0].fontMetrics().horizontalAdvance(text) for text in texts) + SPACE.s

    whole = widest(name.text() for name in names)
    key = widest(word for name in names for word in name.text().split())
    return max(key, min(whole, scaled_px(_KEYS_PX)))
