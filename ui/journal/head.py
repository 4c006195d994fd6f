"""The journal's head: what it holds, the ways to its other pages, and what makes something new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.core.words import Text, _
from ui.bridge.context import Context
from ui.journal.summary import Summary
from ui.keepsake.opening import KEEPSAKE, KEEPSAKE_ICON
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, ToggleButton, tell_hint
from ui.widgets.text import TextLabel

# The pages within the journal, by key: how each is called here, and its icon.
_WAYS = {
    "years": (Text("The year"), "chart-area"),
    "comfort": (Text("Comfort", "page"), "hand-heart"),
    "letters": (Text("Letters"), "mail"),
    "first_notes": (Text("First notes"), "music"),
}
_SELDOM = ("first_notes",)
_Named = tuple[PushButton, str, str]


class JournalHead(QWidget):
    """Where all their names don't fit, the ways are icons alone. The summary is never cut: where
    that isn't enough either, it is below the title.

    Signals: keepsake_wanted(); entry_wanted().
    """

    keepsake_wanted = Signal()
    entry_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_beside = True
        self.title = TextLabel(_("Journal"), "display")
        self.summary = Summary()
        self.ways = {key: self._way(key) for key in _WAYS}
        self.keepsake = PushButton(str(KEEPSAKE), KEEPSAKE_ICON)
        tell_hint(self.keepsake, str(KEEPSAKE))
        self.keepsake.clicked.connect(lambda: self.keepsake_wanted.emit())
        self.calendar = ToggleButton(_("Calendar"), "calendar-heart")
        tell_hint(self.calendar, _("The year in colours"))
        self.new = PrimaryButton(_("New entry"), "pencil")
        tell_hint(self.new, self.new.text(), context.shortcuts.text("new_entry"))
        self.new.clicked.connect(lambda: self.entry_wanted.emit())
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (*self.ways.values(), self.keepsake, self.calendar, self.new):
            buttons.addWidget(button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.l)
        self._grid.setVerticalSpacing(SPACE.xs)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.title, 0, 0)
        self._grid.addWidget(self.summary, 0, 1)
        self._grid.addLayout(buttons, 0, 2)
        self.summary.changed.connect(self._fit_soon.start)
        # It gives way before its page does: see `_fit`.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_ways(self, *, has_marks: bool) -> None:
        """has_marks: whether there is anything to look back at, or to give."""
        for button in (self.calendar, self.ways["years"], self.ways["comfort"], self.keepsake):
            button.setVisible(has_marks)
        self._fit_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_soon.start()

    def _way(self, key: str) -> PushButton:
        name, icon = _WAYS[key]
        button = PushButton(str(name), icon)
        tell_hint(button, str(name), self._context.shortcuts.text(f"page_{key}"))
        button.clicked.connect(partial(self._open, key))
        return button

    def _open(self, key: str, _is_down: bool = False) -> None:
        self._context.navigator.open_page(key)

    def _fit(self) -> None:
        """All names, or as many groups of them as there is room for."""
        groups = [[one for one in group if not one[0].isHidden()] for group in self._named()]
        gaps = SPACE.s * (sum(map(len, groups)) - 1) + 2 * SPACE.l
        room = self.width() - self.title.sizeHint().width() - gaps
        is_beside = _fit_names(groups, room - self.summary.brief_px())
        if not is_beside:
            _fit_names(groups, room)
        self._place_summary(is_beside=is_beside)

    def _place_summary(self, *, is_beside: bool) -> None:
        """Beside the title, or below it."""
        if is_beside == self._is_beside:
            return
        self._is_beside = is_beside
        self._grid.removeWidget(self.summary)
        if is_beside:
            self._grid.addWidget(self.summary, 0, 1)
        else:
            self._grid.addWidget(self.summary, 1, 0, 1, 3)

    def _named(self) -> tuple[list[_Named], ...]:
        """Buttons with their names and icons; the group that loses its names first, first."""
        ways = {key: (self.ways[key], str(name), icon) for key, (name, icon) in _WAYS.items()}
        seldom = [ways.pop(key) for key in _SELDOM if key in ways]
        return (
            [*seldom, (self.keepsake, str(KEEPSAKE), KEEPSAKE_ICON)],
            list(ways.values()),
            [
                (self.calendar, _("Calendar"), "calendar-heart"),
                (self.new, _("New entry"), "pencil"),
            ],
        )


def _fit_names(groups: Sequence[Sequence[_Named]], room_px: int) -> bool:
    """Takes the names of one group after the other until all buttons fit; whether they do."""
    shown = [one for group in groups for one in group]
    for button, name, icon in shown:
        _say(button, name, icon)
    for group in (*groups, ()):
        if sum(button.sizeHint().width() for button, _name, _icon in shown) <= room_px:
            return True
        for button, _name, icon in group:
            _say(button, "", icon)
    return False


def _say(button: PushButton, name: str, icon: str) -> None:
    if button.text() != name:
        button.setText(name)
        button.set_icon(icon)
