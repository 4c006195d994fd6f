"""What an import leaves to look at: files it could not read, tracks that look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from app.core.path_names import display_name
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton, QuietButton, ToggleButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip

if TYPE_CHECKING:
    from app.library.records import ImportReport, PossiblySame

_LIST_PX = 140


class ImportSummary(Card):
    """Hidden unless there is something that only the listener can decide or mend.

    Signals: merge_requested(PossiblySame), closed().
    """

    merge_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("What the import found")
        self.body.setContentsMargins(SPACE.l, SPACE.s, SPACE.s, SPACE.s)
        self._offers: list[PossiblySame] = []
        self._words = ElidedLabel("", "strong")
        self._show_files = ToggleButton("", "file-x")
        self._show_files.toggled.connect(self._on_show_files)
        self._files = QListWidget()
        self._files.setAccessibleName("Files that couldn’t be read")
        self._files.setWordWrap(True)
        self._files.hide()
        close = IconButton("x", "Close", size=16)
        close.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self._show_files)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addWidget(self._files)
        self.body.addWidget(self._offer_line())
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Adds to what is shown already: several imports may follow each other."""
        if not asks(report):
            return
        if self.isHidden():
            self._files.clear()
        from app.library.cli import in_words  # the importing rooms are not needed to start

        self._words.setText(in_words(report))
        for file in report.unreadable:
            shown = display_name(file.path)
            self._files.addItem(f"{shown}: {file.reason}")
            self._files.item(self._files.count() - 1).setToolTip(plain_tip(str(file.path.parent)))
        count = self._files.count()
        self._show_files.setText(f"{count} couldn’t be read")
        self._fit_files()
        self._show_files.setVisible(count > 0)
        self._offers += report.possibly_same
        self._show_offer()
        self.show()

    def _offer_line(self) -> QWidget:
        line = QWidget()
        self._question = TextLabel("", wrap=True)
        same = PushButton("Same track", "link")
        same.clicked.connect(lambda: self._answer(is_same=True))
        two = QuietButton("Two tracks")
        two.clicked.connect(lambda: self._answer(is_same=False))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, SPACE.xs)
        row.addWidget(self._question, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(same)
        row.addWidget(two)
        self._offer = line
        return line

    def _show_offer(self) -> None:
        self._offer.setVisible(bool(self._offers))
        if not self._offers:
            return
        offer = self._offers[0]
        album = f" from “{offer.album}”" if offer.album else ""
        more = len(self._offers) - 1
        rest = f" ({more:,} more to ask)" if more else ""
        self._question.setText(
            f"“{offer.title}”{album} is here twice, as different files of the same length. "
            f"Is it the same track?{rest}"
        )

    def _answer(self, *, is_same: bool) -> None:
        offer = self._offers.pop(0)
        if is_same:
            self.merge_requested.emit(offer)
        self._show_offer()
        if not self._offers and not self._files.count():
            self._close()

    def _fit_files(self) -> None:
        """As tall as its lines, up to a point."""
        self._files.ensurePolished()
        lines = sum(self._files.sizeHintForRow(row) for row in range(min(8, self._files.count())))
        self._files.setFixedHeight(
            min(lines + 2 * self._files.frameWidth() + 4, scaled_px(_LIST_PX))
        )

    def _on_show_files(self, is_shown: bool) -> None:
        self._files.setVisible(is_shown)

    def _close(self) -> None:
        self._offers.clear()
        self._files.clear()
        self._show_files.setChecked(False)
        self.hide()
        self.closed.emit()


def asks(report: ImportReport) -> bool:
    """Whether there is more to say of an import than one line."""
    return bool(report.unreadable or report.possibly_same)
