"""The head of the page: what is searched for, where, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.theme_finding.progress import SearchProgress
from app.theme_finding.records import Scope
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.theme_search.words import DOUBTS, SCOPES
from ui.widgets.buttons import IconButton, ToggleButton
from ui.widgets.folding_row import FoldingRow
from ui.widgets.search_line import SearchLine
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.listening_through import search_progress_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.theme_search.records import Doubt

_TITLE_PX = 320


class SearchHead(QWidget):
    """Signals: back_requested(); scope_chosen(Scope); pause_requested(), or to go on."""

    back_requested = Signal()
    scope_chosen = Signal(object)
    pause_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", _("Back to the theme"), size=18)
        self.back.clicked.connect(self.back_requested)
        self.title = ElidedLabel("", "display")
        self.progress = SearchLine()
        self.progress.pause_requested.connect(self.pause_requested)
        self.doubts = TextLabel("", "warn", wrap=True)
        self.doubts.hide()
        self.scopes: dict[Scope, ToggleButton] = {}
        self._lay_out()

    def show_name(self, name: str) -> None:
        """name: empty while no theme is searched for."""
        asked = _("Where does “{name}” return?", name=name)
        self.title.setText(asked if name else _("Where does it return?"))
        self._first.fit()

    def show_scope(self, scope: Scope, *, has_saga: bool = False) -> None:
        """has_saga: whether the theme's work is in a saga with others; otherwise that would be the
        same as the work.
        """
        self.scopes[Scope.SAGA].setVisible(has_saga)
        is_work = scope is Scope.SAGA and not has_saga
        self.scopes[Scope.WORK if is_work else scope].setChecked(True)
        self._first.fit()

    def show_progress(self, progress: SearchProgress, missing: int) -> None:
        """missing: tracks that couldn't be listened through."""
        self.progress.show_progress(
            search_progress_in_words(progress, missing) if progress.tracks else "",
            None,
            is_under_way=progress.to_come > 0,
            is_paused=progress.is_paused,
        )

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        text = " ".join(str(DOUBTS[doubt]) for doubt in doubts)
        self.doubts.setText(text)
        self.doubts.setVisible(bool(text))

    def fit(self) -> None:
        self._first.fit()

    def _title_px(self) -> int:
        """As far as it has to be seen."""
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        return min(words, scaled_px(_TITLE_PX)) + self.back.sizeHint().width() + 2 * SPACE.s

    def _lay_out(self) -> None:
        titled = QWidget()
        title = QHBoxLayout(titled)
        title.setContentsMargins(0, 0, 0, 0)
        title.setSpacing(SPACE.s)
        title.addWidget(self.back)
        title.addWidget(self.title, 1)
        switch = self._scope_switch()
        self._first = FoldingRow(lambda: self._title_px() + switch.sizeHint().width())
        self._first.add(titled, 1)
        self._first.add(switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._first)
        column.addWidget(self.progress)
        column.addWidget(self.doubts)
        self.show_progress(SearchProgress(), 0)
        self.fit()

    def _scope_switch(self) -> QWidget:
        switch = QWidget()
        switch.setAccessibleName(_("Where to search"))
        row = QHBoxLayout(switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        group = QButtonGroup(switch)
        group.setExclusive(True)
        for scope, text in SCOPES.items():
            button = ToggleButton(str(text))
            button.clicked.connect(lambda _on=False, scope=scope: self.scope_chosen.emit(scope))
            group.addButton(button)
            row.addWidget(button)
            self.scopes[scope] = button
        return switch
