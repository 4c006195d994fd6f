"""“Paste a list”: a field for it, with the preview beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import WorkId
from app.core.words import Text, _
from app.story_import.lines import LinesAre
from app.story_import.lists import read_list
from app.story_import.records import Found
from ui.story_import.dialog import ImportDialog
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.empty_state import EmptyState
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.plain_text import text_in

if TYPE_CHECKING:
    from ui.bridge.context import Context

_QUIET_MS = 150  # of typing, before it is read
_LEAST_TEXT_PX = 240
_EXAMPLE = Text(
    "S1E1 The winding key\n"
    "  10:10–12:22 The harbour [Mira, Elio]\n"
    "  The star | They meet again.\n"
    "S1E2 Low water"
)
_LINES = {
    LinesAre.AS_WRITTEN: Text("Lines as written"),
    LinesAre.EPISODES: Text("Each line is an episode"),
    LinesAre.SCENES: Text("Each line is a scene"),
}


class PasteDialog(ImportDialog):
    """The text is only read; nothing happens to what was typed until it is imported."""

    def __init__(self, context: Context, work_id: WorkId | None, parent: QWidget) -> None:
        super().__init__(context, _("Paste a list"), work_id, parent, is_of_files=False)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.look)
        self.text = _ListEdit()
        self.text.textChanged.connect(self._quiet.start)
        self.text.import_requested.connect(self.take_in)
        self.lines_are = CalmCombo(_("What the lines are"))
        for value, word in _LINES.items():
            self.lines_are.addItem(str(word), value)
        self.lines_are.currentIndexChanged.connect(lambda _row: self.look())
        self._empty = EmptyState(
            "list",
            _("A list you already have"),
            _(
                "Paste episodes with their scenes, line by line or from a spreadsheet. What would "
                "be new appears here; nothing is saved until you import it."
            ),
        )
        self._views = QStackedWidget()
        self._views.addWidget(self._empty)
        self._views.addWidget(self.preview)
        self.body.addLayout(self._left(), 3)
        self.body.addWidget(self._views, 5)
        QWidget.setTabOrder(self.text, self.lines_are)
        QWidget.setTabOrder(self.lines_are, self.preview)
        self.text.setFocus()

    def reading(self) -> Callable[[], Found] | None:
        text = text_in(self.text)
        if not text.strip():
            return None
        lines_are = LinesAre(self.lines_are.currentData())
        return partial(read_list, text, is_series=self.aim.is_series, lines_are=lines_are)

    def is_worth_a_question(self) -> bool:
        return bool(text_in(self.text).strip())

    def take_in(self) -> None:
        """What was typed a moment ago is part of it."""
        if not self._quiet.isActive() and not self._planning.is_under_way:
            super().take_in()

    def show_found(self, found: Found) -> None:
        has_any = bool(found.works or found.not_taken)
        self._views.setCurrentWidget(self.preview if has_any else self._empty)

    @property
    def is_looking(self) -> bool:
        return self._quiet.isActive() or super().is_looking

    def _left(self) -> QVBoxLayout:
        self.text.setMinimumWidth(scaled_px(_LEAST_TEXT_PX))
        foot = QHBoxLayout()
        foot.addWidget(self.lines_are, 1)
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addWidget(self.text, 1)
        left.addLayout(foot)
        return left

    def _set_enabled(self, is_enabled: bool) -> None:
        super()._set_enabled(is_enabled)
        self.text.setReadOnly(not is_enabled)
        self.lines_are.setEnabled(is_enabled)


class _ListEdit(QPlainTextEdit):
    """Signal: import_requested(), Ctrl+Enter."""

    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The list"))
        self.setAccessibleDescription(_("Ctrl+Enter imports it. Tab leaves the field."))
        self.setPlaceholderText(str(_EXAMPLE))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A whole list is seen from its beginning."""
        is_whole = not self.toPlainText()
        super().insertFromMimeData(source)
        if is_whole:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER_KEYS and is_ctrl:
            self.import_requested.emit()
        else:
            super().keyPressEvent(event)
