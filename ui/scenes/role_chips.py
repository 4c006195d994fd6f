"""Roles that titles suggest, as chips that wait for a yes or a no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _, ngettext, number
from app.library.suggested_role import SuggestedRole
from app.transactions.changes import TRACK, Change
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel, plain_tip

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.bridge.context import Context

_MOST_TITLES = 8  # in a tooltip


class RoleChip(Chip):
    """Signal: refused(), by Delete or Backspace."""

    refused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.refused.emit()
        else:
            super().keyPressEvent(event)


class RoleChips(QWidget):
    """A chip a role; a click gives it to the tracks whose titles say so, the cross beside it says
    that they don't have it, for good. Hidden while there is nothing to say.

    Signal: finished(), the last one was answered and had the keyboard.
    """

    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[TrackRow, ...] = ()
        self._suggested: tuple[SuggestedRole, ...] = ()
        self._titles: dict[int, str] = {}
        self.chips: list[RoleChip] = []
        self.noes: list[IconButton] = []  # of each chip
        self.accept: LinkButton | None = None  # of several
        self._box = QWidget()
        self._flow = FlowLayout(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(TextLabel(_("Their titles say"), "caption"))
        row.addWidget(self._box, 1)
        self.hide()
        context.relay.changed.connect(self._on_change)

    def show_rows(self, rows: Iterable[TrackRow]) -> None:
        """rows: the tracks it is about; those with a role are left alone."""
        self._rows = tuple(rows)
        self._context.look(self._read)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def accept_all(self) -> None:
        self._give(self._suggested)

    # --- what is suggested ----------------------------------------------------------------------

    def _read(self) -> None:
        suggested = self._context.services.role_suggestions.of(self._rows)
        titles = {int(row.id): row.title for row in self._rows}
        if (suggested, titles) == (self._suggested, self._titles):
            return
        self._suggested, self._titles = suggested, titles
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._flow.clear()
        self.chips, self.noes = [], []
        for one in suggested:
            self._flow.addWidget(self._offer(one))
        many = len(suggested)
        self.accept = LinkButton(ngettext("Accept", "Accept all {n}", many)) if many > 1 else None
        if self.accept is not None:
            self.accept.clicked.connect(self.accept_all)
            self._flow.addWidget(self.accept)
        self.setVisible(bool(suggested))
        self.updateGeometry()
        if had_focus and self.chips:
            self.chips[0].setFocus()
        elif had_focus:
            self.finished.emit()

    def _on_change(self, change: Change) -> None:
        """A no was said, or taken back; who shows the tracks hears of their new roles."""
        if self._rows and change.touches(TRACK):
            self._context.look(self._read)

    def _offer(self, one: SuggestedRole) -> QWidget:
        """A chip and its no, side by side."""
        chip, no = self._chip(one), self._no(one)
        chip.refused.connect(lambda: self._refuse(one))
        self.chips.append(chip)
        self.noes.append(no)
        offer = QWidget()
        row = QHBoxLayout(offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(chip)
        row.addWidget(no)
        return offer

    def _chip(self, one: SuggestedRole) -> RoleChip:
        count = len(one.track_ids)
        # Translators: a role and how many tracks would get it: “Opening theme × 2”
        words = _("{role} × {count}", role=one.role.label, count=number(count))
        chip = RoleChip(one.role.label if count == 1 else words, "check", "success")
        chip.setToolTip(plain_tip(self._titles_of(one)))
        chip.setAccessibleName(_("Give the role “{role}”", role=one.role.label))
        chip.clicked.connect(lambda: self._give((one,)))
        return chip

    def _no(self, one: SuggestedRole) -> IconButton:
        words = _("No, not “{role}”: never suggest it again", role=one.role.label)
        no = IconButton("x", words, size=14, colour_token="ink_muted")
        no.clicked.connect(lambda: self._refuse(one))
        return no

    def _titles_of(self, one: SuggestedRole) -> str:
        return "\n".join([self._titles[track_id] for track_id in one.track_ids][:_MOST_TITLES])

    # --- the answer -----------------------------------------------------------------------------

    def _give(self, suggested: tuple[SuggestedRole, ...]) -> None:
        roles = {track_id: one.role for one in suggested for track_id in one.track_ids}
        library, context = self._context.services.library, self._context
        words = ngettext("One track has its role now.", "{n} tracks have their roles now.",
                         len(roles))  # fmt: skip
        context.do(lambda: library.set_roles(roles), lambda: context.say_done(words))

    def _refuse(self, one: SuggestedRole) -> None:
        suggestions, context = self._context.services.role_suggestions, self._context
        words = _("“{role}” won’t be suggested for that again.", role=one.role.label)
        context.do(lambda: suggestions.refuse((one,)), lambda: context.say_done(words))
