"""What needs attention after an import: files that are unreadable, skipped, or several tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.path_names import display_name
from app.core.words import _, ngettext
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, ToggleButton
from ui.widgets.cards import Card
from ui.widgets.letter_jump import JumpList
from ui.widgets.text import TextLabel, plain_tip

if TYPE_CHECKING:
    from pathlib import Path

    from app.library.records import ImportReport

_LIST_PX = 140


class ImportSummary(Card):
    """Hidden unless there is something that only the listener can fix.

    Signal: closed().
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Import result"))
        self.body.setContentsMargins(SPACE.l, SPACE.s, SPACE.s, SPACE.s)
        self._words = TextLabel("", "strong", wrap=True)
        self._show_files = ToggleButton("", "file-x")
        self._show_files.toggled.connect(self._on_show_files)
        self._reasons: dict[Path, str] = {}
        self._files = JumpList()
        self._files.setAccessibleName(_("Files that need attention"))
        self._files.setWordWrap(True)
        self._files.hide()
        close = IconButton("x", _("Close"), size=16)
        close.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self._show_files)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addWidget(self._files)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Adds to what is shown about other files, since several imports may follow one another."""
        from app.library.cli import in_words, reasons  # importing isn't needed to start

        self._reasons = {
            path: why
            for path, why in self._reasons.items()
            if not any(path.is_relative_to(top) for top in report.paths)
        }
        self._reasons |= dict(reasons(report))
        if asks(report):
            self._words.setText(in_words(report))
        elif not self._reasons:
            self._close()
            return
        self._list_files()
        self.show()

    def _list_files(self) -> None:
        self._files.clear()
        for path, why in self._reasons.items():
            # Translators: a file, and the sentence why it couldn’t be read or was skipped
            text = _("{file}: {reason}", file=display_name(path), reason=why)
            self._files.addItem(text)
            self._files.item(self._files.count() - 1).setToolTip(plain_tip(str(path.parent)))
        self._show_files.setText(ngettext("{n} file", "{n} files", len(self._reasons)))
        self._fit_files()

    def _fit_files(self) -> None:
        """As high as its lines, up to a limit."""
        self._files.ensurePolished()
        lines = sum(self._files.sizeHintForRow(row) for row in range(min(8, self._files.count())))
        self._files.setFixedHeight(
            min(lines + 2 * self._files.frameWidth() + 4, scaled_px(_LIST_PX))
        )

    def _on_show_files(self, is_shown: bool) -> None:
        self._files.setVisible(is_shown)

    def _close(self) -> None:
        if self.isHidden():
            return
        self._reasons.clear()
        self._files.clear()
        self._show_files.setChecked(False)
        self.hide()
        self.closed.emit()


def asks(report: ImportReport) -> bool:
    """Whether there is more to say about an import than fits on one line."""
    return any((report.unreadable, report.skipped, report.with_chapters))
